//! A number for an abstract type.

#![allow(dead_code)]

use ocaml_interop::*;

ocaml! {
    fn open_null() -> OCamlInt;
}

fn main() {}
