//! The macros of before the derives.
use ocaml_interop::*;

pub struct Person {
    name: String,
    age: i32,
}

pub enum OCamlPerson {}

impl_conv_ocaml_record! {
    Person {
        name: String,
        age: OCamlInt,
    }
}

impl_to_ocaml_record! {
    Person => OCamlPerson {
        name: String => name.trim().to_owned(),
        age: OCamlInt => { i64::from(*age) + 1 }
    }
}

impl_from_ocaml_record! {
    OCamlPerson => Person { name: String, age: OCamlInt }
}

pub enum Movement {
    Stop,
    Step { count: i32 },
    Rotate(f64),
    Both(f64, f64),
}

pub enum OCamlMovement {}
pub enum PolyMovement {}

impl_conv_ocaml_variant! {
    Movement {
        Movement::Stop,
        Movement::Step { count: OCamlInt },
        Movement::Rotate(angle: OCamlFloat),
        Movement::Both(a: OCamlFloat, b: OCamlFloat) => Movement::Both(b, a),
    }
}

impl_to_ocaml_variant! {
    Movement => OCamlMovement {
        Movement::Stop,
        Movement::Step { count: OCamlInt => i64::from(*count) },
        Movement::Rotate(angle: OCamlFloat),
        Movement::Both(block: OCamlFloat, visitor: OCamlFloat),
    }
}

impl_from_ocaml_variant! {
    OCamlMovement => Movement {
        Halt => Movement::Stop,
        Movement::Step { count: OCamlInt },
        Movement::Rotate(angle: OCamlFloat),
        Either(block: OCamlFloat, value: OCamlFloat) => { Movement::Both(value, block) },
    }
}

impl_to_ocaml_polymorphic_variant! {
    Movement => PolyMovement {
        Movement::Stop,
        Movement::Step { count: OCamlInt },
        Movement::Rotate(angle: OCamlFloat),
        Movement::Both(a: OCamlFloat, b: OCamlFloat),
    }
}

impl_from_ocaml_polymorphic_variant! {
    PolyMovement => Movement {
        Stop => Movement::Stop,
        Step(count: OCamlInt) => Movement::Step { count },
        Rotate(angle: OCamlFloat) => Movement::Rotate(angle),
        Both(a: OCamlFloat, b: OCamlFloat) => Movement::Both(a, b),
    }
}

fn main() {}
