//! A Rust value inside OCaml of another type.

#![allow(dead_code)]

use ocaml_interop::*;

#[derive(OCamlCustom)]
pub struct Score(usize);

#[export(module = "Border.Tally")]
impl Score {
    #[ocaml(returns = "OCamlInt")]
    pub fn total(&self, others: OCaml<OCamlList<Score>>) -> usize {
        self.0 + others.iter().count()
    }
}

fn main() {}
