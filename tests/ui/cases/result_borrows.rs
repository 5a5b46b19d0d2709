//! A result that borrows from an argument would be converted after the argument moved.
use ocaml_interop::*;
use std::borrow::Cow;

#[derive(ToOCaml)]
pub struct Wrapped<'a> {
    text: Cow<'a, str>,
}

#[ocaml_interop::export]
pub fn visible(text: &str) -> &str {
    text
}

#[ocaml_interop::export]
pub fn hidden(text: &str) -> Wrapped {
    Wrapped { text: text.into() }
}

#[ocaml_interop::export]
pub fn through_runtime<'a>(_cr: &'a mut OCamlRuntime, text: &'a str) -> Vec<Cow<'a, str>> {
    vec![text.into()]
}

fn main() {}
