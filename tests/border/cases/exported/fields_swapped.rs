//! Fields in another order.

#![allow(dead_code)]

use ocaml_interop::*;

#[derive(ToOCaml, FromOCaml, OCamlDescriber)]
pub struct Point {
    y: f64,
    x: f64,
}

#[export]
pub fn border_mirrored(point: Point) -> Point {
    point
}

fn main() {}
