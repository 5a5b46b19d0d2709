//! An option forgotten.

#![allow(dead_code)]

use ocaml_interop::*;

ocaml! {
    fn or_zero(n: OCamlInt) -> OCamlInt;
}

fn main() {}
