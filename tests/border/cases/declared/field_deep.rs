//! A field of another type, deep inside.

#![allow(dead_code)]

use ocaml_interop::*;

#[derive(ToOCaml, FromOCaml, OCamlDescriber)]
struct Person {
    name: String,
    #[ocaml(as_ = "OCamlInt")]
    age: i64,
    tags: Vec<Option<String>>,
}

ocaml! {
    fn youngest(people: OCamlList<Person>) -> Person;
}

fn main() {}
