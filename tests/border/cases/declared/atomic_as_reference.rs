//! `ref` for `Atomic.t`.

#![allow(dead_code)]

use ocaml_interop::*;

ocaml! {
    fn tally(n: OCamlInt) -> OCamlReference<OCamlInt>;
}

fn main() {}
