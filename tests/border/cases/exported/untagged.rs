//! `[@untagged]` in OCaml, converted in Rust.

#![allow(dead_code)]

use ocaml_interop::*;

#[export(returns = "OCamlInt")]
pub fn border_twice(#[ocaml(as_ = "OCamlInt")] n: i64) -> i64 {
    2 * n
}

fn main() {}
