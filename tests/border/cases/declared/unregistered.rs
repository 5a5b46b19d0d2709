//! A name that nothing registers.

#![allow(dead_code)]

use ocaml_interop::*;

ocaml! {
    fn subtract(a: OCamlInt, b: OCamlInt) -> OCamlInt;
}

fn main() {}
