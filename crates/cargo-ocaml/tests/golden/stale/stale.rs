//! A library that changes: with the feature, a type and a signature are others.

use ocaml_interop::{FromOCaml, OCamlDescriber, ToOCaml, export};

#[cfg(not(feature = "changed"))]
#[derive(ToOCaml, FromOCaml, OCamlDescriber)]
pub struct Point {
    x: f64,
    y: f64,
}

#[cfg(feature = "changed")]
#[derive(ToOCaml, FromOCaml, OCamlDescriber)]
pub struct Point {
    x: i64,
    y: f64,
}

/// Stays as it is.
#[derive(ToOCaml, FromOCaml, OCamlDescriber)]
pub struct Line {
    from: Point,
    to: Point,
}

#[export]
pub fn mirrored(line: Line) -> Line {
    Line { from: line.to, to: line.from }
}

#[cfg(not(feature = "changed"))]
#[export]
pub fn added(a: String, b: String) -> String {
    a + &b
}

#[cfg(feature = "changed")]
#[export]
pub fn added(a: String, b: Option<String>) -> String {
    a + &b.unwrap_or_default()
}
