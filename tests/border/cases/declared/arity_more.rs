//! One argument too many.

#![allow(dead_code)]

use ocaml_interop::*;

ocaml! {
    fn add(a: OCamlInt, b: OCamlInt, c: OCamlInt) -> OCamlInt;
}

fn main() {}
