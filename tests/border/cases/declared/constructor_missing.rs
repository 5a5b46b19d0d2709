//! A constructor too few.

#![allow(dead_code)]

use ocaml_interop::*;

#[derive(ToOCaml, FromOCaml, OCamlDescriber)]
enum Color {
    Red,
    Green,
}

ocaml! {
    fn next_color(color: Color) -> Color;
}

fn main() {}
