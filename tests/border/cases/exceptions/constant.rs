//! OCaml's has no argument.

#![allow(dead_code)]

use ocaml_interop::*;

#[derive(OCamlException)]
#[ocaml(name = "Closed", registered = "Border.Closed")]
struct Closed(String);

fn main() {}
