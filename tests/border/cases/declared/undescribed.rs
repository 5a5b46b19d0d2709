//! A type that says nothing of itself is a warning, at the type; who vouches has none.

#![allow(dead_code)]
#![deny(deprecated)]

use ocaml_interop::*;

struct Person;

ocaml! {
    fn greet(person: Person) -> String;
    #[ocaml(name = "greet")]
    unsafe fn vouched(person: Person) -> String;
}

fn main() {}
