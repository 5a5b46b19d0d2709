//! An option where there is none.

#![allow(dead_code)]

use ocaml_interop::*;

ocaml! {
    fn sum(numbers: OCamlList<OCamlInt>) -> Option<OCamlInt>;
}

fn main() {}
