//! A GADT, which no Rust type is.

#![allow(dead_code)]

use ocaml_interop::*;

#[derive(ToOCaml, FromOCaml, OCamlDescriber)]
enum Typed {
    Int(#[ocaml(as_ = "OCamlInt")] i64),
    Bool(bool),
}

ocaml! {
    fn typed_int(typed: Typed) -> OCamlInt;
}

fn main() {}
