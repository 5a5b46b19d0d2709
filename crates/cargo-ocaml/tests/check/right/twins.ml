(* Declarations that agree with the library. *)

type person = { name : string; age : int }
type point = { x : float; y : float }
type answer = Yes | No | Perhaps of string
type text

external twice : (int[@untagged]) -> (int[@untagged]) = "border_twice_bytecode" "border_twice"

external mean : (float[@unboxed]) -> (float[@unboxed]) -> (float[@unboxed])
  = "border_mean_bytecode" "border_mean"
[@@noalloc]

external joined : string -> string list -> string = "border_joined"
external older : person -> int -> person = "border_older"
external mirrored : point -> point = "border_mirrored"
external asked : string -> answer = "border_asked"

external moved : [ `Stop | `Step of int ] -> [ `Stop | `Step of int ] option
  = "border_moved"

external boxed : unit -> text = "border_boxed"
external read : text -> string = "border_read"
external secret : string ref -> string ref = "border_secret"

(* Twice is no mistake, nor is what others have. *)
external same : string -> string list -> string = "border_joined"
external by_hand : (int[@untagged]) -> (int[@untagged]) = "none" "border_by_hand"
external other : unit -> unit = "caml_ml_flush_all"

let () =
  Callback.register "add" ( + );
  Callback.register "greet" (fun person -> person.name);
  Callback.register "all_answers" (fun () -> [ Yes; No; Perhaps "" ])

exception Unknown of person
exception Late of { hour : int }
exception Closed

let () =
  Callback.register "Twins.Unknown" [%extension_constructor Unknown];
  Callback.register_exception "Twins.Late" (Late { hour = 0 });
  Callback.register_exception "Twins.Closed" Closed
