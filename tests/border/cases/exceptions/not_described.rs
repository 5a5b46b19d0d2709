//! What OCaml registers is computed, which is a warning.

#![allow(dead_code)]
#![deny(deprecated)]

use ocaml_interop::*;

#[derive(OCamlException)]
#[ocaml(name = "Border.Computed")]
struct Computed;

fn main() {}
