//! A sequence as the result is no list.

#![allow(dead_code)]

use ocaml_interop::*;

ocaml! {
    fn odd_numbers(count: OCamlInt) -> OCamlList<OCamlInt>;
}

fn main() {}
