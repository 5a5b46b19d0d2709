//! `Stack.t` for `Queue.t`.

#![allow(dead_code)]

use ocaml_interop::*;

ocaml! {
    fn waiting(queue: OCamlStack<String>) -> OCamlInt;
}

fn main() {}
