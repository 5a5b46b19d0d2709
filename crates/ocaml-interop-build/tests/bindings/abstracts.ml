type t = int list ref
type 'a box = { inside : 'a }
type ('a, 'b) table = ('a * 'b) list
type name = string
type names = name list
type 'a callback = 'a -> unit
type small = int
type position = { line : int; column : int }
type level = Low | High
type _ value = Int : int -> int value | Bool : bool -> bool value
type event = ..
type event += Key of char
type point = < x : int ; y : int >
type late = int Lazy.t
type nothing = |
type 'a phantom = Whole | Half

let create () = ref []
let push stack n = stack := n :: !stack

let pop stack =
  match !stack with
  | [] -> None
  | first :: rest ->
      stack := rest;
      Some first

let box inside = { inside }
let unbox { inside } = inside
let table entries = entries
let named name = [ name; name ]
let watch (_ : int) = ()
let small n = min n 9
let of_small n = n
let position n = { line = n / 80; column = n mod 80 }
let line position = position.line
let level high = if high then High else Low
let is_high level = level = High
let int_value n = Int n
let eval : type a. a value -> a = function Int n -> n | Bool b -> b
let key c = Key c
let key_of = function Key c -> Some c | _ -> None
let exactly = List.of_seq
let numbers = Seq.ints 0

module Words = Set.Make (String)

let words text = Words.of_list (String.split_on_char ' ' text)
let count = Words.cardinal

module type Count = sig
  type t

  val start : int -> t
  val next : t -> int
end

module Ones = struct
  type t = int ref

  let start = ref

  let next count =
    incr count;
    !count
end

module Tens = struct
  type t = { mutable count : int }

  let start count = { count }

  let next t =
    t.count <- t.count + 10;
    t.count
end
