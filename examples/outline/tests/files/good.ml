(* One of everything. *)
type shape = Circle of float | Square of { side : float }

exception Too_small of string

let area = function Circle r -> Float.pi *. r *. r | Square s -> s.side *. s.side
let rec even n = n = 0 || odd (n - 1)
and odd n = n <> 0 && even (n - 1)
let least, (greatest, _) = (0, ("z", ()))
external identity : 'a -> 'a = "%identity"

module type Ordered = sig
  type t
  val compare : t -> t -> int
end

module Sorted (Element : Ordered) = struct
  type t = Element.t list
  let sort : t -> t = List.sort Element.compare
end

module Words = Sorted (String)
module L = List
module rec Ping : sig val pong : int end = struct let pong = 1 end

type event = ..
type event += Key of char | Click

class counter = object
  val mutable n = 0
  method next = n <- n + 1; n
end

class type named = object method name : string end

open Printf
include struct let included = sprintf "%d" end

let () = ignore included
