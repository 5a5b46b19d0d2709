//! `int32` in OCaml, `int64` in Rust, both unboxed.

#![allow(dead_code)]

use ocaml_interop::*;

#[export]
pub fn border_mixed(n: i64, more: bool) -> i64 {
    n + i64::from(more)
}

fn main() {}
