//! OCaml's arguments have names.

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
struct Located(String, Position);

fn main() {}
