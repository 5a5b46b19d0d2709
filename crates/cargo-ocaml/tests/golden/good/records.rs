//! Records, tuples, parameters.

use ocaml_interop::{FromOCaml, OCamlDescriber, OCamlInt, ToOCaml, export};

/// A point in the plane.
///
/// It is a flat block.
#[derive(ToOCaml, FromOCaml, OCamlDescriber)]
pub struct Point {
    /// East.
    x: f64,
    /// North: the longer a line of documentation is, the less it belongs behind what it is about.
    y: f64,
}

/// A word of OCaml's, and a capital.
#[derive(ToOCaml, FromOCaml, OCamlDescriber)]
pub struct Words {
    r#type: String,
    #[allow(non_snake_case)]
    Method: Option<Vec<Point>>,
}

#[derive(ToOCaml, FromOCaml, OCamlDescriber)]
#[ocaml(unboxed)]
pub struct Metres {
    metres: f64,
}

#[derive(ToOCaml, FromOCaml, OCamlDescriber)]
#[ocaml(unboxed, name = "key")]
pub struct Wrapped(String);

#[derive(ToOCaml, FromOCaml, OCamlDescriber)]
pub struct Both<A, B> {
    one: A,
    others: Vec<(B, Vec<A>)>,
}

/// As a tuple.
#[derive(ToOCaml, FromOCaml, OCamlDescriber)]
pub struct Rgb(
    #[ocaml(as_ = "OCamlInt")] i64,
    #[ocaml(as_ = "OCamlInt")] i64,
    #[ocaml(as_ = "OCamlInt")] i64,
);

#[derive(ToOCaml, FromOCaml, OCamlDescriber)]
pub struct Settings {
    first_of_several_long_names: String,
    second_of_several_long_names: Metres,
    third_of_several_long_names: Rgb,
}

#[export]
pub fn mirrored(point: Point) -> Point {
    Point { x: point.y, y: point.x }
}

#[export]
pub fn method(words: Words) -> Words {
    Words { r#type: words.r#type + "!", Method: words.Method }
}

#[export]
pub fn measured(metres: Metres, key: Wrapped) -> (Metres, Wrapped) {
    (Metres { metres: metres.metres + 1.0 }, Wrapped(key.0 + "?"))
}

#[export]
pub fn exchanged(both: Both<String, Point>) -> Option<Both<String, Point>> {
    Some(Both { one: both.others.len().to_string(), others: both.others })
}

#[export]
pub fn settled(settings: Settings) -> Settings {
    settings
}
