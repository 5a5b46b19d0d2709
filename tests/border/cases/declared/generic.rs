//! Any type for one that is fixed.

#![allow(dead_code)]

use ocaml_interop::*;

ocaml! {
    fn sum<A>(numbers: OCamlList<A>) -> A;
}

fn main() {}
