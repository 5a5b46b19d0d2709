//! An unrooted argument ends where the body allocates.
use ocaml_interop::*;

#[ocaml_interop::export]
pub fn value(cr: &mut OCamlRuntime, text: OCaml<String>) -> usize {
    let root = "other".to_boxroot(cr) as BoxRoot<String>;
    drop(root);
    text.as_bytes().len()
}

#[ocaml_interop::export]
pub fn borrowed(cr: &mut OCamlRuntime, text: &str) -> BoxRoot<OCamlInt> {
    let root = 1_i64.to_boxroot(cr);
    println!("{text}");
    root
}

#[ocaml_interop::export]
pub fn nameless(_: &mut OCamlRuntime, text: &'_ str) -> String {
    text.to_owned()
}

fn main() {}
