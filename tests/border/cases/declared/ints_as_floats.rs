//! A `floatarray` for an array of `int`.

#![allow(dead_code)]

use ocaml_interop::*;

ocaml! {
    fn evens(n: OCamlInt) -> OCamlFloatArray;
}

fn main() {}
