(* What OCaml passes for a Rust bool in a register: before 5.2 the compiler takes [@untagged] on int
   alone. *)

type t = int

let of_bool = Bool.to_int
let to_bool = function 0 -> false | 1 -> true | n -> Printf.ksprintf failwith "%#x is no bool" n
