//! A sequence is no list.

#![allow(dead_code)]

use ocaml_interop::*;

ocaml! {
    fn total_of(numbers: OCamlList<OCamlInt>) -> OCamlInt;
}

fn main() {}
