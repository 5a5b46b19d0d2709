(** One side of a library. *)

(** Kept to itself. *)
type t

(** What there is to see. *)
type 'a seen = { what : 'a; by : t option }

exception Unseen of t [@@rust.name "NotSeen"]

val see : 'a -> 'a seen [@@deprecated "look"] [@@ocaml_interop.name "look"]
