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

let older by person = { person with age = person.age + by }
let mirrored { x; y } = { x = y; y = x }
let longer by { meters } = { meters = meters +. by }

let count counter =
  counter.count <- counter.count + counter.step;
  counter.count

let swapped { left; right } = { left = right; right = left }
let entry key value = { key; value = Some value }
let handler () = { call = string_of_int; others = [| ("half", 0.5) |] }
let call handler n = handler.call n

let machine () =
  {
    letter = 'm';
    half = 1l;
    whole = 2L;
    word = 3n;
    raw = Bytes.of_string "\000\255";
    numbers = Float.Array.make 2 0.5;
    problem = Some Not_found;
  }
