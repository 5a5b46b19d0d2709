(* R7: Ctrl-C while Rust is at work. The handler raises in OCaml code, once, and never across Rust's
   frames. *)

open Check
open Ruled

external allocates : (int[@untagged]) -> string list = "rs_allocates_bytecode" "rs_allocates"
external releases : (int[@untagged]) -> (int[@untagged]) = "rs_releases_bytecode" "rs_releases"
external panics : (Flag.t[@untagged]) -> unit = "rs_panics_bytecode" "rs_panics"
external fails : unit -> unit = "rs_fails"
external calls : (unit -> int) -> (int[@untagged]) = "rs_calls_bytecode" "rs_calls"
external storm_begins : unit -> unit = "rs_storm_begins"
external storm_ends : unit -> unit = "rs_storm_ends"

external works : (string list -> string list) -> (int[@untagged]) -> string list
  = "rs_works_bytecode" "rs_works"

let[@inline never] poll () =
  for _ = 1 to 1000 do
    ignore (Sys.opaque_identity (ref 0))
  done

(* What [f] comes to, and how often it was interrupted: while it ran, or right behind it. *)
let interrupted f =
  let outcome = try Ok (f ()) with exn -> Error exn in
  let inside = if outcome = Error Sys.Break then 1 else 0 in
  let behind = match poll () with () -> 0 | exception Sys.Break -> 1 in
  poll ();
  (outcome, inside + behind)

let with_catch_break f =
  let before = Sys.signal Sys.sigint Sys.Signal_default in
  Sys.catch_break true;
  Fun.protect f ~finally:(fun () -> Sys.set_signal Sys.sigint before)

(* Whether it was interrupted once, and came to [expected] or to [Break]. *)
let once name expected f =
  with_catch_break (fun () ->
      for _ = 1 to 50 do
        let outcome, breaks = interrupted f in
        int name 1 breaks;
        if outcome <> Error Sys.Break then same name expected outcome;
        none_alive ()
      done)

let while_it_allocates () =
  let n = times ~stress:20 500 in
  once "allocates" (Ok (List.init n string_of_int)) (fun () -> allocates n)

let around_a_release () =
  List.iter (fun moment -> once "releases" (Ok 10) (fun () -> releases moment)) [ 0; 1; 2 ]

let panicking () =
  once "holding the lock" (Error (Failure "interrupted")) (fun () -> panics (Flag.of_bool false));
  once "the lock released" (Error (Failure "interrupted")) (fun () -> panics (Flag.of_bool true));
  once "an error" (Error (Failure "interrupted")) fails

let in_the_closure () =
  once "a closure" (Ok 7) (fun () -> calls (fun () -> 7));
  (* The closure catches it, and goes on. *)
  once "caught inside" (Ok 8) (fun () -> calls (fun () -> try poll (); 0 with Sys.Break -> poll (); 8)
      |> fun n -> (if n = 8 then raise Sys.Break); n)

(* A handler of the program's own, which calls Rust and panics. *)
let handlers_that_call_rust () =
  let ran = ref 0 in
  let handler _ =
    incr ran;
    ignore (Test_threads.allocates 10);
    Test_failures.panics "in the handler"
  in
  let before = Sys.signal Sys.sigint (Sys.Signal_handle handler) in
  Fun.protect ~finally:(fun () -> Sys.set_signal Sys.sigint before) (fun () ->
      for round = 1 to 50 do
        let outcome = try Ok (calls (fun () -> poll (); 0)) with Failure text -> Error text in
        same "the handler's" (Error "in the handler") outcome;
        int "ran" round !ran
      done);
  none_alive ()

(* Signals from outside, at any moment, for any thread. 5.1's own handler crashes on a thread that
   isn't attached (runtime/domain.c, caml_interrupt_self). *)
let from_outside () =
  if version > (5, 1) then begin
    let armed = ref false and seen = ref 0 and rounds = ref 0 in
    (* Raises once for each time it is armed, so never between two attempts. *)
    let handler _ = if !armed then begin armed := false; raise Sys.Break end in
    let before = Sys.signal Sys.sigint (Sys.Signal_handle handler) in
    let finally () =
      (* The last attempt may have ended without an interruption. *)
      armed := false;
      storm_ends ();
      Thread.delay 0.01;
      poll ();
      Sys.set_signal Sys.sigint before
    in
    Fun.protect ~finally (fun () ->
        storm_begins ();
        while !rounds < 300 || (!seen < 5 && !rounds < 100_000) do
          incr rounds;
          let n = 100 + (!rounds land 1) in
          (match
             armed := true;
             let texts = works (fun texts -> Fun.protect ~finally:ignore (fun () -> List.rev texts)) n in
             armed := false;
             texts
           with
          | texts -> strings "works" (List.init n (fun i -> string_of_int (n - 1 - i))) texts
          (* The second, where it came while OCaml's own code was finishing. *)
          | exception (Sys.Break | Fun.Finally_raised Sys.Break) -> incr seen
          | exception Failure text ->
            armed := false;
            int text 1 (n land 1));
          none_alive ()
        done;
        bool (Printf.sprintf "%d interrupted of %d" !seen !rounds) true (!seen >= 5))
  end

let tests =
  [
    test "r07_interrupted_while_it_allocates" while_it_allocates;
    test "r07_interrupted_around_a_release" around_a_release;
    test "r07_interrupted_and_panicking" panicking;
    test "r07_interrupted_in_a_closure" in_the_closure;
    test "r07_handlers_that_call_rust_and_panic" handlers_that_call_rust;
    test "r07_interrupted_from_outside_at_any_moment" from_outside;
  ]
