(** Records. *)

(** A person. *)
type person = {
  name : string;  (** As people say it. *)
  age : int;
  tags : string list;
}

(** Both floats: flat. *)
type point = { x : float; y : float }

type meters = { meters : float } [@@unboxed]
type counter = { mutable count : int; step : int }
type 'a pair = { left : 'a; right : 'a }
type ('key, 'value) entry = { key : 'key; value : 'value option }
type handler = { call : int -> string; others : (string * float) array }

type machine = {
  letter : char;
  half : int32;
  whole : int64;
  word : nativeint;
  raw : bytes;
  numbers : floatarray;
  problem : exn option;
}

type action = handler
type named_action = { title : string; action : action }

val older : int -> person -> person
(** [older by person] is the same person, [by] years later. *)

val mirrored : point -> point
val longer : float -> meters -> meters
val count : counter -> int
val swapped : 'a pair -> 'a pair
val entry : 'key -> 'value -> ('key, 'value) entry
val handler : unit -> handler
val call : handler -> int -> string
val machine : unit -> machine
