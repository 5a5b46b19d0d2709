//! Another symbol for bytecode.

#![allow(dead_code)]

use ocaml_interop::*;

#[export(bytecode = "border_twice_in_bytecode")]
pub fn border_twice(n: isize) -> isize {
    2 * n
}

fn main() {}
