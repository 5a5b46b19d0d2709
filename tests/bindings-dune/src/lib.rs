//! The bindings that `build.rs` has asked for.

/// OCaml's modules.
#[allow(missing_docs)]
pub mod ocaml {
    include!(concat!(env!("OUT_DIR"), "/ocaml_bindings.rs"));
}
