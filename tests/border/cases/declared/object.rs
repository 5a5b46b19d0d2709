//! An object, which no Rust type is.

#![allow(dead_code)]

use ocaml_interop::*;

ocaml! {
    fn width(o: OCamlInt) -> OCamlInt;
}

fn main() {}
