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
