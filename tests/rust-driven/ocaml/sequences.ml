(* Sequences for Rust to read, and what reads Rust's. *)

let asked = ref 0

let () =
  Callback.register "seq_upto" (fun n -> Seq.take n (Seq.ints 0));
  Callback.register "seq_of_list" (fun (l : string list) -> List.to_seq l);
  (* Without an end; counts what is computed. *)
  Callback.register "seq_counting" (fun () ->
      asked := 0;
      Seq.map (fun n -> incr asked; n) (Seq.ints 0));
  Callback.register "seq_asked" (fun () -> !asked);
  Callback.register "seq_raises_at" (fun n ->
      Seq.map (fun i -> if i = n then failwith ("at " ^ string_of_int i) else i) (Seq.ints 0))

let () =
  Callback.register "seq_to_list" (fun s : int list -> List.of_seq s);
  Callback.register "seq_texts_to_list" (fun s : string list -> List.of_seq s);
  Callback.register "seq_twice" (fun s ->
      let once : int list = List.of_seq (Seq.take 100 s) in
      Gc.compact ();
      once = List.of_seq (Seq.take 100 s));
  Callback.register "seq_first" (fun n s : int list -> List.of_seq (Seq.take n s));
  (* What comes before the exception, and the exception, twice. *)
  Callback.register "seq_until_it_raises" (fun s ->
      let go () =
        let got = Buffer.create 16 in
        (try Seq.iter (fun n -> Buffer.add_string got (string_of_int n ^ ";")) s
         with raised -> Buffer.add_string got (Printexc.to_string raised));
        Buffer.contents got
      in
      let first = go () in
      first ^ " " ^ go ());
  Callback.register "seq_on_domains" (fun s ->
      let sum () = Seq.fold_left ( + ) 0 s in
      let others = List.init 3 (fun _ -> Domain.spawn sum) in
      let here = sum () in
      here :: List.map Domain.join others)

let kept : int Seq.t ref = ref Seq.empty

let () =
  Callback.register "seq_keep" (fun s -> kept := s);
  Callback.register "seq_kept" (fun () -> !kept);
  Callback.register "seq_force_kept" (fun () ->
      match !kept () with
      | Seq.Nil -> "nil"
      | Seq.Cons (n, rest) -> kept := rest; string_of_int n
      | exception raised -> Printexc.to_string raised)
