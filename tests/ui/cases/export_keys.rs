//! Keys of `#[export]`.
use ocaml_interop::*;

#[ocaml_interop::export(noaloc, bytecode, noalloc = "yes", name = "a", name = "b", catch)]
pub fn keys(cr: &mut OCamlRuntime, a: i64) {}

#[ocaml_interop::export(name = "not a symbol")]
pub fn symbol(cr: &mut OCamlRuntime) {}

#[ocaml_interop::export]
pub fn größe(cr: &mut OCamlRuntime) {}

#[ocaml_interop::export(returns = "OCaml Int")]
pub fn returns(#[ocaml(tag = "x")] a: i64, #[ocaml(as_ = "OCamlBytes")] b: &[u8]) -> i64 {
    a
}

fn main() {}
