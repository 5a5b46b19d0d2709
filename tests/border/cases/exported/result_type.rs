//! A result of another type.

#![allow(dead_code)]

use ocaml_interop::*;

#[export]
pub fn border_joined(separator: &str, parts: Vec<String>) -> Vec<String> {
    vec![parts.join(separator)]
}

fn main() {}
