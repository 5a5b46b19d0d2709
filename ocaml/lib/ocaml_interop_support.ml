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

(* Exceptions that the runtime doesn't know. *)

let () = Callback.register "ocaml_interop.exit" [%extension_constructor Exit]
