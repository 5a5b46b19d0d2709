//! A variable that isn't that of the arguments.

#![allow(dead_code)]

use ocaml_interop::*;

ocaml! {
    fn choose<A, B>(first: bool, a: A, b: A) -> B;
}

fn main() {}
