(** Why a file has no outline. *)

(** What is wrong with the file. *)
type t =
  | Unreadable of {
      message : string;  (** The system's message, which names the file. *)
    }  (** It can't be read. *)
  | Syntax_error of {
      location : Item.location;  (** Where. *)
      message : string;  (** The parser's message. *)
    }  (** It isn't OCaml. *)
  | Type_error of {
      location : Item.location;  (** Where. *)
      message : string;  (** The type checker's message. *)
    }  (** It doesn't type-check. *)

val catch :
  (location:Item.location -> message:string -> t) ->
  file:string ->
  (unit -> 'a) ->
  ('a, t) result
(** [catch kind ~file f] is what [f] returns, or the error in [file] that the
    compiler reported by raising. Other exceptions pass through. *)
