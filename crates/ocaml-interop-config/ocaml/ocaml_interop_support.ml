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
