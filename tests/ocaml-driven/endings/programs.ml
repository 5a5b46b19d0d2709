(* Programs by name; each shows an end. See endings.ml for what is expected of them. *)

external threads_for_ever : (unit -> unit) -> (int[@untagged]) -> unit
  = "re_threads_for_ever_bytecode" "re_threads_for_ever"

external leaves_a_root : unit -> unit = "re_leaves_a_root"

external calls : (unit -> unit) -> (int[@untagged]) -> unit = "re_calls_bytecode" "re_calls"

external sleeps_for_ever : unit -> unit = "re_sleeps_for_ever"
external alive : unit -> (int[@untagged]) = "ru_alive_bytecode" "ru_alive"
external takes_on_a_rust_thread : unit -> string = "rl_takes_on_a_rust_thread"
external takes : unit -> string = "rl_takes"
external leaves_a_thread_local : unit -> unit = "rl_leaves_a_thread_local"
external outcomes : unit -> string list = "rl_outcomes"
external quiet : unit -> unit = "fl_quiet"
external panics : string -> unit = "fl_panics"
external allocates : (int[@untagged]) -> string list = "th_allocates_bytecode" "th_allocates"
external down : (unit -> unit) -> unit = "rd_down"
external interrupted : unit -> unit = "rs_fails"

type willed

external box : (int[@untagged]) -> (int[@untagged]) -> willed = "rb_make_bytecode" "rb_make"
external show : willed -> string = "rb_show"

let say format = Printf.ksprintf (fun text -> print_endline text) format

(* A bit of everything. *)
let works () =
  assert (List.length (allocates 1000) = 1000);
  assert (show (box 5 0) = "5 5 false");
  assert (takes_on_a_rust_thread () = "taken");
  (match panics "caught" with () -> assert false | exception Failure text -> assert (text = "caught"));
  Gc.compact ()

let busy () = threads_for_ever (fun () -> ignore (Sys.opaque_identity (List.init 20 string_of_int))) 3

let with_threads_at_work end_ () =
  busy ();
  ignore (Sys.opaque_identity (box 1 3));
  end_ ()

let at_exit_calls () =
  at_exit (fun () ->
      works ();
      say "at exit: %s" (takes_on_a_rust_thread ()))

external add_root : string -> unit = "rr_add"
external texts : unit -> string list = "rr_texts"

(* The first roots of the program are made by domains, which end. *)
let first_roots () =
  let expected name = List.init 300 (fun i -> Printf.sprintf "%s %d" name i) in
  Domain.join (Domain.spawn (fun () -> List.iter add_root (expected "one")));
  for _ = 1 to 3 do
    Gc.full_major ();
    Gc.compact ()
  done;
  Domain.join (Domain.spawn (fun () -> List.iter add_root (expected "two"); Gc.minor ()));
  ignore (Sys.opaque_identity (List.init 100_000 string_of_int));
  Gc.compact ();
  say "%b" (texts () = expected "one" @ expected "two")

let forked () =
  works ();
  match Unix.fork () with
  | 0 ->
    works ();
    Thread.join (Thread.create works ());
    exit 8
  | pid -> (
    works ();
    match Unix.waitpid [] pid with
    | _, WEXITED status -> say "the child: %d" status
    | _ -> say "the child: no status")

(* ---- Memory ---- *)

external prepares : unit -> unit = "re_prepares"
external limit_memory : (int[@untagged]) -> unit = "re_limit_memory_bytecode" "re_limit_memory"
external string : unit -> string = "re_string"
external bytes : unit -> bytes = "re_bytes"
external floats : unit -> floatarray = "re_floats"
external numbers : unit -> int array = "re_numbers"

external bigarray : unit -> (int64, Bigarray.int64_elt, Bigarray.c_layout) Bigarray.Array1.t
  = "re_bigarray"

external option : unit -> string option = "re_option"
external tuple : unit -> string * bytes * string = "re_tuple"
external list : unit -> (string * string) list = "re_list"
external array : unit -> (string * string) array = "re_array"
external result : unit -> (int, string) result = "re_result"
external fails : unit -> unit = "re_fails"
external panics_at_length : unit -> unit = "re_panics"
external small : unit -> string = "re_small"

let out_of_memory () =
  let kept = List.init 1000 string_of_int in
  prepares ();
  limit_memory (40 lsl 20);
  let no_room name f =
    (match f () with
    | _ -> say "%s: there was room" name
    | exception Out_of_memory -> ()
    | exception exn -> say "%s: %s" name (Printexc.to_string exn));
    if alive () <> 0 then say "%s: %d values are alive" name (alive ());
    Gc.compact ()
  in
  for _ = 1 to 3 do
    no_room "string" string;
    no_room "bytes" bytes;
    no_room "floats" floats;
    no_room "numbers" numbers;
    no_room "bigarray" bigarray;
    no_room "option" option;
    no_room "tuple" tuple;
    no_room "list" list;
    no_room "array" array;
    no_room "result" result;
    no_room "an error's message" fails;
    no_room "on a domain" (fun () -> Domain.join (Domain.spawn string))
  done;
  no_room "a panic's message" panics_at_length;
  works ();
  say "%s, %d" (small ()) (List.length (List.filter (fun text -> text <> "") kept))

(* The backtrace of an exception that passes through Rust, where memory has no room for it. *)
let no_room_for_a_backtrace () =
  let rec deep n = if n = 0 then raise Exit else 1 + deep (n - 1) in
  let raises () = ignore (deep (Sys.opaque_identity 3000)) in
  let crosses () =
    match calls raises 0 with
    | () -> say "nothing was raised"
    | exception Exit -> ()
    | exception exn -> say "%s" (Printexc.to_string exn)
  in
  crosses ();
  limit_memory (16 lsl 20);
  let kept = ref [] in
  let rec fill size =
    match Bytes.create size with
    | bytes ->
      kept := bytes :: !kept;
      fill size
    | exception Out_of_memory -> if size > 8000 then fill (size - (size / 8))
  in
  fill (1 lsl 20);
  crosses ();
  kept := [];
  say "Exit, %d alive" (alive ())

type large

external large : (int[@untagged]) -> large = "rb_large_bytecode" "rb_large"
external size : large -> (int[@untagged]) = "rb_size_bytecode" "rb_size"

let most_resident () =
  let status = open_in "/proc/self/status" in
  let rec find () =
    match Scanf.sscanf_opt (input_line status) "VmHWM: %d" Fun.id with
    | Some kib -> kib
    | None -> find ()
  in
  let kib = find () in
  close_in status;
  kib

(* 10,000 boxes of 1 MiB, one of them alive. *)
let large_boxes () =
  let kept = ref (large 1) in
  for _ = 1 to 10_000 do
    kept := large (1 lsl 20)
  done;
  assert (size !kept = 1 lsl 20);
  let kib = most_resident () in
  say "%s" (if kib < 200 * 1024 then "bounded" else Printf.sprintf "%d KiB" kib)

(* Nothing of Rust's has run before, and no root was ever made. *)
let end_of_a_domain () =
  Domain.join (Domain.spawn leaves_a_thread_local);
  let rec outcome () =
    match outcomes () with
    | [] ->
      Thread.delay 0.001;
      outcome ()
    | all -> String.concat "|" all
  in
  say "%s" (outcome ())

let programs =
  [
    ("exit", with_threads_at_work (fun () -> exit 3));
    ("return", with_threads_at_work ignore);
    ("at_exit", fun () -> at_exit_calls (); works ());
    ("at_exit_with_threads", fun () -> at_exit_calls (); busy ());
    ("thread_local", leaves_a_root);
    ("thread_local_with_threads", fun () -> leaves_a_root (); busy (); exit 3);
    ("end_of_a_domain", end_of_a_domain);
    ("exit_in_a_closure", fun () -> at_exit_calls (); calls (fun () -> exit 4) 0);
    ("exit_on_a_rust_thread", fun () -> at_exit_calls (); calls (fun () -> exit 5) 1);
    ( "exit_on_a_domain",
      fun () ->
        at_exit_calls ();
        Domain.join (Domain.spawn (fun () -> calls (fun () -> exit 6) 0)) );
    ( "exit_on_a_systhread",
      fun () -> at_exit_calls (); Thread.join (Thread.create (fun () -> calls (fun () -> exit 7) 0) ()) );
    ( "exit_while_others_have_released",
      fun () ->
        ignore (Thread.create sleeps_for_ever ());
        ignore (Domain.spawn sleeps_for_ever : unit Domain.t);
        Thread.delay 0.05;
        works ();
        exit 3 );
    ("uncaught", fun () -> panics "at last");
    ("uncaught_at_exit", fun () -> at_exit (fun () -> panics "at last"));
    ("uncaught_in_a_domain", fun () -> Domain.join (Domain.spawn (fun () -> panics "at last")));
    ( "uncaught_in_a_systhread",
      fun () -> Thread.join (Thread.create panics "at last"); works (); say "goes on" );
    ( "uncaught_handler",
      fun () ->
        Printexc.set_uncaught_exception_handler (fun exn _ ->
            works ();
            say "handled: %s" (Printexc.to_string exn));
        panics "at last" );
    ("uncaught_stack_overflow", fun () -> let rec without_end () = down without_end in without_end ());
    ("uncaught_break", fun () -> Sys.catch_break true; try interrupted () with Failure _ -> Thread.delay 10.);
    ("first_roots", first_roots);
    ("fork", forked);
    ("fork_with_threads", fun () -> busy (); forked (); exit 3);
    ("refused", fun () -> say "%s" (takes ()));
    ("out_of_memory", out_of_memory);
    ("no_room_for_a_backtrace", no_room_for_a_backtrace);
    ("large_boxes", large_boxes);
  ]

let () =
  quiet ();
  (List.assoc Sys.argv.(1) programs) ()
