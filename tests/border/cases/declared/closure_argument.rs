//! A function as argument, of another type.

#![allow(dead_code)]

use ocaml_interop::*;

ocaml! {
    fn apply(f: fn(OCamlInt) -> bool, n: OCamlInt) -> OCamlInt;
}

fn main() {}
