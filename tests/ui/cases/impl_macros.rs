//! The macros of before the derives.
use ocaml_interop::*;

struct Person {
    name: String,
}

enum Movement {
    Step(i64),
    Stop,
}

impl_to_ocaml_record! { Person }

impl_from_ocaml_record! { Person { name } }

impl_to_ocaml_variant! { Movement { Movement::Step(OCamlInt), Movement::Stop } }

impl_to_ocaml_variant! { Movement { Movement::Step(count: OCamlInt) => Movement::Step(count) } }

impl_from_ocaml_polymorphic_variant! { Movement { Step(count: OCamlInt), Stop => Movement::Stop } }

fn main() {}
