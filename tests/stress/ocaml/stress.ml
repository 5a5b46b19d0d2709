(* What the workers call, and what calls them. *)

type boxed

exception Several of int * string

external rust_step : int -> int -> int -> unit = "stress_step"
external rust_work : int -> unit = "stress_work"
external rust_panics : int -> unit = "stress_panics"
external rust_calls : (unit -> unit) -> unit = "stress_calls"
external rust_sample : int -> Sample.t = "stress_sample"
external rust_drops_one : unit -> unit = "stress_drops_one"

let wrong what id = failwith (Printf.sprintf "%s: not the value of %d" what id)
let check what id value = if not (Sample.is id value) then wrong what id

(* Tables that all domains share. *)
let samples = Array.init 64 (fun _ -> Atomic.make None)
let boxes : boxed option Atomic.t array = Array.init 64 (fun _ -> Atomic.make None)

let exchange slot id value =
  match Atomic.exchange samples.(slot) (Some (id, value)) with
  | Some (id, value) -> check "exchange" id value
  | None -> ()

let raising kind id =
  match kind with
  | 0 -> failwith (string_of_int id)
  | 1 -> raise (Several (id, "several"))
  | 2 -> raise Not_found
  | _ -> invalid_arg (string_of_int id)

(* Through Rust [depth] times, each between two OCaml frames. *)
let crosses kind id depth =
  let origin = ref Exit in
  let rec down n =
    if n > 0 then rust_calls (fun () -> down (n - 1))
    else
      try raising kind id with exn ->
        origin := exn;
        raise exn
  in
  match down depth with () -> false | exception exn -> exn == !origin

(* A systhread's exception is not its joiner's: it is handed over. *)
let in_thread f =
  let outcome = ref (Ok ()) in
  Thread.join (Thread.create (fun () -> try f () with exn -> outcome := Error exn) ());
  match !outcome with Ok () -> () | Error exn -> raise exn

let forget () =
  Array.iter (fun slot -> Atomic.set slot None) samples;
  Array.iter (fun slot -> Atomic.set slot None) boxes

let () =
  Callback.register "minor" Gc.minor;
  Callback.register "full_major" Gc.full_major;
  (* 5.2 and 5.3 crash where a domain ends while another compacts (ocaml/ocaml#14025). *)
  let mended = Sys.(ocaml_release.major, ocaml_release.minor) >= (5, 4) in
  Callback.register "compact" (if mended then Gc.compact else Gc.full_major);
  (* Not live_words: with many domains 5.3's count of them grows, and what the heap holds does
     not. *)
  Callback.register "heap_words" (fun () ->
      Gc.compact ();
      (Gc.stat ()).Gc.heap_words);
  Callback.register "make_sample" Sample.make;
  Callback.register "is_sample" Sample.is;
  Callback.register "same" (fun (value : Sample.t) -> value);
  Callback.register "same_box" (fun (value : boxed) -> value);
  Callback.register "exchange" exchange;
  Callback.register "fetch" (fun slot -> Atomic.get samples.(slot));
  Callback.register "exchange_box" (fun slot box -> Atomic.exchange boxes.(slot) (Some box));
  Callback.register "raising" raising;
  Callback.register "crosses" crosses;
  Callback.register "panics" (fun id ->
      match rust_panics id with () -> "no exception" | exception Failure text -> text);
  Callback.register "asks_rust" (fun id -> check "asks_rust" id (rust_sample id));
  Callback.register "closure" (fun id ->
      let value = Sample.make id in
      fun n ->
        check "closure" id value;
        id + n);
  Callback.register "step" rust_step;
  Callback.register "step_in_thread" (fun worker depth key ->
      in_thread (fun () -> rust_step worker depth key));
  Callback.register "work_in_thread" (fun worker -> in_thread (fun () -> rust_work worker));
  Callback.register "work_in_domain" (fun worker ->
      Domain.join (Domain.spawn (fun () -> rust_work worker)));
  Callback.register "finalise" (fun n -> Gc.finalise (fun _ -> rust_drops_one ()) (ref n));
  Callback.register "churn" (fun n ->
      let kept = ref [] in
      for i = 1 to n do
        let block = Bytes.make (i land 63) 'x' in
        if i land 7 = 0 then kept := block :: !kept
      done;
      List.iter (fun block -> if not (Bytes.for_all (( = ) 'x') block) then wrong "churn" n) !kept);
  Callback.register "race" (fun () ->
      let shared = ref 0 in
      let write () =
        for n = 1 to 1000 do
          shared := Sys.opaque_identity n
        done
      in
      let other = Domain.spawn write in
      write ();
      Domain.join other);
  Callback.register "forget" forget
