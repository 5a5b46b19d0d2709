//! A value of another type.

#![allow(dead_code)]

use ocaml_interop::*;

#[export]
pub fn border_started(cr: &mut OCamlRuntime, _unit: OCaml<OCamlInt>) -> OCaml<DynBox<u8>> {
    OCaml::box_value(cr, 1)
}

fn main() {}
