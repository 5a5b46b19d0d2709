//! A value for `unit`.

#![allow(dead_code)]

use ocaml_interop::*;

ocaml! {
    fn ignore_int(n: OCamlInt) -> bool;
}

fn main() {}
