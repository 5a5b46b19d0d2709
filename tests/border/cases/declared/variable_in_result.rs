//! A variable that stands for another type in the result.

#![allow(dead_code)]

use ocaml_interop::*;

ocaml! {
    fn choose(first: bool, a: String, b: String) -> OCamlInt;
}

fn main() {}
