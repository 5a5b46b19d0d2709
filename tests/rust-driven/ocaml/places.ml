(* What is written in place: arrays, references, atomics, records, bytes. *)

open Printf

type account = { owner : string; mutable balance : float; mutable notes : string list }
type point = { mutable px : float; mutable py : float }
type frozen = { label : string; number : int }
type wrapped = { inside : string } [@@unboxed]

(* Among the program's constants, in native code. *)
let frozen = { label = "constant"; number = 1 }

let () =
  Callback.register "make_frozen" (fun () -> frozen);
  Callback.register "make_account" (fun owner -> { owner; balance = 1.5; notes = [ "opened" ] });
  Callback.register "show_account" (fun a ->
      sprintf "%s %h %s" a.owner a.balance (Show.list Show.string a.notes));
  Callback.register "make_point" (fun () -> { px = 1.; py = 2. });
  Callback.register "show_point" (fun p -> sprintf "%h %h" p.px p.py);
  Callback.register "make_wrapped" (fun inside -> { inside });
  Callback.register "make_string_array" (fun () -> [| "a"; "b"; "c" |]);
  Callback.register "make_float_array" (fun () -> [| 1.; 2.; 3. |]);
  Callback.register "make_ref" (fun s -> ref s);
  Callback.register "show_ref" (fun r -> Show.string !r);
  Callback.register "make_float_ref" (fun x -> ref (x : float));
  Callback.register "show_float_ref" (fun r -> Show.float !r);
  Callback.register "make_atomic" (fun (s : string) -> Atomic.make s);
  Callback.register "show_atomic" (fun a -> Show.string (Atomic.get a));
  Callback.register "make_counter" (fun (n : int) -> Atomic.make n);
  Callback.register "add_to_counter" (fun a n -> ignore (Atomic.fetch_and_add a n))

(* A domain that goes on writing until it is told to end. *)

let shared = Array.make 100 "start"
let counter = Atomic.make 0
let go_on = Atomic.make true
let domain = ref None

let write () =
  let round = ref 0 in
  while Atomic.get go_on do
    incr round;
    Array.iteri (fun i _ -> shared.(i) <- string_of_int !round) shared;
    Atomic.incr counter
  done;
  !round

let () =
  Callback.register "shared_array" (fun () -> shared);
  Callback.register "shared_counter" (fun () -> counter);
  Callback.register "places_change" (fun () -> domain := Some (Domain.spawn write));
  Callback.register "places_rest" (fun () ->
      Atomic.set go_on false;
      Domain.join (Option.get !domain))
