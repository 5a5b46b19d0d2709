//! A difference behind another name of a type.

#![allow(dead_code)]

use ocaml_interop::*;

#[derive(ToOCaml, FromOCaml, OCamlDescriber)]
struct Named {
    #[ocaml(as_ = "OCamlInt")]
    id: i64,
    called: String,
}

ocaml! {
    fn label(named: Named) -> String;
}

fn main() {}
