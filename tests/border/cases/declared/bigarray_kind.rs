//! A bigarray of another kind.

#![allow(dead_code)]

use ocaml_interop::*;

ocaml! {
    fn numbers(n: OCamlInt) -> bigarray::Array1<f32>;
}

fn main() {}
