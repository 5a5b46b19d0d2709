//! Constructors in another order.

#![allow(dead_code)]

use ocaml_interop::*;

#[derive(ToOCaml, FromOCaml, OCamlDescriber)]
enum Color {
    Green,
    Red,
    Blue,
}

ocaml! {
    fn next_color(color: Color) -> Color;
}

fn main() {}
