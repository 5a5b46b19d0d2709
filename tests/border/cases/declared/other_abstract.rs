//! One abstract type for another.

#![allow(dead_code)]

use ocaml_interop::*;

#[derive(OCamlDescriber)]
enum InChannel {}

ocaml! {
    fn close(channel: InChannel);
}

fn main() {}
