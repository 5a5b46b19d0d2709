//! The value of a result for the result.

#![allow(dead_code)]

use ocaml_interop::*;

ocaml! {
    fn digit(n: OCamlInt) -> OCamlInt;
}

fn main() {}
