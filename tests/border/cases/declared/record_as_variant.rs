//! A variant for a record.

#![allow(dead_code)]

use ocaml_interop::*;

#[derive(ToOCaml, FromOCaml, OCamlDescriber)]
enum Point {
    X(f64),
    Y(f64),
}

ocaml! {
    fn middle(p: Point, q: Point) -> Point;
}

fn main() {}
