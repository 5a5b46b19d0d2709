//! Types without descriptions, near and far.

use ocaml_interop::{DynBox, FromOCaml, OCaml, OCamlDescriber, OCamlRuntime, ToOCaml, export};

#[derive(ToOCaml, FromOCaml)]
pub struct Point {
    x: f64,
    y: f64,
}

#[derive(ToOCaml, FromOCaml, OCamlDescriber)]
pub struct Line {
    from: Point,
    to: Point,
}

#[derive(ToOCaml, FromOCaml, OCamlDescriber)]
pub enum Drawing {
    Lines(Vec<Line>),
    Mark { at: Point },
}

pub type Handle = DynBox<Point>;

#[export]
pub fn moved(point: Point, by: f64) -> Point {
    Point { x: point.x + by, y: point.y }
}

#[export]
pub fn drawn(all: Vec<Drawing>) -> f64 {
    let point = |p: &Point| p.x + p.y;
    all.iter().map(|one| match one {
        Drawing::Lines(lines) => lines.iter().map(|line| point(&line.from) + point(&line.to)).sum(),
        Drawing::Mark { at } => point(at),
    }).sum()
}

#[export]
pub fn kept(cr: &mut OCamlRuntime) -> OCaml<Handle> {
    OCaml::box_value(cr, Point { x: 0.0, y: 0.0 })
}
