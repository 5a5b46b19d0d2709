//! `[@@noalloc]` in OCaml only.

#![allow(dead_code)]

use ocaml_interop::*;

#[export]
pub fn border_mean(a: f64, b: f64) -> f64 {
    (a + b) / 2.0
}

fn main() {}
