//! Each is reported.

#![allow(dead_code)]

use ocaml_interop::*;

ocaml! {
    fn half(x: OCamlInt) -> OCamlFloat;
    fn sum(numbers: OCamlInt) -> OCamlInt;
}

fn main() {}
