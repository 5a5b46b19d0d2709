//! A type of which a part isn't known where it is registered is a warning.

#![allow(dead_code)]
#![deny(deprecated)]

use ocaml_interop::*;

ocaml! {
    fn doubled(numbers: OCamlList<OCamlInt>) -> OCamlList<(OCamlInt, OCamlInt)>;
}

fn main() {}
