//! Arguments in another order.

#![allow(dead_code)]

use ocaml_interop::*;

#[export]
pub fn border_joined(parts: Vec<String>, separator: &str) -> String {
    parts.join(separator)
}

fn main() {}
