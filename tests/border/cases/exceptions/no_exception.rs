//! What OCaml registers is a function.

#![allow(dead_code)]

use ocaml_interop::*;

#[derive(OCamlException)]
#[ocaml(name = "Matched", registered = "matched")]
struct Matched(String);

fn main() {}
