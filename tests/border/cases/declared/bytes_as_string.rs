//! A string for bytes, which change.

#![allow(dead_code)]

use ocaml_interop::*;

ocaml! {
    fn filled(n: OCamlInt) -> String;
}

fn main() {}
