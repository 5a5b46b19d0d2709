//! An unboxed type for a boxed one.

#![allow(dead_code)]

use ocaml_interop::*;

#[derive(ToOCaml, FromOCaml, OCamlDescriber)]
#[ocaml(unboxed)]
struct Handle {
    handle: i64,
}

ocaml! {
    fn next_handle(handle: Handle) -> Handle;
}

fn main() {}
