//! A generic record for a flat one.

#![allow(dead_code)]

use ocaml_interop::*;

#[derive(ToOCaml, FromOCaml, OCamlDescriber)]
struct Point<A> {
    x: A,
    y: A,
}

ocaml! {
    fn middle(p: Point<f64>, q: Point<f64>) -> Point<f64>;
}

fn main() {}
