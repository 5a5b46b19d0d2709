(** Functions as values, which Rust passes on to other functions of OCaml's. *)

type ('a, 'b) mapping = 'a -> 'b
type 'a test = 'a -> bool
type ('acc, 'a) step = 'acc -> 'a -> 'acc
type 'a comparison = 'a -> 'a -> int

val times : int -> (int, int) mapping
val shown : unit -> (int, string) mapping
val parsed : unit -> (string, int option) mapping
val above : int -> int test
val sum : unit -> (int, int) step
val descending : unit -> int comparison
val upper : unit -> (char, char) mapping
val vowel : unit -> char test
val visit : Buffer.t -> (string, unit) mapping
val entry_visitor : Buffer.t -> (string, (int, unit) mapping) mapping
val failing : unit -> (int, int) mapping
val half : int -> (int, string) result
val halving : unit -> (int, (int, string) result) mapping
