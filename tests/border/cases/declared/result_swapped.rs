//! The parameters of `result` in another order.

#![allow(dead_code)]

use ocaml_interop::*;

ocaml! {
    fn digit(n: OCamlInt) -> Result<String, OCamlInt>;
}

fn main() {}
