(* What the tests of the rules call. *)

exception Record of { code : int; text : string }
exception Several of int * string * float

type _ Effect.t += Ask : int Effect.t

external rust_calls : (unit -> unit) -> unit = "rd_calls"
external interrupted_panic : int -> unit = "rd_interrupts_and_panics"
external drops_a_root : unit -> unit = "rd_drops_a_root"
external large_string : unit -> string = "rd_makes_large_string"

(* A primitive alone doesn't link the module, which registers the exception of unhandled effects. *)
let _unhandled = Effect.Unhandled Ask

let rec without_end n = 1 + without_end (n + Sys.opaque_identity 1)

(* Raises its own exception, not one of ours. *)
let raising = function
  | 0 -> raise Exit
  | 1 -> failwith "text"
  | 2 -> raise (Several (1, "two", 3.))
  | 3 -> raise (Record { code = 7; text = "seven" })
  | 4 -> ignore (without_end 0)
  | 5 -> raise Out_of_memory
  | 6 -> ignore (Effect.perform Ask)
  | 7 -> raise Not_found
  | _ -> invalid_arg "raising"

(* Through Rust [depth] times, each between two OCaml frames. *)
let crosses kind depth =
  let origin = ref Exit in
  let rec down n =
    if n > 0 then rust_calls (fun () -> down (n - 1))
    else
      try raising kind with exn ->
        origin := exn;
        raise exn
  in
  match down depth with
  | () -> "no exception"
  | exception exn when exn == !origin -> Printexc.to_string exn
  | exception exn -> "another exception: " ^ Printexc.to_string exn

let live_words () =
  Gc.compact ();
  (Gc.stat ()).live_words

external rust_panics : string -> unit = "rd_panics"

let () =
  Callback.register "crosses" crosses;
  Callback.register "raise_it" (fun (exn : exn) : unit -> raise exn);
  Callback.register "some_exception" (fun () -> Several (1, "two", 3.));
  Callback.register "live_words" live_words;
  Callback.register "panics_of" (fun size n ->
      let message = String.make size 'x' in
      for _ = 1 to n do
        try rust_panics message with Failure _ -> ()
      done);
  Callback.register "catch_break" Sys.catch_break;
  Callback.register "ocaml_version" (fun () -> Sys.ocaml_version);
  Callback.register "poll" (fun () ->
      for _ = 1 to 1000 do
        ignore (Sys.opaque_identity (ref 0))
      done);
  Callback.register "interrupted_panic" (fun n ->
      try interrupted_panic n; "nothing" with
      | Failure text -> text
      | Sys.Break -> "Break");
  Callback.register "large_string" (fun () ->
      match large_string () with
      | s -> string_of_int (String.length s)
      | exception Out_of_memory -> "Out_of_memory");
  Callback.register "without_end_through_rust" (fun () : unit ->
      let rec down () = rust_calls down in
      down ());
  (* A few words further down each time: where the stack ends is another place of the call. *)
  Callback.register "without_end_from" (fun frames : unit ->
      let rec down () = rust_calls down in
      let rec from frames = if frames = 0 then (down (); 0) else 1 + from (frames - 1) in
      ignore (from frames));
  Callback.register "raise_effect" (fun () : unit -> ignore (Effect.perform Ask))

(* Domains that allocate and collect until they are told to stop. *)
let stop = Atomic.make false
let busy : unit Domain.t list ref = ref []

let work () =
  let kept = Array.make 64 "" in
  let n = ref 0 in
  while not (Atomic.get stop) do
    incr n;
    kept.(!n land 63) <- String.make (!n land 255) 'x';
    if !n land 4095 = 0 then Gc.minor ();
    if !n land 65535 = 0 then Gc.full_major ()
  done;
  ignore (Sys.opaque_identity kept)

let () =
  Callback.register "domains_collect" (fun n ->
      Atomic.set stop false;
      busy := List.init n (fun _ -> Domain.spawn work));
  Callback.register "domains_end" (fun () ->
      Atomic.set stop true;
      List.iter Domain.join !busy;
      busy := [])

(* Memory that a domain writes while Rust reads it. *)
let shared = Bytes.make 4096 'a'
let shared_numbers = Bigarray.(Array1.init int64 c_layout 512 (fun _ -> 0L))

let () =
  Callback.register "shared_bytes" (fun () -> shared);
  Callback.register "shared_numbers" (fun () -> shared_numbers);
  Callback.register "domain_writes" (fun () ->
      Atomic.set stop false;
      busy :=
        [ Domain.spawn (fun () ->
              while not (Atomic.get stop) do
                Bytes.fill shared 0 4096 'b';
                Bigarray.Array1.fill shared_numbers (-1L);
                Bytes.fill shared 0 4096 'a';
                Bigarray.Array1.fill shared_numbers 0L
              done) ])

(* A domain whose thread ends with a Rust value in thread-local storage. *)
external leaves_a_thread_local : unit -> unit = "rd_leaves_a_thread_local"

let () =
  Callback.register "domain_with_thread_local" (fun () ->
      Domain.join (Domain.spawn leaves_a_thread_local));
  Callback.register "finalised_by_rust" (fun n ->
      for _ = 1 to n do
        Gc.finalise (fun _ -> drops_a_root ()) (ref 0)
      done)

external spawns_a_domain : unit -> unit = "rd_spawns_a_domain"

let () = Callback.register "at_exit_spawns" (fun () -> at_exit spawns_a_domain)

(* References on Rust's stack, one call in the other. *)

external rust_refers : (int[@untagged]) -> (int -> int) -> string * string -> (int[@untagged])
  = "rd_refers_bytecode" "rd_refers"

(* [raises] at the innermost call: what comes out of all of them. *)
let refers raises depth =
  let rec inner n =
    if n = 0 then if raises then raise Exit else 0
    else rust_refers n inner (String.make (2 * n) 'a', String.make n 'b')
  in
  match inner depth with
  | sum -> Printf.sprintf "%d" sum
  | exception Exit -> "Exit"
  | exception Failure reason -> reason

let () = Callback.register "refers" refers
