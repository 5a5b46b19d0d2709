//! `int32` in OCaml, `int64` in Rust, both unboxed.

#![allow(dead_code)]

use ocaml_interop::*;

#[export]
pub fn border_mixed(n: i64, more: isize) -> i64 {
    n + more as i64
}

fn main() {}
