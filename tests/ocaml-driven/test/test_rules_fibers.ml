(* R7, R8: effect handlers above and below Rust's frames. *)

open Check
open Ruled
open Effect.Deep

external calls : (int -> int) -> (int[@untagged]) -> (int[@untagged])
  = "rf_calls_bytecode" "rf_calls"

external large_stacks : unit -> unit = "rf_large_stacks"

external among_seven :
  (int -> int) -> string -> string -> (int[@untagged]) -> (float[@unboxed]) -> string ->
  (int[@untagged]) -> string = "rf_calls_among_seven_bytecode" "rf_calls_among_seven"

type _ Effect.t += Ask : int -> int Effect.t

(* Answers each [Ask n] with [n + 1], by the way of an exported function. *)
let answering f =
  match_with f ()
    {
      retc = Fun.id;
      exnc = raise;
      effc =
        (fun (type a) (eff : a Effect.t) ->
          match eff with
          | Ask n ->
            Some
              (fun (k : (a, _) continuation) ->
                ignore (Test_threads.allocates 20);
                continue k (calls succ n))
          | _ -> None);
    }

let exports_in_handlers_and_fibers () =
  let rec down n =
    if n = 0 then Effect.perform (Ask 0)
    else answering (fun () -> calls (fun n -> n + 1) (Effect.perform (Ask n)) + down (n - 1))
  in
  int "sum" (List.fold_left ( + ) 1 (List.init 50 (fun n -> n + 3))) (answering (fun () -> down 50));
  none_alive ()

(* A Rust frame cuts the handler off: the effect is unhandled where it is performed. *)
let under_a_rust_frame () =
  let seen = ref 0 in
  let inner n =
    match Effect.perform (Ask n) with
    | _ -> Harness.fail "handled across Rust's frame"
    | exception Effect.Unhandled (Ask m) -> incr seen; n + m
  in
  for n = 1 to 100 do
    int "caught there" (2 * n) (answering (fun () -> calls inner n));
    match answering (fun () -> calls (fun n -> Effect.perform (Ask n)) n) with
    | _ -> Harness.fail "handled across Rust's frame"
    | exception Effect.Unhandled (Ask m) -> int "passed on" n m
  done;
  int "seen" 100 !seen;
  (* A handler inside the closure has it. *)
  int "inside" 6 (calls (fun n -> answering (fun () -> Effect.perform (Ask n))) 5);
  int "afterwards" 6 (answering (fun () -> Effect.perform (Ask 5)));
  none_alive ()

let exceptions_inside_fibers () =
  let mine = Failure "mine" in
  for n = 1 to 100 do
    let rec down n = if n = 0 then raise mine else answering (fun () -> calls (fun _ -> down (n - 1)) 0) in
    (match down (n mod 20) with
    | _ -> Harness.fail "no exception"
    | exception exn -> bool "the same" true (exn == mine));
    let message = Printf.sprintf "panic %d" n in
    (* In the fiber, and in the handler's branch for exceptions. *)
    let outcome =
      match_with (fun () -> calls (fun _ -> Test_failures.panics message; 0) 0) ()
        {
          retc = string_of_int;
          exnc = (function Failure text -> text ^ failure (fun () -> Test_failures.panics "!") | exn -> raise exn);
          effc = (fun _ -> None);
        }
    in
    string "both" (message ^ "!") outcome
  done;
  none_alive ();
  int "all dropped" 0 (Test_failures.alive ())

type paused = Done of int | Paused of (int, paused) continuation

let paused f =
  match_with f ()
    {
      retc = (fun n -> Done n);
      exnc = raise;
      effc =
        (fun (type a) (eff : a Effect.t) ->
          match eff with
          | Ask _ -> Some (fun (k : (a, _) continuation) -> Paused k)
          | _ -> None);
    }

(* Fibers outlive the Rust frame under which they began, and go on under another, or on another
   domain. *)
let fibers_that_move () =
  let body () =
    let first = calls succ 1 in
    let answer = Effect.perform (Ask 0) in
    let second = calls (fun n -> n + answer) 10 in
    let answer = Effect.perform (Ask 0) in
    (match Test_failures.panics "late" with () -> () | exception Failure _ -> ());
    first + second + calls (fun n -> n * answer) 3
  in
  let resume state n = match state with Paused k -> continue k n | Done _ -> Harness.fail "done" in
  for _ = 1 to 100 do
    let state = ref (Done 0) in
    int "begun in a closure" 0 (calls (fun n -> state := paused body; n) 0);
    Gc.minor ();
    int "resumed in another" 0 (calls (fun n -> state := resume !state 5; n) 0);
    match resume !state 7 with
    | Done sum -> int "sum" (2 + 15 + 21) sum
    | Paused _ -> Harness.fail "paused"
  done;
  let state = paused body in
  let state = on_a_domain (fun () -> resume state 5) in
  (match on_a_domain (fun () -> resume state 7) with
  | Done sum -> int "on domains" 38 sum
  | Paused _ -> Harness.fail "paused");
  (* Ended by an exception, and let go of. *)
  (match paused body with
  | Paused k -> raises "discontinued" Exit (fun () -> discontinue k Exit)
  | Done _ -> Harness.fail "done");
  for _ = 1 to 1000 do ignore (Sys.opaque_identity (paused body)) done;
  Gc.full_major ();
  none_alive ()

(* OCaml's stack moves as it grows, under Rust's frames and the arguments of bytecode's calls. *)
let stacks_that_grow () =
  let rec deep n = if n = 0 then 0 else 1 + deep (n - 1) in
  let grown n = Gc.minor (); deep n in
  List.iter
    (fun n ->
      let expected = Printf.sprintf "%d b c %d 1.5 g 9" n n in
      let found () = among_seven grown "b" "c" n 1.5 "g" 9 in
      string "on main" expected (found ());
      string "in a fiber" expected
        (match_with found () { retc = Fun.id; exnc = raise; effc = (fun _ -> None) });
      string "on a domain" expected (on_a_domain found);
      string "on a thread" expected (on_a_thread found))
    [ 10; 1000; 30_000; 100_000 ];
  none_alive ()

let tests =
  [
    test "r08_exports_in_handlers_and_fibers" exports_in_handlers_and_fibers;
    test "r07_an_effect_under_a_rust_frame" under_a_rust_frame;
    test "r08_exceptions_and_panics_inside_fibers" exceptions_inside_fibers;
    test "r07_fibers_that_move" fibers_that_move;
    test "r07_stacks_that_grow_under_rust_frames" stacks_that_grow;
  ]
