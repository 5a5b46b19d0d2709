//! A name that every module has.

#![allow(dead_code)]

use ocaml_interop::*;

#[derive(OCamlDescriber)]
enum T {}

ocaml! {
    fn count(counter: T) -> OCamlInt;
}

fn main() {}
