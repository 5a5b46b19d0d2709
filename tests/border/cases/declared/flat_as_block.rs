//! A flat record for one that isn't.

#![allow(dead_code)]

use ocaml_interop::*;

#[derive(ToOCaml, FromOCaml, OCamlDescriber)]
struct Pair {
    left: f64,
    right: f64,
}

ocaml! {
    fn swap(pair: Pair) -> Pair;
}

fn main() {}
