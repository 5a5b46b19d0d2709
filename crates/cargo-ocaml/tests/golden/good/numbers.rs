//! Machine numbers, and how they are passed.

use ocaml_interop::{OCamlRuntime, export};

/// Untagged both ways.
#[export]
pub fn twice(n: isize) -> isize {
    2 * n
}

/// Unboxed, and nothing is allocated.
#[export(noalloc)]
pub fn mean(a: f64, b: f64) -> f64 {
    (a + b) / 2.0
}

#[export(name = "numbers_mixed", bytecode = "numbers_mixed_in_bytecode")]
pub fn mixed(a: i64, b: i32, c: u8, text: &str) -> i64 {
    a + i64::from(b) + i64::from(c) + text.len() as i64
}

#[export]
pub fn six(a: String, b: String, c: String, d: String, e: String, f: String) -> Vec<String> {
    vec![a, b, c, d, e, f]
}

#[export]
pub fn nothing() {}

#[export(noalloc)]
pub fn answer(_cr: &OCamlRuntime) -> i32 {
    42
}

/// Another type than the default one.
#[export(returns = "ocaml_interop::OCamlInt")]
pub fn sum(#[ocaml(as_ = "ocaml_interop::OCamlUniformArray<ocaml_interop::OCamlInt>")] all: Vec<i64>) -> i64 {
    all.iter().sum()
}

/// What goes wrong is an exception.
#[export]
pub fn parsed(text: &str) -> Result<f64, String> {
    text.parse().map_err(|_| format!("no number: {text}"))
}
