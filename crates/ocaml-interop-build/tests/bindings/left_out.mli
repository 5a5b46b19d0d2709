(** What Rust can't have, each with its reason. *)

module type Shape = sig
  val area : float
end

val point : < x : int ; y : int > -> int
val shape : (module Shape) -> float
val open_tags : [> `A ] -> unit

val thirteen :
  int * int * int * int * int * int * int * int * int * int * int * int * int -> int

val eight : (int -> int -> int -> int -> int -> int -> int -> int -> int) -> int

module Letters = String
module Square : Shape
module Scaled (S : Shape) : Shape

class counter : object
  method next : int
end

val kept : int -> int
(** The one that can be had. *)
