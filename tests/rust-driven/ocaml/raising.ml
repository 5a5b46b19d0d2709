(* Exceptions, raised here and seen again. *)

exception Custom of int * string
exception Plain
exception Odd of string

let kept : exn option ref = ref None
let backtrace = ref ""

let[@inline never] raise_deep () = raise (Custom (7, "seven"))

let () =
  Callback.register "fail_with" (fun message : unit -> failwith message);
  Callback.register "raise_invalid" (fun message : unit -> invalid_arg message);
  Callback.register "raise_not_found" (fun () : unit -> raise Not_found);
  Callback.register "raise_plain" (fun () : unit -> raise Plain);
  Callback.register "raise_odd" (fun () : unit -> raise (Odd "caf\xe9"));
  Callback.register "raise_custom" (fun () : unit -> raise_deep ());
  Callback.register "raise_out_of_stack" (fun () : int ->
      let rec deep n = 1 + deep (n + Sys.opaque_identity 1) in
      deep 0);
  Callback.register "raise_kept" (fun () : unit ->
      let exn = Custom (1, "kept") in
      kept := Some exn;
      raise exn);
  Callback.register "is_kept" (fun exn ->
      match !kept with Some mine -> mine == exn | None -> false);
  Callback.register "record_backtrace" Printexc.record_backtrace;
  Callback.register "name_of" Printexc.exn_slot_name

(* Calls [f] in Rust and tells what came of it. *)
let outcome f =
  match f () with
  | () -> "no exception"
  | exception exn ->
    kept := Some exn;
    backtrace := Printexc.get_backtrace ();
    Printexc.to_string exn

exception RustPanic of string

external rust_panics : string -> unit = "rd_panics"
external rust_fails : int -> unit = "rd_fails"
external rust_calls : (unit -> unit) -> unit = "rd_calls"
external rust_calls_registered : (unit -> unit) -> unit = "rd_calls_registered"

let () =
  Callback.register "outcome_of_panic" (fun message -> outcome (fun () -> rust_panics message));
  Callback.register "outcome_of_failure" (fun kind -> outcome (fun () -> rust_fails kind));
  Callback.register "register_panic_exception" (fun () ->
      Callback.register_exception "rust_panic_exn" (RustPanic ""));
  Callback.register "panic_whole_message" (fun message ->
      match rust_panics message with
      | () -> "no exception"
      | exception (Failure m | RustPanic m) -> m);
  Callback.register "panics" (fun n ->
      let message = String.make 4096 'x' in
      for _ = 1 to n do
        try rust_panics message with Failure _ | RustPanic _ -> ()
      done);
  (* OCaml -> Rust -> OCaml, which raises: the same exception comes back through Rust. *)
  Callback.register "there_and_back" (fun depth ->
      let exn = Custom (depth, "through") in
      let rec down n = if n = 0 then raise exn else rust_calls (fun () -> down (n - 1)) in
      match down depth with () -> false | exception caught -> caught == exn);
  Callback.register "backtrace_there_and_back" (fun () ->
      Printexc.record_backtrace true;
      match rust_calls_registered raise_deep with
      | () -> "no exception"
      | exception Custom _ ->
        let text = Printexc.get_backtrace () in
        Printexc.record_backtrace false;
        text
      | exception _ -> "another exception")

let () =
  Callback.register "register_at_exit" (fun () ->
      at_exit (fun () -> try rust_panics "at exit" with Failure _ -> ()))

let () = Callback.register "apply_unit" (fun (f : unit -> unit) -> f ())
