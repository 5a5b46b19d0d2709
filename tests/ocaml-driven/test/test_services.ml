(* Polling, from OCaml's side; and what is said in a program without the library's OCaml module. *)

open Check
open Ruled

external computes : (int[@untagged]) -> (int[@untagged]) = "sv_computes_bytecode" "sv_computes"

external polls_until : (unit -> bool) -> (int[@untagged])
  = "sv_polls_until_bytecode" "sv_polls_until"

external polls_on_a_rust_thread : (int[@untagged]) -> string
  = "sv_polls_on_a_rust_thread_bytecode" "sv_polls_on_a_rust_thread"

external allocates_and_polls : unit -> unit = "sv_allocates_and_polls"
external unlinked : (int[@untagged]) -> string = "sv_unlinked_bytecode" "sv_unlinked"
external alive : unit -> (int[@untagged]) = "sv_alive_bytecode" "sv_alive"
external hash : string * int list -> (int[@untagged]) = "sv_hash_bytecode" "sv_hash"

let all_dropped () = int "all dropped" 0 (alive ())

let interrupted () =
  Test_rules_signals.with_catch_break (fun () ->
      List.iter
        (fun milliseconds ->
          raises "Ctrl-C" Sys.Break (fun () -> computes milliseconds);
          all_dropped ())
        [ 0; 1; 20 ])

let handlers_run () =
  let ran = ref 0 in
  let handler _ =
    incr ran;
    if !ran = 2 then raise Exit
  in
  let before = Sys.signal Sys.sigint (Sys.Signal_handle handler) in
  Fun.protect ~finally:(fun () -> Sys.set_signal Sys.sigint before) (fun () ->
      ran := 1;
      raises "the handler's" Exit (fun () -> computes 1);
      all_dropped ())

let finalisers_run () =
  let ran = ref false in
  Gc.finalise (fun _ -> ran := true) (ref 0);
  let kept = ref [] in
  let enough () =
    (* Allocates, so that a cycle ends some time. *)
    kept := List.init 1000 string_of_int;
    !ran
  in
  bool "polled" true (polls_until enough > 0);
  Gc.finalise (fun _ -> raise Exit) (ref 0);
  raises "the finaliser's" Exit (fun () ->
      ran := false;
      polls_until enough);
  all_dropped ()

let threads_switch () =
  let turns = Atomic.make 0 and stop = Atomic.make false in
  let other =
    Thread.create
      (fun () ->
        while not (Atomic.get stop) do
          Atomic.incr turns;
          Thread.yield ()
        done)
      ()
  in
  let before = Atomic.get turns in
  ignore (polls_until (fun () -> Atomic.get turns > before + 2));
  Atomic.set stop true;
  Thread.join other

let on_other_threads () =
  let n = times ~stress:200 10_000 in
  string "a Rust thread" "kept" (polls_on_a_rust_thread n);
  string "a domain" "kept" (on_a_domain (fun () -> polls_on_a_rust_thread n));
  while_domains_collect 2 (fun () ->
      let n = ref 0 in
      ignore (polls_until (fun () -> incr n; !n = times ~stress:2 50)));
  on_a_domain (fun () -> ignore (polls_until (fun () -> true)))

type _ Effect.t += Asked : int Effect.t

let in_fibers () =
  let outcome f =
    Effect.Deep.match_with f ()
      { retc = (fun n -> string_of_int n);
        exnc = Printexc.to_string;
        effc =
          (fun (type a) (asked : a Effect.t) ->
            match asked with
            | Asked -> Some (fun (k : (a, _) Effect.Deep.continuation) -> Effect.Deep.continue k 7)
            | _ -> None)
      }
  in
  Test_rules_signals.with_catch_break (fun () ->
      string "Ctrl-C" "Stdlib.Sys.Break" (outcome (fun () -> computes 1)));
  (* An effect doesn't pass through Rust; the fiber goes on as before. *)
  let before = Sys.signal Sys.sigint (Sys.Signal_handle (fun _ -> ignore (Effect.perform Asked))) in
  Fun.protect ~finally:(fun () -> Sys.set_signal Sys.sigint before) (fun () ->
      has "unhandled" (outcome (fun () -> computes 1)) "Unhandled");
  string "after it" "7" (outcome (fun () -> Effect.perform Asked));
  all_dropped ()

(* Not there in 5.1 and 5.2. *)
let sampled () =
  if version >= (5, 3) then begin
    let in_rust = ref false in
    let alloc_minor _ =
      if !in_rust then begin
        in_rust := false;
        raise Exit
      end;
      None
    in
    ignore
      Gc.Memprof.(start ~sampling_rate:1. ~callstack_size:1 { null_tracker with alloc_minor });
    let outcome =
      try
        in_rust := true;
        allocates_and_polls ();
        "returned"
      with Exit -> "raised"
    in
    Gc.Memprof.stop ();
    string "the callback's exception" "raised" outcome;
    all_dropped ()
  end

let unlinked_services () =
  for which = 0 to 6 do
    has "what to link" (unlinked which) "add `ocaml-interop` to its (libraries";
    all_dropped ()
  done

let hashes () =
  List.iter
    (fun value -> int "Hashtbl.hash" (Hashtbl.hash value) (hash value))
    [ ("", []); ("a text", [ 1; -2; 3 ]); (String.make 1000 'x', List.init 1000 Fun.id) ]

let tests =
  [
    test "Ctrl-C stops a loop of Rust that polls" interrupted;
    test "a handler's own exception comes out of the loop" handlers_run;
    test "finalisers run, and may raise" finalisers_run;
    test "other threads have their turn" threads_switch;
    test "on other threads and domains" on_other_threads;
    test "in a fiber" in_fibers;
    test "the sampling's callbacks run" sampled;
    test "without the module each service says what to link" unlinked_services;
    test "hashes are OCaml's" hashes;
  ]
