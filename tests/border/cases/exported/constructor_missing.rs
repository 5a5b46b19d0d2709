//! A constructor too few.

#![allow(dead_code)]

use ocaml_interop::*;

#[derive(ToOCaml, OCamlDescriber)]
pub enum Answer {
    Yes,
    No,
}

#[export]
pub fn border_asked(question: String) -> Answer {
    if question.is_empty() { Answer::Yes } else { Answer::No }
}

fn main() {}
