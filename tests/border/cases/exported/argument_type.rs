//! An argument of another type.

#![allow(dead_code)]

use ocaml_interop::*;

#[export]
pub fn border_joined(separator: &str, parts: String) -> String {
    parts + separator
}

fn main() {}
