(** Names that Rust writes otherwise. *)

type type_ = { match_ : int; fn : int; self : int; x' : int; firstName : int }
type string = { string : int }
type option = None | Self | Some_thing
type alike = { a_b : int; aB : int }
type t2 = T
type t_2 = U

val ( + ) : int -> int -> int
val ( ~- ) : int -> int
val ( .%{} ) : int -> int -> int
val ( let* ) : int -> (int -> int) -> int
val self : int -> int
val fn : int -> int
val crate : int -> int
val x' : int -> int
val x_prime : int -> int
val toString : int -> int
val to_string : int -> int
val a : b:int -> int -> a:int -> int
val where : where:int -> int
val type_ : type_ -> type_
val string : string -> string
val option : option -> option
val t2 : t2 -> t_2

module Inner : sig
  type t = int * t2

  val f : t -> t

  module Deeper : sig
    type t

    val g : t -> option -> t
    val h : unit -> t
  end
end

module L = List

module F (X : sig
  type t
end) : sig
  val f : X.t -> X.t
end

module type S = sig
  val s : int
end
