(* R4: every block that Rust makes is sampled, as OCaml's own are. *)

open Check
open Ruled

(* Not there in 5.1 and 5.2. *)
let is_there = version >= (5, 3)

type counts = { young : int Atomic.t; old : int Atomic.t; dead : int Atomic.t }

let sampled ?(act = ignore) f =
  let counts = { young = Atomic.make 0; old = Atomic.make 0; dead = Atomic.make 0 } in
  let see counter n = Atomic.incr counter; act (); n in
  let tracker =
    {
      Gc.Memprof.alloc_minor = (fun info -> Some (see counts.young info.size));
      alloc_major = (fun info -> Some (see counts.old info.size));
      promote = (fun size -> Some size);
      dealloc_minor = (fun _ -> Atomic.incr counts.dead);
      dealloc_major = (fun _ -> Atomic.incr counts.dead);
    }
  in
  ignore (Gc.Memprof.start ~sampling_rate:1.0 ~callstack_size:5 tracker);
  let outcome = Fun.protect ~finally:Gc.Memprof.stop f in
  (outcome, counts)

let values_are_right () =
  if is_there then begin
    let n = times ~stress:300 (if tiny then 1000 else 5000) in
    let work () =
      let places = Test_conversions.many n in
      List.iteri (fun i (p : Test_conversions.place) -> assert (p.name = Printf.sprintf "place %d" i)) places;
      same "list" (List.init n Fun.id) (Test_rules_deep.list (List.init n Fun.id));
      let texts = Array.init 1000 string_of_int in
      same "texts" texts (Test_rules_deep.texts texts);
      same "floats" 3. (Array.fold_left ( +. ) 0. (Test_rules_deep.floats [| 1.; 2. |]));
      int "roots" 790 (Test_threads.roots 300);
      string "long" (String.make 5000 'X') (Test_values.shout (String.make 5000 'x'));
      string "panic" "text" (failure (fun () -> Test_failures.panics "text"));
      let box = Test_rules_boxes.make 1 0 in
      Gc.minor ();
      string "box" "1 1 false" (Test_rules_boxes.show box)
    in
    let (), counts = sampled work in
    (* More than OCaml's side of it makes. *)
    bool "young" true (Atomic.get counts.young > n);
    bool "old" true (Atomic.get counts.old > 0);
    let (), counts = sampled (fun () -> on_a_thread work; on_a_domain work; Gc.full_major ()) in
    bool "dead" true (Atomic.get counts.dead > n);
    Test_rules_boxes.collect ();
    none_alive ()
  end

let rec chain_of_ocaml n links rest =
  if n > links then rest else chain_of_ocaml (n + 1) links (Test_rules_deep.Link (n, rest))

(* Seldom, so that what Rust makes goes on below the middle of the minor heap. In a small one a
   word is sampled less often than the rate says, whoever makes it. *)
let rare_samples () =
  if is_there then begin
    let links = 1000 and rate = 1e-4 in
    let chains = times ~stress:200 (if tiny then 1000 else 16_000) in
    let sampled make =
      let samples = ref 0 in
      let count (info : Gc.Memprof.allocation) = samples := !samples + info.n_samples; None in
      let tracker = { Gc.Memprof.null_tracker with alloc_minor = count; alloc_major = count } in
      ignore (Gc.Memprof.start ~sampling_rate:rate ~callstack_size:0 tracker);
      Fun.protect ~finally:Gc.Memprof.stop (fun () ->
          for _ = 1 to chains do ignore (Sys.opaque_identity (make links)) done);
      !samples
    in
    let own = sampled (fun links -> chain_of_ocaml 1 links Test_rules_deep.End) in
    let ours = sampled Test_rules_deep.chain in
    (* Six standard deviations. *)
    let most = 6. *. sqrt (float (chains * links * 3) *. rate *. 2.) in
    let off = float (abs (ours - own)) in
    bool (Printf.sprintf "%d samples, %d of OCaml's own" ours own) true (own > 0 && off < most)
  end

(* What a callback of the sampling raises or does comes where OCaml code runs, not in Rust. *)
let callbacks_that_raise_and_call () =
  if is_there then begin
    let ran = ref 0 and busy = ref false in
    let act () =
      if not !busy then begin
        busy := true;
        incr ran;
        ignore (Test_threads.allocates 10);
        (try Test_failures.panics "in a callback" with Failure _ -> ());
        busy := false
      end
    in
    let places, _ = sampled ~act (fun () -> Test_conversions.many 200) in
    int "all there" 200 (List.length places);
    bool "ran" true (!ran > 0);
    let armed = ref false in
    let act () = if !armed then begin armed := false; raise Exit end in
    for _ = 1 to 50 do
      match
        sampled ~act (fun () ->
            armed := true;
            ignore (Test_rules_exceptions.through (fun () -> ignore (Test_threads.allocates 10)));
            ignore (Sys.opaque_identity (List.init 10 string_of_int)))
      with
      | _ -> Harness.fail "nothing was raised"
      | exception Exit -> ()
      | exception Fun.Finally_raised Exit -> ()
    done;
    none_alive ()
  end

let tests =
  [
    test "r04_sampled_values_are_right" values_are_right;
    test "r04_rare_samples" rare_samples;
    test "r07_callbacks_of_the_sampling" callbacks_that_raise_and_call;
  ]
