//! Two arguments of one type, which OCaml has in the other order.

#![allow(dead_code)]

use ocaml_interop::*;

ocaml! {
    fn between(high_end: OCamlInt, low: OCamlInt, n: OCamlInt) -> bool;
}

fn main() {}
