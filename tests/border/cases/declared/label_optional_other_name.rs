//! An optional argument has another name.

#![allow(dead_code)]

use ocaml_interop::*;

ocaml! {
    fn pad(width: OCamlInt, with: Option<String>, text: String) -> String;
}

fn main() {}
