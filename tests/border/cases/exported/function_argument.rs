//! A function as an argument, whose own argument is another one in OCaml.

#![allow(dead_code)]

use ocaml_interop::*;

#[export]
pub fn border_applied(
    cr: &mut OCamlRuntime,
    f: OCamlFunction<fn(f64) -> String>,
    n: OCaml<OCamlInt>,
) -> Result<String, OCamlError> {
    let n: i64 = n.to_rust();
    f.call(cr, n as f64)
}

fn main() {}
