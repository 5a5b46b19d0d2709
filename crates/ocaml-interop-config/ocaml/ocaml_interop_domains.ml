(* Domains for Rust: what ocaml-interop's `spawn_domain` calls.

   Rust passes the address of a function and a number that says which work is
   meant, both as plain integers: the module knows no version of the Rust
   library, and any number of libraries in a program may share it. *)

external enter : int -> int -> unit = "ocaml_interop_enter_domain"

let () =
  Callback.register "ocaml_interop.spawn_domain" (fun address work ->
      Domain.spawn (fun () -> enter address work));
  Callback.register "ocaml_interop.join_domain" (Domain.join : unit Domain.t -> unit)
