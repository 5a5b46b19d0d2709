//! A component of another type.

#![allow(dead_code)]

use ocaml_interop::*;

ocaml! {
    fn divide(a: OCamlInt, b: OCamlInt) -> (OCamlInt, String);
}

fn main() {}
