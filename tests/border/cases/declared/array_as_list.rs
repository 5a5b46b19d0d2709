//! A list for an array.

#![allow(dead_code)]

use ocaml_interop::*;

ocaml! {
    fn evens(n: OCamlInt) -> OCamlList<OCamlInt>;
}

fn main() {}
