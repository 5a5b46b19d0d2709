//! `int` for `float`.

#![allow(dead_code)]

use ocaml_interop::*;

ocaml! {
    fn half(x: OCamlFloat) -> OCamlInt;
}

fn main() {}
