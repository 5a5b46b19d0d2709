//! No argument.

#![allow(dead_code)]

use ocaml_interop::*;

ocaml! {
    fn half() -> OCamlFloat;
}

fn main() {}
