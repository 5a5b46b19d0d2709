(** Types that show little or nothing. *)

type t
(** A stack of numbers. *)

type 'a box
type ('a, 'b) table

type name = string
(** Another name. *)

type names = name list
type 'a callback = 'a -> unit

type small = private int
(** Below ten. *)

type position = private { line : int; column : int }
type level = private Low | High

type _ value = Int : int -> int value | Bool : bool -> bool value
type event = ..
type event += Key of char
type point = < x : int ; y : int >
type late = int Lazy.t
type nothing = |
type 'a phantom = Whole | Half

val create : unit -> t
val push : t -> int -> unit
val pop : t -> int option
val box : 'a -> 'a box
val unbox : 'a box -> 'a
val table : ('a * 'b) list -> ('a, 'b) table
val named : name -> names
val watch : int callback
val small : int -> small
val of_small : small -> int
val position : int -> position
val line : position -> int
val level : bool -> level
val is_high : level -> bool
val int_value : int -> int value
val eval : 'a value -> 'a
val key : char -> event
val key_of : event -> char option
val exactly : 'a Seq.t -> 'a list
val numbers : int Seq.t

(** A type of a functor's application. *)
val words : string -> Set.Make(String).t

val count : Set.Make(String).t -> int

module type Count = sig
  type t

  val start : int -> t
  val next : t -> int
end

(** Two modules of one module type: each has a type of its own. *)
module Ones : Count

module Tens : Count
