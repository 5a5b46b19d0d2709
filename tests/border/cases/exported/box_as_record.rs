//! A record for a boxed Rust value.

#![allow(dead_code)]

use ocaml_interop::*;

#[derive(FromOCaml, OCamlDescriber)]
pub struct Stack {
    items: Vec<String>,
}

#[export]
pub fn border_pushed(stack: Stack, #[ocaml(as_ = "OCamlInt")] n: i64) {
    let _ = (stack, n);
}

fn main() {}
