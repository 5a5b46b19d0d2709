//! A field too many.

#![allow(dead_code)]

use ocaml_interop::*;

#[derive(ToOCaml, FromOCaml, OCamlDescriber)]
struct Person {
    name: String,
    #[ocaml(as_ = "OCamlInt")]
    age: i64,
    tags: Vec<String>,
    email: Option<String>,
}

ocaml! {
    fn greet(person: Person) -> String;
}

fn main() {}
