//! What OCaml registers is computed.

#![allow(dead_code)]

use ocaml_interop::*;

#[derive(OCamlException)]
#[ocaml(name = "Border.Computed")]
struct Computed;

fn main() {}
