(* R1, R2, R6: a thread has one handle, wherever it comes from; whoever wants another is told what to
   do instead. *)

open Check
open Ruled

external takes : unit -> string = "rl_takes"
external takes_released : (int[@untagged]) -> string list
  = "rl_takes_released_bytecode" "rl_takes_released"
external takes_on_a_rust_thread : unit -> string = "rl_takes_on_a_rust_thread"
external inits : unit -> string list = "rl_inits"
external leaves_a_thread_local : unit -> unit = "rl_leaves_a_thread_local"
external outcomes : unit -> string list = "rl_outcomes"
external add_root : string -> unit = "rr_add"
external drop_all : unit -> unit = "rr_drop_all"

let refused text =
  has "what" text "holds the domain lock already";
  has "remedy" text "releasing_runtime"

let everywhere f =
  f "on main" (fun body -> body ());
  f "on a systhread" on_a_thread;
  f "on a domain" on_a_domain;
  f "on a domain's systhread" (fun body -> on_a_domain (fun () -> on_a_thread body))

(* Refused inside the export, granted where it was released, refused again inside that. *)
let rec nested depth = function
  | outcomes when depth = 0 -> (
    match outcomes with
    | [ a; b; c; d ] ->
      refused a;
      strings "released" [ "taken"; "taken" ] [ b; c ];
      refused d
    | _ -> Harness.failf "%d outcomes" (List.length outcomes))
  | a :: b :: inner ->
    refused a;
    string "released" "taken" b;
    let n = List.length inner - 2 in
    nested (depth - 1) (List.filteri (fun i _ -> i < n) inner);
    string "released" "taken" (List.nth inner n);
    refused (List.nth inner (n + 1))
  | _ -> Harness.fail "no outcomes"

(* The destructor runs when the thread is already over for OCaml. *)
let outcome_of_the_end () =
  let all = ref [] in
  wait_for "a thread-local destructor" (fun () ->
      all := outcomes () @ !all;
      !all <> []);
  match !all with [ one ] -> one | all -> Harness.failf "%d destructors ran" (List.length all)

(* Before 5.3 the runtime doesn't forget a thread that has ended, and refuses to register it. *)
let taken_at_the_end_of_a_systhread name =
  let outcome = outcome_of_the_end () in
  if version >= (5, 3) then string name "taken" outcome
  else if outcome <> "taken" then has name outcome "refused to register this thread"

let tests =
  [
    test "r01_the_lock_twice_in_an_export" (fun () ->
        everywhere (fun _ run -> refused (run takes)));
    test "r01_the_lock_in_an_export_that_a_closure_calls" (fun () ->
        everywhere (fun _ run ->
            let found = ref "" in
            run (fun () -> Test_calls.through (fun () -> found := takes ()));
            refused !found;
            (* Two exported functions deep, and released in the inner one. *)
            run (fun () ->
                Test_calls.through (fun () ->
                    Test_calls.through (fun () -> found := String.concat "|" (takes_released 0))));
            has "taken" !found "|taken|taken|"));
    test "r01_the_lock_where_it_was_released" (fun () ->
        everywhere (fun _ run -> nested 5 (run (fun () -> takes_released 5))));
    test "r01_the_lock_in_thread_local_destructors_of_systhreads" (fun () ->
        on_a_thread leaves_a_thread_local;
        taken_at_the_end_of_a_systhread "first";
        (* When the thread has released the lock before, and taken it. *)
        on_a_thread (fun () ->
            ignore (takes_released 1);
            leaves_a_thread_local ());
        taken_at_the_end_of_a_systhread "after releases";
        on_a_thread (fun () ->
            leaves_a_thread_local ();
            ignore (takes_released 1));
        taken_at_the_end_of_a_systhread "before releases");
    test "r01_the_lock_in_thread_local_destructors_of_rust_threads" (fun () ->
        everywhere (fun _ run ->
            string "the thread" "taken" (run takes_on_a_rust_thread);
            string "its destructor" "taken" (outcome_of_the_end ())));
    test "r02_the_lock_on_the_thread_of_a_finished_domain" (fun () ->
        (* Another domain gets the finished one's state at once. *)
        for _ = 1 to 5 do
          on_a_domain (fun () ->
              add_root "watched from now on";
              leaves_a_thread_local ());
          let other = Domain.spawn (fun () -> Test_threads.allocates 1000) in
          has "remedy" (outcome_of_the_end ()) "before the domain's function returns";
          int "the other one goes on" 1000 (List.length (Domain.join other))
        done;
        drop_all ());
    test "r06_init_in_an_ocaml_program" (fun () ->
        everywhere (fun name run ->
            let texts = run inits in
            int name 3 (List.length texts);
            List.iter
              (fun text ->
                has name text "OCaml runs already, it started this program";
                has name text "with_domain_lock")
              texts);
        string "nothing has changed" "taken" (takes_on_a_rust_thread ());
        string "its destructor" "taken" (outcome_of_the_end ()));
  ]
