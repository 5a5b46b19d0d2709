//! An argument too many.

#![allow(dead_code)]

use ocaml_interop::*;

#[derive(OCamlException)]
enum Trouble {
    #[ocaml(name = "Border.Closed")]
    Closed,
    #[ocaml(name = "Border.Syntax")]
    Syntax(String, #[ocaml(as_ = "OCamlInt")] i64, #[ocaml(as_ = "OCamlInt")] i64),
}

fn main() {}
