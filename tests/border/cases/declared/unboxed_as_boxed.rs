//! A boxed type for an unboxed one.

#![allow(dead_code)]

use ocaml_interop::*;

#[derive(ToOCaml, FromOCaml, OCamlDescriber)]
struct Metres {
    metres: f64,
}

ocaml! {
    fn longer(m: Metres) -> Metres;
}

fn main() {}
