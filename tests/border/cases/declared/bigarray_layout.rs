//! A bigarray of another layout.

#![allow(dead_code)]

use ocaml_interop::*;

ocaml! {
    fn table(n: OCamlInt) -> bigarray::Array2<f64>;
}

fn main() {}
