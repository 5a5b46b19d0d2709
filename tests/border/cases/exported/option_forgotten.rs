//! An option forgotten.

#![allow(dead_code)]

use ocaml_interop::*;

#[export(returns = "OCamlInt")]
pub fn border_parsed(text: &str) -> i64 {
    text.len() as i64
}

fn main() {}
