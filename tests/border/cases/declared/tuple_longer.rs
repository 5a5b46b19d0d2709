//! A component too many.

#![allow(dead_code)]

use ocaml_interop::*;

ocaml! {
    fn divide(a: OCamlInt, b: OCamlInt) -> (OCamlInt, OCamlInt, OCamlInt);
}

fn main() {}
