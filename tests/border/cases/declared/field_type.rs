//! A field of another type.

#![allow(dead_code)]

use ocaml_interop::*;

#[derive(ToOCaml, FromOCaml, OCamlDescriber)]
struct Person {
    name: String,
    age: i64,
    tags: Vec<String>,
}

ocaml! {
    fn greet(person: Person) -> String;
}

fn main() {}
