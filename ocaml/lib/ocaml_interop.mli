(** The OCaml side of ocaml-interop.

    An OCaml program that calls Rust works without it; with it, a panic in an
    exported Rust function is raised as {!RustPanic} rather than as [Failure], and
    Rust can do what it does through OCaml: spawn domains, collect, marshal and
    compare any value, register names and functions of [at_exit]. *)

exception RustPanic of string
(** A Rust function panicked; the argument is the panic's whole message. Rust's
    values were dropped before it was raised. Printed by [Printexc] as
    [Rust panicked: message]. *)
