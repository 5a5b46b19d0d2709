(* Functions that are given Rust's closures, and functions for Rust to hold. *)

let () =
  Callback.register "fn_give1" (fun f a -> f a);
  Callback.register "fn_give2" (fun f a b -> f a b);
  Callback.register "fn_give3" (fun f a b c -> f a b c);
  Callback.register "fn_give4" (fun f a b c d -> f a b c d);
  Callback.register "fn_give5" (fun f a b c d e -> f a b c d e);
  Callback.register "fn_give6" (fun f a b c d e g -> f a b c d e g);
  Callback.register "fn_give7" (fun f a b c d e g h -> f a b c d e g h);
  (* One argument at a time, and everything moves between. *)
  Callback.register "fn_step7" (fun f ->
      let f = Sys.opaque_identity f in
      let f1 = f "1" in
      Gc.compact ();
      let f2 = f1 "2" in
      let f4 = f2 "3" "4" in
      Gc.minor ();
      let f6 = f4 "5" "6" in
      f6 "7" ^ f4 "e" "f" "g");
  Callback.register "fn_map" (fun f l -> List.map f l);
  Callback.register "fn_map_partial" (fun f (n : int) (l : int list) : int list -> List.map (f n) l);
  (* More arguments than the function takes: it returns a function. *)
  Callback.register "fn_over" (fun (f : int -> int -> int -> int) -> f 1 2 3);
  Callback.register "fn_catches" (fun f (n : int) ->
      match f n with (r : int) -> string_of_int r | exception e -> Printexc.to_string e);
  Callback.register "fn_catches_text" (fun f (s : string) ->
      match f s with (r : int) -> string_of_int r | exception e -> Printexc.to_string e);
  Callback.register "fn_catches_small" (fun f (n : int) (m : int) ->
      match f n m with (r : int) -> string_of_int r | exception e -> Printexc.to_string e);
  (* A function is none to compare. *)
  Callback.register "fn_compares" (fun (f : int -> int) ->
      match f = f with (_ : bool) -> false | exception Invalid_argument _ -> true)

(* What OCaml keeps. *)
let kept : (int -> int) option ref = ref None

let () =
  Callback.register "fn_keep" (fun f -> kept := Some f);
  Callback.register "fn_call_kept" (fun n -> (Option.get !kept) n);
  Callback.register "fn_drop_kept" (fun () -> kept := None);
  (* The last reference goes while the function runs. *)
  Callback.register "fn_drop_while_it_runs" (fun n ->
      let f = Option.get !kept in
      kept := None;
      f n)

exception Private of int

let () =
  Callback.register "fn_raises_private" (fun n : int -> raise (Private n));
  Callback.register "fn_catches_private" (fun f n ->
      match f n with (r : int) -> r | exception Private m -> -m);
  (* Down and down: OCaml to Rust to OCaml. *)
  Callback.register "fn_descends" (fun f n -> if n = 0 then 0 else 1 + f (n - 1))

let () =
  Callback.register "fn_in_domains" (fun f ->
      let run = fun () -> List.init 500 (fun n -> (f n : string)) in
      let domains = List.init 3 (fun _ -> Domain.spawn run) in
      let here = run () in
      List.for_all (fun domain -> Domain.join domain = here) domains);
  Callback.register "fn_in_threads" (fun f ->
      let results = Array.make 4 0 in
      let run at = for n = 1 to 200 do results.(at) <- results.(at) + (f n : int) done in
      let threads = List.init 4 (Thread.create run) in
      List.iter Thread.join threads;
      Array.to_list results);
  Callback.register "fn_counts_in_domains" (fun (f : unit -> int) ->
      let run () =
        let rec go n last = if n = 0 then last else go (n - 1) (try ignore (f ()); last + 1 with Invalid_argument _ -> last) in
        go 1000 0
      in
      let other = Domain.spawn run in
      let here = run () in
      here + Domain.join other)

(* For Rust to hold. *)
let () =
  Callback.register "fn_join3" (fun () -> fun a b c -> String.concat "-" [ a; string_of_int b; c ]);
  Callback.register "fn_staged" (fun () ->
      let called = ref 0 in
      fun a ->
        incr called;
        let first = !called in
        fun b c -> a + (10 * b) + (100 * c) + (1000 * first));
  Callback.register "fn_staged_raises" (fun () -> fun (a : int) : (int -> int) -> failwith (string_of_int a));
  Callback.register "fn_big" (fun () -> fun n -> n + 0x3fff_0000_0000_0000)
