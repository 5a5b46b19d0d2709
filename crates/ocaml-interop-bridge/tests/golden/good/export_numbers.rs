//! Exported functions of machine numbers, and the bytecode stubs that they need.
use ocaml_interop::*;

#[ocaml_interop::export(bytecode = "rust_add_byte")]
pub fn rust_add(_cr: &mut OCamlRuntime, a: f64, b: i64, c: i32, d: isize) -> f64 {
    a + b as f64 + f64::from(c) + d as f64
}

#[ocaml_interop::export(name = "rust_not", no_panic_catch)]
pub fn not(it: bool) -> bool {
    !it
}

#[ocaml_interop::export]
pub fn six(cr: &mut OCamlRuntime, a: OCaml<OCamlInt>, b: OCaml<OCamlInt>, c: OCaml<OCamlInt>, d: OCaml<OCamlInt>, e: OCaml<OCamlInt>, f: bool) {
    let _ = (a, b, c, d, e, f);
}

#[ocaml_interop::export(noalloc)]
pub fn count(_cr: &OCamlRuntime, text: &str, n: isize) -> isize {
    text.len() as isize + n
}

#[ocaml_interop::export(noalloc, bytecode = "pick_byte")]
pub fn pick(_: &OCamlRuntime, which: bool, a: OCaml<String>, b: OCaml<String>) -> OCaml<String> {
    if which { a } else { b }
}

#[ocaml_interop::export(noalloc)]
pub fn tick() {}

fn main() {}
