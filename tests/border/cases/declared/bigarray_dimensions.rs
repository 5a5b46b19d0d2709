//! A bigarray of any number of dimensions isn't one of two.

#![allow(dead_code)]

use ocaml_interop::*;

ocaml! {
    fn pixels(n: OCamlInt) -> bigarray::Array2<bigarray::Complex64>;
}

fn main() {}
