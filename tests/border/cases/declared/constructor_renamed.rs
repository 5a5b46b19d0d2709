//! A constructor of another name.

#![allow(dead_code)]

use ocaml_interop::*;

#[derive(ToOCaml, FromOCaml, OCamlDescriber)]
enum Color {
    Red,
    Green,
    Cyan,
}

ocaml! {
    fn next_color(color: Color) -> Color;
}

fn main() {}
