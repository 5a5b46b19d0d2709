//! Arguments in another order.

#![allow(dead_code)]

use ocaml_interop::*;

ocaml! {
    fn repeat(text: String, n: OCamlInt) -> String;
}

fn main() {}
