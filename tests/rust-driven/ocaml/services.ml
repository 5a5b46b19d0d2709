(* What the tests of polling, of the collector and of the other services of the runtime call. *)

exception Printed of int
exception Unprintable

let () =
  Printexc.register_printer (function
    | Printed n -> Some (Printf.sprintf "printed: %d" n)
    | Unprintable -> failwith "in a printer"
    | _ -> None)

let[@inline never] raise_printed n = raise (Printed n)

let () =
  Callback.register "raise_printed" (fun n : unit -> raise_printed n);
  Callback.register "raise_unprintable" (fun () : unit -> raise Unprintable)

(* Finalisers, of values that are dead at once. *)

let finalised = Atomic.make 0

let () =
  Callback.register "finaliser_raises" (fun () ->
      Gc.finalise (fun _ -> failwith "in a finaliser") (ref 0));
  Callback.register "finaliser_counts" (fun () -> Gc.finalise (fun _ -> Atomic.incr finalised) (ref 0));
  Callback.register "finalised" (fun () -> Atomic.get finalised)

(* Signals. *)

type _ Effect.t += Asked : int Effect.t

external rust_polls_interrupted : (int[@untagged]) -> unit
  = "rd_polls_interrupted_bytecode" "rd_polls_interrupted"

let handled = Atomic.make 0

let () =
  Callback.register "handler_counts" (fun () ->
      Sys.set_signal Sys.sigint (Sys.Signal_handle (fun _ -> Atomic.incr handled)));
  Callback.register "handler_performs" (fun () ->
      Sys.set_signal Sys.sigint (Sys.Signal_handle (fun _ -> ignore (Effect.perform Asked))));
  (* Each signal's handler is interrupted by the next, in Rust: its own is blocked meanwhile. *)
  Callback.register "handlers_nest" (fun () ->
      List.iteri
        (fun n signal ->
          Sys.set_signal signal
            (Sys.Signal_handle
               (fun _ ->
                 Atomic.incr handled;
                 if n > 0 then rust_polls_interrupted (n - 1))))
        [ Sys.sigint; Sys.sigusr1; Sys.sigusr2; Sys.sighup ]);
  Callback.register "handler_goes_deep" (fun () ->
      let rec deep n = if n = 0 then 0 else 1 + deep (n - 1) in
      Sys.set_signal Sys.sigint
        (Sys.Signal_handle (fun _ -> Atomic.set handled (deep (Sys.opaque_identity 100_000)))));
  Callback.register "handled" (fun () -> Atomic.exchange handled 0);
  (* Rust polls inside a fiber. *)
  Callback.register "polls_in_a_fiber" (fun () ->
      Effect.Deep.match_with rust_polls_interrupted 0
        { retc = (fun () -> "returned");
          exnc = Printexc.to_string;
          effc = (fun _ -> None)
        });
  Callback.register "polls_at_depth" (fun n ->
      let rec down n = if n = 0 then (rust_polls_interrupted 0; 0) else 1 + down (n - 1) in
      match down n with _ -> true | exception Stack_overflow -> false)

(* Marshalling, comparison. *)

let () =
  Callback.register "marshalled_here" (fun n -> Marshal.to_bytes (List.init n string_of_int, 1.5) []);
  Callback.register "shared_pair" (fun text -> (text, text));
  Callback.register "is_shared" (fun (a, b) -> a == b);
  Callback.register "cyclic" (fun () -> let rec l = 1 :: 2 :: l in l);
  Callback.register "nan" (fun () -> Float.nan);
  Callback.register "hash_of" (fun x -> Hashtbl.hash x)

(* The program's end, and its beginning. *)

let () =
  Callback.register "says_at_exit" (fun text -> at_exit (fun () -> print_endline text));
  Callback.register "exits" (fun () : unit -> exit 0);
  Callback.register "argv" (fun () -> Array.to_list Sys.argv)

(* Domains that need this one's consent. *)

let other = ref None

let () =
  Callback.register "another_collects" (fun () ->
      other :=
        Some (Domain.spawn (fun () -> for _ = 1 to 3 do Gc.full_major () done)));
  Callback.register "another_ends" (fun () -> Option.iter Domain.join !other; other := None)

(* Values of every kind, to be looked at. *)

class counter = object
  val mutable count = 7
  method next = count <- count + 1; count
end

type shapes = {
  mutual : int -> bool;
  captured : int -> int;
  tag : [ `Go of int | `Stop ];
  pending : int Lazy.t;
  forced : int Lazy.t;
  flat : float array;
  counter : counter;
  twice : string * string;
}

let () =
  Callback.register "shapes" (fun n ->
      let rec even m = m = n || odd (m - 1) and odd m = m <> n && even (m - 1) in
      let text = string_of_int n in
      let forced = lazy (Sys.opaque_identity n) in
      ignore (Lazy.force forced);
      { mutual = Sys.opaque_identity odd;
        captured = (fun m -> m + n);
        tag = `Go n;
        pending = lazy (Sys.opaque_identity n);
        forced;
        flat = [| 0.5; 1.5 |];
        counter = new counter;
        twice = (text, text)
      })
