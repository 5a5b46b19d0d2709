//! An exception is no function.

#![allow(dead_code)]

use ocaml_interop::*;

ocaml! {
    #[ocaml(name = "Border.Syntax")]
    fn syntax(text: String) -> OCamlException;
}

fn main() {}
