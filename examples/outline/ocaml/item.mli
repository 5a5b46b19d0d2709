(** What an outline consists of. The Rust side has the same types, in
    [src/item.rs]: fields and constructors stand in the same order there. *)

(** Part of a file. Lines and columns count from 1, columns in bytes. The end is
    just past the last character. *)
type location = {
  file : string;
  line : int;
  column : int;
  end_line : int;
  end_column : int;
}

type kind =
  | Value
  | External
  | Type
  | Extension  (** a constructor added to an extensible type *)
  | Exception
  | Module
  | Module_type
  | Class
  | Class_type
  | Open
  | Include
  | Expression  (** evaluated, but bound to no name *)

type t = {
  kind : kind;
  name : string;
  signature : string;
      (** As in an interface, on one line, with the inferred type:
          ["val length : 'a list -> int"]. *)
  location : location;
  items : t list;  (** What a module or a module type is made of. *)
}

val of_structure : Typedtree.structure -> t list
(** The items of a type-checked implementation, in the order of the file. *)

val location : Location.t -> location
(** The compiler's location as ours. *)
