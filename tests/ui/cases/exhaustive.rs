//! A constructor that is left out.
use ocaml_interop::*;

enum Movement {
    Step(i64),
    Stop,
}

impl_to_ocaml_variant! { Movement { Movement::Step(count: OCamlInt) } }

struct Person {
    name: String,
    age: i64,
}

impl_from_ocaml_record! { Person { name: String } }

fn main() {}
