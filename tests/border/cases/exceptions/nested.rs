//! A difference in a type that an argument mentions.

#![allow(dead_code)]

use ocaml_interop::*;

#[derive(ToOCaml, FromOCaml, OCamlDescriber)]
struct Position {
    #[ocaml(as_ = "OCamlInt")]
    column: i64,
    #[ocaml(as_ = "OCamlInt")]
    line: i64,
}

#[derive(OCamlException)]
#[ocaml(name = "Border.Nested")]
struct Nested(Vec<Position>);

fn main() {}
