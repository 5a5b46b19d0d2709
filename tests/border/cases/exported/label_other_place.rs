//! Two arguments of one type, which OCaml's declaration labels in the other order.

#![allow(dead_code)]

use ocaml_interop::*;

#[export]
pub fn border_clamped(n: OCaml<OCamlInt>, high: Option<isize>, low: OCaml<OCamlInt>) -> BoxRoot<OCamlInt> {
    let _ = (high, low);
    n.root()
}

fn main() {}
