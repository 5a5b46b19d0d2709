//! An argument that OCaml labels has another name.

#![allow(dead_code)]

use ocaml_interop::*;

ocaml! {
    fn pad(size: OCamlInt, fill: Option<String>, text: String) -> String;
}

fn main() {}
