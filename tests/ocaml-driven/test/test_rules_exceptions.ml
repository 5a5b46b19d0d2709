(* R8: exceptions stay themselves, panics keep their text; neither leaves anything behind. *)

open Check
open Ruled

external through : (unit -> unit) -> unit = "rt_through"
external calls : (unit -> unit) -> unit = "rt_calls"
external tells : (unit -> unit) -> string * string * string option = "rt_tells"
external keeps : (unit -> unit) -> unit = "rt_keeps"
external raises_kept : unit -> unit = "rt_raises_kept"
external panics : (int[@untagged]) -> string -> unit = "rt_panics_bytecode" "rt_panics"

exception Several of int * string * float
exception Record of { code : int; mutable text : string }
exception Holds of (int -> int) * Bytes.t * float array

type _ Effect.t += Ask : int Effect.t

let rec without_end n = 1 + without_end (n + Sys.opaque_identity 1)

let with_stack_limit words f =
  let before = Gc.get () in
  Gc.set { before with stack_limit = words };
  Fun.protect ~finally:(fun () -> Gc.set before) f

let kinds : (string * (unit -> unit)) list =
  [
    ("Stdlib.Exit", fun () -> raise Exit);
    ("Failure(\"text\")", fun () -> failwith "text");
    ("Several(1, \"two\", 3.)", fun () -> raise (Several (1, "two", Sys.opaque_identity 3.)));
    ("Record(7, \"seven\")", fun () -> raise (Record { code = 7; text = String.cat "sev" "en" }));
    ("Stack overflow", fun () -> ignore (without_end 0));
    ( "Out of memory",
      fun () ->
        if sanitized then raise Out_of_memory else ignore (Bytes.create Sys.max_string_length) );
    ("Effect.Unhandled(", fun () -> ignore (Effect.perform Ask));
    ("Not_found", fun () -> ignore (List.find (fun _ -> true) []));
    ("Division_by_zero", fun () -> ignore (1 / Sys.opaque_identity 0));
    ("Holds(", fun () -> raise_notrace (Holds (succ, Bytes.create 3, [| 1.; 2. |])));
    ( "Local(\"of a module made here\")",
      fun () ->
        let module M = struct exception Local of string end in
        raise (M.Local "of a module made here") );
  ]

(* Through Rust [depth] times, each between two OCaml frames. *)
let crosses cross raising depth =
  let origin = ref Exit in
  let rec down n =
    if n > 0 then cross (fun () -> down (n - 1))
    else try raising () with exn -> origin := exn; raise exn
  in
  match down depth with
  | () -> Harness.fail "no exception"
  | exception exn ->
    bool "the same" true (exn == !origin);
    exn

let a_hundred_times () =
  with_stack_limit (1 lsl 18) (fun () ->
      List.iter
        (fun (text, raising) ->
          List.iter
            (fun cross -> has text (Printexc.to_string (crosses cross raising 100)) text)
            [ through; calls ])
        kinds);
  none_alive ()

let payloads () =
  (match crosses through (fun () -> raise (Holds (succ, Bytes.of_string "abc", [| 1.; 2. |]))) 100 with
  | Holds (f, bytes, floats) ->
    int "a closure" 6 (f 5);
    string "bytes" "abc" (Bytes.to_string bytes);
    same "floats" [| 1.; 2. |] floats
  | _ -> Harness.fail "another exception");
  match crosses calls (fun () -> raise (Record { code = 1; text = "before" })) 100 with
  | Record r ->
    r.text <- "after";
    same "a field that is written" (1, "after") (r.code, r.text)
  | _ -> Harness.fail "another exception"

let without_growth () =
  with_stack_limit (1 lsl 16) (fun () ->
      stays_as_it_is ~name:"exceptions" ~times:(times ~stress:8 40) (fun () ->
          List.iter
            (fun (_, raising) -> ignore (crosses through raising 20 : exn))
            kinds))

let[@inline never] raise_several () = raise (Several (1, "two", 3.))

let backtraces () =
  Printexc.record_backtrace true;
  ignore (crosses through raise_several 100 : exn);
  (* Bytecode starts a backtrace anew where C raises. *)
  if is_native && x86_64 then begin
    let backtrace = Printexc.get_backtrace () in
    has "where it was raised" backtrace "raise_several";
    has "where it came through" backtrace "crosses"
  end

let what_rust_is_told () =
  let name, text, message = tells (fun () -> failwith "a\000b\xff") in
  string "name" "Failure" name;
  string "text" "Failure(\"a\000b\xef\xbf\xbd\")" text;
  same "message" (Some "a\000b\xef\xbf\xbd") message;
  let name, text, message = tells (fun () -> raise (Several (1, "x", 2.))) in
  has "name" name "Several";
  has "text" text "Several(1, \"x\", _)";
  same "message" None message;
  let name, _, message = tells (fun () -> raise Exit) in
  string "constant" "Stdlib.Exit" name;
  same "message" None message;
  let long = String.make (1 lsl 20) 'x' in
  let _, _, message = tells (fun () -> failwith long) in
  same "long" (Some long) message

(* Kept in Rust, raised again by another call, on another domain. *)
let kept () =
  let mine = Several (2, "kept", 1.) in
  let raised_again () =
    match raises_kept () with
    | () -> Harness.fail "no exception"
    | exception exn -> bool "the same" true (exn == mine)
  in
  keeps (fun () -> raise mine);
  Gc.compact ();
  raised_again ();
  keeps (fun () -> raise mine);
  on_a_domain raised_again;
  on_a_domain (fun () -> keeps (fun () -> raise mine));
  Gc.compact ();
  on_a_thread raised_again;
  raises_kept ()

let panic kind message =
  match panics kind message with
  | () -> Harness.fail "no exception"
  | exception Failure text -> text

let panics_of_every_kind () =
  let nul = "a\000b\000" in
  List.iter
    (fun run ->
      string "String" nul (run (fun () -> panic 0 nul));
      string "&str" "a str" (run (fun () -> panic 1 nul));
      has "another" (run (fun () -> panic 2 nul)) "not text";
      has "one that panics" (run (fun () -> panic 3 nul)) "not text";
      string "the lock released" nul (run (fun () -> panic 4 nul));
      string "no message made" nul (run (fun () -> panic 5 nul));
      string "empty" "" (run (fun () -> panic 0 ""));
      let long = String.make (1 lsl 20) 'x' in
      same "long" long (run (fun () -> panic 0 long)))
    [ (fun f -> f ()); on_a_thread; on_a_domain ];
  none_alive ()

let panics_without_growth () =
  let long = String.make (1 lsl 20) 'x' in
  stays_as_it_is ~name:"long ones" ~times:(times ~stress:40 100) (fun () ->
      ignore (panic 0 long));
  stays_as_it_is ~name:"panics" ~times:(times ~stress:100 4000) (fun () ->
      for kind = 0 to 5 do ignore (panic kind "short") done);
  none_alive ()

(* On three domains and as many threads at once: none gets another's text. *)
let panics_at_once () =
  let work n () =
    for i = 1 to times ~stress:10 (if tiny then 100 else 500) do
      let text = Printf.sprintf "%d %d" n i in
      assert (panic (4 * (i land 1)) text = text);
      match through (fun () -> raise (Several (n, text, 0.))) with
      | () -> assert false
      | exception Several (m, found, _) -> assert (n = m && found == text)
    done
  in
  let domains = List.init 3 (fun n -> Domain.spawn (work n)) in
  let threads = List.init 3 (fun n -> Thread.create (work (n + 10)) ()) in
  work 20 ();
  List.iter Domain.join domains;
  List.iter Thread.join threads;
  none_alive ()

let tests =
  [
    test "r08_every_exception_crosses_100_times_as_itself" a_hundred_times;
    test "r08_payloads_survive" payloads;
    test "r08_exceptions_leave_nothing_behind" without_growth;
    test "r08_backtraces_survive" backtraces;
    test "r08_what_rust_is_told" what_rust_is_told;
    test "r08_kept_and_raised_again_elsewhere" kept;
    test "r08_panics_of_every_kind" panics_of_every_kind;
    test "r08_panics_leave_nothing_behind" panics_without_growth;
    test "r08_panics_and_exceptions_on_many_threads" panics_at_once;
  ]
