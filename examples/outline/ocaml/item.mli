(** What an outline consists of. *)

(** Part of a file. Lines and columns count from 1, columns in bytes. *)
type location = {
  file : string;  (** As it was named, or as a [# 1 "file"] directive in it says. *)
  line : int;  (** Where it begins. *)
  column : int;  (** Where it begins. *)
  end_line : int;  (** The line of the last character. *)
  end_column : int;  (** Just past the last character. *)
}

(** The kinds of items. *)
type kind =
  | Value  (** [let] *)
  | External  (** [external] *)
  | Type  (** [type] *)
  | Extension  (** [type … +=]: a constructor added to an extensible type *)
  | Exception  (** [exception] *)
  | Module  (** [module], functors too *)
  | Module_type  (** [module type] *)
  | Class  (** [class] *)
  | Class_type  (** [class type] *)
  | Open  (** [open] *)
  | Include  (** [include] *)
  | Expression  (** Evaluated, but bound to no name: [let () = …]. *)

(** One item of a file. *)
type t = {
  kind : kind;  (** What it is. *)
  name : string;
      (** The name it binds; of [open] and [include], what they name; [_] for an
          expression. *)
  signature : string;
      (** As in an interface, on one line, with the inferred type:
          [val length : 'a list -> int]. *)
  location : location;  (** The whole definition. *)
  items : t list;  (** What a module or a module type is made of. *)
}

val of_structure : Typedtree.structure -> t list
(** The items of a type-checked implementation, in the order of the file. *)

val location : Location.t -> location
(** The compiler's location as ours. *)
