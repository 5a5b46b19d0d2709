//! An argument too many.

#![allow(dead_code)]

use ocaml_interop::*;

#[export]
pub fn border_joined(separator: &str, parts: Vec<String>, end: &str) -> String {
    parts.join(separator) + end
}

fn main() {}
