(* What types are made of. *)

module Swapped = struct
  type person = { age : int; name : string }

  external older : person -> int -> person = "border_older"
end

module Renamed = struct
  type person = { name : string; years : int }

  external older : person -> int -> person = "border_older"
end

module Boxed = struct
  type point = { x : float; y : float; z : float }

  external mirrored : point -> point = "border_mirrored"
end

module Ints = struct
  type point = { x : int; y : int }

  external mirrored : point -> point = "border_mirrored"
end

module Constructors = struct
  type answer = Yes | No

  external asked : string -> answer = "border_asked"
end

module Order = struct
  type answer = No | Yes | Perhaps of string

  external asked : string -> answer = "border_asked"
end

external moved : [ `Stop | `Step of float ] -> [ `Stop | `Step of int ] option
  = "border_moved"

external unknown_tag : [ `Stop | `Step of int | `Jump ] -> [ `Stop | `Step of int ] option
  = "border_moved"

external read : string -> string = "border_read"
external int64 : int64 -> int -> int64 = "border_older"
