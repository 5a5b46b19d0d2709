//! One argument too few.

#![allow(dead_code)]

use ocaml_interop::*;

ocaml! {
    fn add(a: OCamlInt) -> OCamlInt;
}

fn main() {}
