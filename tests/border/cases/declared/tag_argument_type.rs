//! A tag with an argument of another type.

#![allow(dead_code)]

use ocaml_interop::*;

#[derive(ToOCaml, FromOCaml, OCamlDescriber)]
#[ocaml(polymorphic_variant)]
enum Movement {
    Stop,
    Step(i64),
    Jump(#[ocaml(as_ = "OCamlInt")] i64, #[ocaml(as_ = "OCamlInt")] i64),
}

ocaml! {
    fn moved(n: OCamlInt) -> Movement;
}

fn main() {}
