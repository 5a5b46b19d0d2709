//! A hash table of other values.

#![allow(dead_code)]

use ocaml_interop::*;

ocaml! {
    fn stock() -> OCamlHashtbl<String, OCamlFloat>;
}

fn main() {}
