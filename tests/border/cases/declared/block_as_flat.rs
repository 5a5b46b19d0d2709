//! A record of another type for a flat one.

#![allow(dead_code)]

use ocaml_interop::*;

#[derive(ToOCaml, FromOCaml, OCamlDescriber)]
struct Point {
    x: f64,
    #[ocaml(as_ = "OCamlInt")]
    y: i64,
}

ocaml! {
    fn middle(p: Point, q: Point) -> Point;
}

fn main() {}
