//! A result in OCaml, which Rust raises.

#![allow(dead_code)]

use ocaml_interop::*;

#[export(returns = "OCamlInt")]
pub fn border_lookup(
    #[ocaml(as_ = "OCamlList<(String, OCamlInt)>")] table: Vec<(String, i64)>,
    key: String,
) -> Result<i64, String> {
    table.into_iter().find(|(name, _)| *name == key).map(|(_, n)| n).ok_or(key)
}

fn main() {}
