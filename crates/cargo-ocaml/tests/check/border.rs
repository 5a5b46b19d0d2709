//! A library whose OCaml side is written by hand: rightly in `right/`, wrongly in `wrong/`.

use ocaml_interop::{
    DynBox, FromOCaml, OCaml, OCamlDescriber, OCamlException, OCamlInt, OCamlList, OCamlRuntime,
    ToOCaml, export, ocaml,
};

#[derive(ToOCaml, FromOCaml, OCamlDescriber)]
pub struct Person {
    name: String,
    #[ocaml(as_ = "OCamlInt")]
    age: i64,
}

#[derive(ToOCaml, FromOCaml, OCamlDescriber)]
pub struct Point {
    x: f64,
    y: f64,
}

#[derive(ToOCaml, FromOCaml, OCamlDescriber)]
pub enum Answer {
    Yes,
    No,
    Perhaps(String),
}

#[derive(ToOCaml, FromOCaml, OCamlDescriber)]
#[ocaml(polymorphic_variant)]
pub enum Movement {
    Stop,
    Step(#[ocaml(as_ = "OCamlInt")] i64),
}

/// Nobody describes it.
#[derive(ToOCaml, FromOCaml)]
pub struct Secret {
    text: String,
}

#[export]
pub fn border_twice(n: isize) -> isize {
    2 * n
}

#[export(noalloc)]
pub fn border_mean(a: f64, b: f64) -> f64 {
    (a + b) / 2.0
}

#[export]
pub fn border_joined(separator: &str, parts: Vec<String>) -> String {
    parts.join(separator)
}

#[export]
pub fn border_older(person: Person, #[ocaml(as_ = "OCamlInt")] by: i64) -> Person {
    Person { age: person.age + by, ..person }
}

#[export]
pub fn border_mirrored(point: Point) -> Point {
    Point { x: point.y, y: point.x }
}

#[export]
pub fn border_asked(question: String) -> Answer {
    match &*question {
        "yes" => Answer::Yes,
        "no" => Answer::No,
        _ => Answer::Perhaps(question),
    }
}

#[export]
pub fn border_moved(movement: Movement) -> Option<Movement> {
    match movement {
        Movement::Stop => None,
        Movement::Step(n) => Some(Movement::Step(n + 1)),
    }
}

#[export]
pub fn border_boxed(cr: &mut OCamlRuntime) -> OCaml<DynBox<String>> {
    OCaml::box_value(cr, String::new())
}

#[export]
pub fn border_read(text: OCaml<DynBox<String>>) -> String {
    text.as_value().clone()
}

#[export]
pub fn border_secret(secret: Secret) -> Secret {
    secret
}

/// Known to C, not described.
#[unsafe(no_mangle)]
pub extern "C" fn border_by_hand(n: isize) -> isize {
    n
}

ocaml! {
    pub fn add(a: OCamlInt, b: OCamlInt) -> OCamlInt;
    pub fn greet(person: Person) -> String;
    pub fn all_answers() -> OCamlList<Answer>;
    /// Its author knows.
    pub unsafe fn vouched_for(n: OCamlInt) -> OCamlInt;
}

/// OCaml registers them all.
#[derive(OCamlException)]
pub enum Refused {
    #[ocaml(name = "Twins.Unknown")]
    Unknown(Person),
    #[ocaml(name = "Twins.Late")]
    Late {
        #[ocaml(as_ = "OCamlInt")]
        hour: i64,
    },
    #[ocaml(name = "Twins.Closed")]
    Closed,
    /// OCaml doesn't.
    #[ocaml(name = "Twins.Of_rust")]
    OfRust,
}
