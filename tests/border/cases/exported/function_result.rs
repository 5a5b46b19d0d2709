//! A function as the result, of which OCaml's declaration says otherwise.

#![allow(dead_code)]

use ocaml_interop::*;

#[export]
pub fn border_adding(n: OCaml<OCamlInt>) -> RustFn<fn(isize) -> String> {
    let n: isize = n.to_rust();
    RustFn::new(move |m: isize| (n + m).to_string())
}

fn main() {}
