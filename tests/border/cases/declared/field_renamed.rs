//! A field of another name.

#![allow(dead_code)]

use ocaml_interop::*;

#[derive(ToOCaml, FromOCaml, OCamlDescriber)]
struct Person {
    nickname: String,
    #[ocaml(as_ = "OCamlInt")]
    age: i64,
    tags: Vec<String>,
}

ocaml! {
    fn greet(person: Person) -> String;
}

fn main() {}
