//! An optional argument is an option.

#![allow(dead_code)]

use ocaml_interop::*;

ocaml! {
    fn scale(by: OCamlInt, value: OCamlInt, unit: ()) -> OCamlInt;
}

fn main() {}
