//! `noalloc` in Rust only.

#![allow(dead_code)]

use ocaml_interop::*;

#[export(noalloc)]
pub fn border_twice(n: isize) -> isize {
    2 * n
}

fn main() {}
