//! An array for a list.

#![allow(dead_code)]

use ocaml_interop::*;

ocaml! {
    fn sum(numbers: OCamlUniformArray<OCamlInt>) -> OCamlInt;
}

fn main() {}
