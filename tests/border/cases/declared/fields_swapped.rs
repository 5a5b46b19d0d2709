//! Fields in another order.

#![allow(dead_code)]

use ocaml_interop::*;

#[derive(ToOCaml, FromOCaml, OCamlDescriber)]
struct Person {
    #[ocaml(as_ = "OCamlInt")]
    age: i64,
    name: String,
    tags: Vec<String>,
}

ocaml! {
    fn greet(person: Person) -> String;
}

fn main() {}
