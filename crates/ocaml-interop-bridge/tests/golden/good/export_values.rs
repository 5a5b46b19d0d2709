//! Exported functions that take and return OCaml values.
use ocaml_interop::*;

/// Twice the same.
///
/// In a pair.
#[ocaml_interop::export]
#[inline]
#[must_use]
pub fn duplicate(cr: &mut OCamlRuntime, text: OCaml<String>) -> OCaml<(String, String)> {
    let root = text.root();
    (&root, &root).to_ocaml(cr)
}

#[ocaml_interop::export]
pub fn keep(cr: &mut OCamlRuntime, mut kept: OCaml<String>, rooted: BoxRoot<String>, _unit: OCaml<()>) -> BoxRoot<String> {
    kept = cr.get(&rooted);
    kept.root()
}

#[ocaml_interop::export]
pub fn length<'a>(cr: &'a mut OCamlRuntime, list: OCamlRef<'a, OCamlList<String>>) -> OCaml<'a, OCamlInt> {
    let length = list.to_rust::<Vec<String>>(cr).len() as i64;
    length.to_ocaml(cr)
}

#[ocaml_interop::export]
pub fn first(a: OCaml<String>, _: OCaml<String>) -> OCaml<String> {
    a
}

#[ocaml_interop::export]
pub fn nameless_runtime(_: &mut OCamlRuntime, text: &str) -> String {
    text.to_uppercase()
}

#[ocaml_interop::export]
pub fn nothing() {}

#[ocaml_interop::export]
#[cfg(any())]
#[cfg_attr(all(), cfg(all()))]
pub fn absent(cr: &mut OCamlRuntime) {}

#[ocaml_interop::export]
pub fn native(native: OCaml<OCamlInt>) {
    let _ = native;
}

#[ocaml_interop::export]
pub fn itself(_cr: &mut OCamlRuntime, it: OCaml<String>, _unused: &str) -> OCaml<String> {
    it
}

/// One of two results: a root lends the argument where it is the result, and not before.
#[ocaml_interop::export]
pub fn itself_or_another(cr: &mut OCamlRuntime, it: OCaml<String>, other: bool) -> OCaml<String> {
    let it = it.root();
    if other { "other".to_ocaml(cr) } else { it.get(cr) }
}

fn main() {}
