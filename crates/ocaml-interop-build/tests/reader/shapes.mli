(** Shapes and what is done with them. *)

(** Where something is. *)
type point = {
  x : float;
  y : float;  (** upwards *)
}

type color = Red | Green | Mixed of { red : int; green : int } | Named of string * bool
type 'a tree = Leaf | Node of 'a tree * 'a * 'a tree

(** Mutually recursive. *)
type group = { members : member list; mutable leader : member option }

and member = Single of string | Whole of group

type t
type name = private string
type boxed = Boxed of int64 [@@unboxed]
type 'a pair = 'a * 'a
type level = [ `Low | `High of int ]
type _ typed = Int : int -> int typed | Text : string -> string typed
type message = ..

exception Outside of point * string

(** The area.
    @raise Outside where there is none. *)
val area : ?scale:float -> center:point -> t -> float

val map : ('a -> 'b) -> 'a tree -> 'b tree
val paint : [< level > `Low ] -> [ `Done | `Failed of string ]
val callback : (int -> unit) -> unit -> unit
val table : (string, int list) Hashtbl.t
val either : (int, string) result -> (char * bytes) option array
val width : < width : int ; .. > -> int

external scaled : (float[@unboxed]) -> (int[@untagged]) -> (float[@unboxed])
  = "shapes_scaled_bytecode" "shapes_scaled"
[@@noalloc]

external plain : t -> point -> t = "shapes_plain"

module Inner : sig
  type kind = A | B

  val kind : t -> kind
  val outer : kind -> group

  module Deeper : sig
    type 'a t = { value : 'a; of_kind : kind }
  end
end

module Alias = List
module type S = sig end
module Make (X : S) : sig end
