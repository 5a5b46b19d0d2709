//! A sequence of something else.

#![allow(dead_code)]

use ocaml_interop::*;

ocaml! {
    fn odd_numbers(count: OCamlInt) -> OCamlSeq<String>;
}

fn main() {}
