//! An argument of another type.

#![allow(dead_code)]

use ocaml_interop::*;

#[derive(OCamlException)]
#[ocaml(name = "Border.Syntax")]
struct Syntax(String, i64);

fn main() {}
