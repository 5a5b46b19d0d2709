//! `int` for `int64`, in the result.

#![allow(dead_code)]

use ocaml_interop::*;

ocaml! {
    fn successor(n: OCamlInt64) -> OCamlInt;
}

fn main() {}
