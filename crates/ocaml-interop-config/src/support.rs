//! The OCaml module that the Rust library calls, for the crates that compile OCaml.

/// The module's name, in lower case: a reserved name for OCaml modules of programs that embed
/// OCaml.
pub const SUPPORT_MODULE: &str = "ocaml_interop_support";

/// The OCaml code: registers what Rust calls by name.
pub const SUPPORT_ML: &str = include_str!("../ocaml/ocaml_interop_support.ml");

/// The C functions that it calls. They need no header of OCaml's.
pub const SUPPORT_C: &str = include_str!("../ocaml/ocaml_interop_support_stubs.c");
