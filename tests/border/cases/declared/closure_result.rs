//! A function as result, of another type.

#![allow(dead_code)]

use ocaml_interop::*;

ocaml! {
    #[ocaml(name = "add")]
    fn partial(a: OCamlInt) -> fn(String) -> OCamlInt;
}

fn main() {}
