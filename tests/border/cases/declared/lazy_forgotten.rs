//! A lazy value that is taken for the value.

#![allow(dead_code)]

use ocaml_interop::*;

ocaml! {
    fn late(n: OCamlInt) -> OCamlInt;
}

fn main() {}
