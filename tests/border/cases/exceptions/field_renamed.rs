//! A field of another name.

#![allow(dead_code)]

use ocaml_interop::*;

#[derive(ToOCaml, FromOCaml, OCamlDescriber)]
struct Position {
    #[ocaml(as_ = "OCamlInt")]
    line: i64,
    #[ocaml(as_ = "OCamlInt")]
    column: i64,
}

#[derive(OCamlException)]
#[ocaml(name = "Border.Located")]
struct Located {
    message: String,
    at: Position,
}

fn main() {}
