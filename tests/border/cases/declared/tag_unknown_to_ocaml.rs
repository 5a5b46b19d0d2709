//! A tag that OCaml doesn't take.

#![allow(dead_code)]

use ocaml_interop::*;

#[derive(ToOCaml, FromOCaml, OCamlDescriber)]
#[ocaml(polymorphic_variant)]
enum Movement {
    Stop,
    Step(#[ocaml(as_ = "OCamlInt")] i64),
    Fly,
}

ocaml! {
    #[ocaml(name = "move")]
    fn moves(movement: Movement) -> String;
}

fn main() {}
