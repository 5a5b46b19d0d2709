//! A tag that Rust doesn't take.

#![allow(dead_code)]

use ocaml_interop::*;

#[derive(ToOCaml, FromOCaml, OCamlDescriber)]
#[ocaml(polymorphic_variant)]
enum Movement {
    Stop,
    Step(#[ocaml(as_ = "OCamlInt")] i64),
}

ocaml! {
    fn moved(n: OCamlInt) -> Movement;
}

fn main() {}
