//! An inline record's field of another name.

#![allow(dead_code)]

use ocaml_interop::*;

#[derive(ToOCaml, FromOCaml, OCamlDescriber)]
struct Point {
    x: f64,
    y: f64,
}

#[derive(ToOCaml, FromOCaml, OCamlDescriber)]
enum Shape {
    Circle(f64),
    Line(Point, Point),
    Label {
        text: String,
        #[ocaml(as_ = "OCamlInt")]
        width: i64,
    },
}

ocaml! {
    fn describe(shape: Shape) -> String;
}

fn main() {}
