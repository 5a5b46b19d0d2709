//! A value that is no function.

#![allow(dead_code)]

use ocaml_interop::*;

ocaml! {
    fn answer(unit: ()) -> OCamlInt;
}

fn main() {}
