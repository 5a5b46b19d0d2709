//! A variable that stands for two types.

#![allow(dead_code)]

use ocaml_interop::*;

ocaml! {
    fn choose(first: bool, a: String, b: OCamlInt) -> String;
}

fn main() {}
