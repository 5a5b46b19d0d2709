//! `float` for `int`.

#![allow(dead_code)]

use ocaml_interop::*;

ocaml! {
    fn evens(n: OCamlFloat) -> OCamlUniformArray<OCamlInt>;
}

fn main() {}
