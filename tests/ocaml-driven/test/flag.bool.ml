(* What OCaml passes for a Rust bool in a register: bool itself, from 5.2 on. *)

type t = bool

external of_bool : bool -> t = "%identity"
external to_bool : t -> bool = "%identity"
