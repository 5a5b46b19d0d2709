//! A structure for a type that isn't shown.

#![allow(dead_code)]

use ocaml_interop::*;

#[derive(ToOCaml, FromOCaml, OCamlDescriber)]
struct Size {
    width: f64,
    height: f64,
}

ocaml! {
    fn size(x: OCamlFloat) -> Size;
}

fn main() {}
