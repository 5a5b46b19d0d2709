//! `int64` for `int`.

#![allow(dead_code)]

use ocaml_interop::*;

ocaml! {
    fn add(a: OCamlInt64, b: OCamlInt) -> OCamlInt;
}

fn main() {}
