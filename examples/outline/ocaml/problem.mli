(** Why a file has no outline. In Rust: [Problem], in [src/problem.rs]. *)

type t =
  | Unreadable of { message : string }  (** The system's message. *)
  | Syntax_error of { location : Item.location; message : string }
  | Type_error of { location : Item.location; message : string }

val catch :
  (location:Item.location -> message:string -> t) ->
  file:string ->
  (unit -> 'a) ->
  ('a, t) result
(** [catch kind ~file f] is what [f] returns, or the error in [file] that the
    compiler reported by raising. Other exceptions pass through. *)
