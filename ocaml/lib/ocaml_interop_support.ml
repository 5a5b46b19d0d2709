(* What the Rust library does through OCaml: what no function of the runtime does, or none
   without raising. Rust finds each function by its name.

   The module knows no version of the Rust library, and any number of libraries in a program may
   share it: Rust's functions come as addresses, its values as OCaml values. *)

(* Domains: the address of a function, and a number that says which work is meant. *)

external enter : int -> int -> unit = "ocaml_interop_enter_domain"

let () =
  Callback.register "ocaml_interop.spawn_domain" (fun address work ->
      Domain.spawn (fun () -> enter address work));
  Callback.register "ocaml_interop.join_domain" (Domain.join : unit Domain.t -> unit)

(* Functions that run at the program's exit: as for domains. *)

let () =
  Callback.register "ocaml_interop.at_exit" (fun address work ->
      at_exit (fun () -> enter address work))

(* The collector. Its functions raise what finalisers raise. *)

let figures (s : Gc.stat) =
  ( (s.minor_words, s.promoted_words, s.major_words),
    (s.minor_collections, s.major_collections, s.forced_major_collections, s.compactions),
    ( s.heap_words,
      s.top_heap_words,
      s.live_words,
      s.live_blocks,
      s.free_words,
      s.fragments ) )

(* 5.1 has no compaction: there Gc.compact collects less than Gc.full_major does, and gives what a
   finaliser raises as its result (caml_gc_compaction in runtime/gc_ctrl.c). *)
let compact =
  match Sys.ocaml_release with
  | { major = 5; minor = 0 | 1; _ } -> Gc.full_major
  | _ -> Gc.compact

let () =
  Callback.register "ocaml_interop.gc_minor" Gc.minor;
  Callback.register "ocaml_interop.gc_major" Gc.major;
  Callback.register "ocaml_interop.gc_full_major" Gc.full_major;
  Callback.register "ocaml_interop.gc_compact" compact;
  Callback.register "ocaml_interop.gc_stat" (fun () -> figures (Gc.stat ()));
  Callback.register "ocaml_interop.gc_quick_stat" (fun () -> figures (Gc.quick_stat ()));
  Callback.register "ocaml_interop.gc_get" (fun () ->
      let c = Gc.get () in
      ( c.minor_heap_size,
        c.space_overhead,
        c.verbose,
        c.stack_limit,
        c.custom_major_ratio,
        c.custom_minor_ratio,
        c.custom_minor_max_size ));
  Callback.register "ocaml_interop.gc_set"
    (fun
      ( minor_heap_size,
        space_overhead,
        verbose,
        stack_limit,
        custom_major_ratio,
        custom_minor_ratio,
        custom_minor_max_size )
    ->
      Gc.set
        { (Gc.get ()) with
          minor_heap_size;
          space_overhead;
          verbose;
          stack_limit;
          custom_major_ratio;
          custom_minor_ratio;
          custom_minor_max_size
        })

(* Values of any type: what the runtime does for all of them, and may raise. *)

let () =
  Callback.register "ocaml_interop.register" (fun name (value : Obj.t) ->
      Callback.register name value);
  Callback.register "ocaml_interop.marshal" (fun value (no_sharing, closures, compat_32) ->
      let flag set flag = if set then [ flag ] else [] in
      Marshal.to_bytes value
        (flag no_sharing Marshal.No_sharing
        @ flag closures Marshal.Closures
        @ flag compat_32 Marshal.Compat_32));
  Callback.register "ocaml_interop.unmarshal" (fun bytes -> Marshal.from_bytes bytes 0);
  Callback.register "ocaml_interop.compare" (fun x y -> compare x y);
  Callback.register "ocaml_interop.equal" (fun x y -> x = y);
  Callback.register "ocaml_interop.exception_text" Printexc.to_string

(* Containers of the standard library, made and changed by its own functions. *)

let () =
  Callback.register "ocaml_interop.lazy_force" (fun suspended -> Lazy.force suspended);
  Callback.register "ocaml_interop.lazy_from_val" (fun value -> Lazy.from_val value);
  Callback.register "ocaml_interop.hashtbl_of_list" (fun bindings ->
      let table = Hashtbl.create (List.length bindings) in
      List.iter (fun (key, value) -> Hashtbl.add table key value) bindings;
      table);
  Callback.register "ocaml_interop.hashtbl_find" Hashtbl.find_opt;
  Callback.register "ocaml_interop.hashtbl_replace" Hashtbl.replace;
  Callback.register "ocaml_interop.hashtbl_remove" Hashtbl.remove;
  Callback.register "ocaml_interop.hashtbl_clear" Hashtbl.clear;
  Callback.register "ocaml_interop.queue_of_list" (fun elements ->
      Queue.of_seq (List.to_seq elements));
  Callback.register "ocaml_interop.queue_add" (fun queue element -> Queue.add element queue);
  Callback.register "ocaml_interop.queue_take" Queue.take_opt;
  Callback.register "ocaml_interop.stack_of_list" (fun elements ->
      Stack.of_seq (List.to_seq elements));
  Callback.register "ocaml_interop.stack_push" (fun stack element -> Stack.push element stack);
  Callback.register "ocaml_interop.stack_pop" Stack.pop_opt;
  Callback.register "ocaml_interop.buffer_of_string" (fun text ->
      let buffer = Buffer.create (String.length text) in
      Buffer.add_string buffer text;
      buffer);
  Callback.register "ocaml_interop.buffer_add" Buffer.add_string;
  Callback.register "ocaml_interop.buffer_clear" Buffer.clear

(* Functions: a Rust closure in a box, and the address of the Rust function that calls it. The inner
   functions are values of their own, so that OCaml calls them at once with all their arguments. *)

external apply_1 : int -> 'box -> 'a -> 'r = "ocaml_interop_apply_1"
external apply_2 : int -> 'box -> 'a -> 'b -> 'r = "ocaml_interop_apply_2"
external apply_3 : int -> 'box -> 'a -> 'b -> 'c -> 'r = "ocaml_interop_apply_3"

external apply_4 : int -> 'box -> 'a -> 'b -> 'c -> 'd -> 'r
  = "ocaml_interop_apply_bytecode" "ocaml_interop_apply_4"

external apply_5 : int -> 'box -> 'a -> 'b -> 'c -> 'd -> 'e -> 'r
  = "ocaml_interop_apply_bytecode" "ocaml_interop_apply_5"

external apply_6 : int -> 'box -> 'a -> 'b -> 'c -> 'd -> 'e -> 'f -> 'r
  = "ocaml_interop_apply_bytecode" "ocaml_interop_apply_6"

external apply_7 : int -> 'box -> 'a -> 'b -> 'c -> 'd -> 'e -> 'f -> 'g -> 'r
  = "ocaml_interop_apply_bytecode" "ocaml_interop_apply_7"

let () =
  let value = Sys.opaque_identity in
  Callback.register "ocaml_interop.closure_1" (fun call box -> value (fun a -> apply_1 call box a));
  Callback.register "ocaml_interop.closure_2" (fun call box ->
      value (fun a b -> apply_2 call box a b));
  Callback.register "ocaml_interop.closure_3" (fun call box ->
      value (fun a b c -> apply_3 call box a b c));
  Callback.register "ocaml_interop.closure_4" (fun call box ->
      value (fun a b c d -> apply_4 call box a b c d));
  Callback.register "ocaml_interop.closure_5" (fun call box ->
      value (fun a b c d e -> apply_5 call box a b c d e));
  Callback.register "ocaml_interop.closure_6" (fun call box ->
      value (fun a b c d e f -> apply_6 call box a b c d e f));
  Callback.register "ocaml_interop.closure_7" (fun call box ->
      value (fun a b c d e f g -> apply_7 call box a b c d e f g))

(* Sequences: [next] gives the next element. Each node is computed once, whoever asks for it and how
   often; on one thread at a time, since it is the one source that all nodes come from. *)

let sequence next =
  let source = Mutex.create () in
  let rec node () =
    let known = Atomic.make None in
    let compute () =
      let computed =
        match next () with
        | None -> Ok Seq.Nil
        | Some element -> Ok (Seq.Cons (element, node ()))
        | exception raised -> Error raised
      in
      Atomic.set known (Some computed);
      computed
    in
    fun () ->
      let computed =
        match Atomic.get known with
        | Some computed -> computed
        | None ->
          Mutex.protect source (fun () ->
              match Atomic.get known with Some computed -> computed | None -> compute ())
      in
      match computed with Ok node -> node | Error raised -> raise raised
  in
  node ()

let () = Callback.register "ocaml_interop.sequence" sequence

(* Exceptions that the runtime doesn't know. *)

let () = Callback.register "ocaml_interop.exit" [%extension_constructor Exit]
