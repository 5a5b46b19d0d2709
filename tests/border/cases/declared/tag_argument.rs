//! A tag without its argument.

#![allow(dead_code)]

use ocaml_interop::*;

#[derive(ToOCaml, FromOCaml, OCamlDescriber)]
#[ocaml(polymorphic_variant)]
enum Movement {
    Stop,
    Step,
    Jump(#[ocaml(as_ = "OCamlInt")] i64, #[ocaml(as_ = "OCamlInt")] i64),
}

ocaml! {
    fn moved(n: OCamlInt) -> Movement;
}

fn main() {}
