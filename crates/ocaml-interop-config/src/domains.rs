//! The OCaml module through which Rust spawns domains, for the crates that compile OCaml.

/// The module's name, in lower case: a reserved name for OCaml modules of programs that embed
/// OCaml.
pub const DOMAINS_MODULE: &str = "ocaml_interop_domains";

/// The OCaml code: registers what spawns and joins a domain.
pub const DOMAINS_ML: &str = include_str!("../ocaml/ocaml_interop_domains.ml");

/// The C function that it calls. Needs no header of OCaml's.
pub const DOMAINS_C: &str = include_str!("../ocaml/ocaml_interop_domains_stubs.c");
