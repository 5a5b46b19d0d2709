//! The arguments of a generic type in another order.

#![allow(dead_code)]

use ocaml_interop::*;

#[derive(OCamlDescriber)]
struct Both<A, B> {
    one: A,
    other: B,
}

ocaml! {
    fn exchange(both: Both<OCamlInt, String>) -> Both<OCamlInt, String>;
}

fn main() {}
