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
