//! `[@unboxed]` in Rust, a value in OCaml.

#![allow(dead_code)]

use ocaml_interop::*;

#[export]
pub fn border_checksum(bytes: &str) -> i32 {
    bytes.len() as i32
}

fn main() {}
