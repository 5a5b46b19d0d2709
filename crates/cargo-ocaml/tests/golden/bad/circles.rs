//! What OCaml can't define in any order.

use ocaml_interop::{FromOCaml, OCamlDescriber, ToOCaml, export};

#[derive(ToOCaml, FromOCaml, OCamlDescriber)]
#[ocaml(name = "Plane.line")]
pub struct Line {
    points: Vec<Point>,
}

#[derive(ToOCaml, FromOCaml, OCamlDescriber)]
pub struct Point {
    on: Vec<Line>,
}

/// A tuple of itself.
#[derive(ToOCaml, FromOCaml, OCamlDescriber)]
pub struct Nested(Vec<Nested>, String);

#[derive(ToOCaml, FromOCaml, OCamlDescriber)]
#[ocaml(name = "Inner.name")]
pub struct InnerName {
    first: String,
    second: String,
}

/// Inside of `Inner` this would be the other.
#[derive(ToOCaml, FromOCaml, OCamlDescriber)]
pub struct Name {
    text: String,
    times: String,
}

#[derive(ToOCaml, FromOCaml, OCamlDescriber)]
#[ocaml(polymorphic_variant)]
pub enum Step {
    #[ocaml(tag = "to")]
    To,
    Back,
}

#[export]
pub fn pointed(line: Line) -> isize {
    line.points.iter().map(|point| point.on.len() as isize).sum()
}

#[export]
pub fn nested(nested: Nested) -> String {
    nested.0.into_iter().map(|one| one.1).collect()
}

#[export(module = "Inner")]
pub fn named(name: Name, inner: InnerName) -> String {
    name.text + &name.times + &inner.first + &inner.second
}

#[export]
pub fn stepped(step: Step) {
    let _ = step;
}
