//! Modules in modules, and types of one in another.

use ocaml_interop::{FromOCaml, OCamlDescriber, ToOCaml, export};

#[derive(ToOCaml, FromOCaml, OCamlDescriber)]
#[ocaml(name = "Plane.point")]
pub struct Point {
    x: f64,
    y: f64,
}

/// Two of them.
#[derive(ToOCaml, FromOCaml, OCamlDescriber)]
#[ocaml(name = "Plane.Lines.t")]
pub struct Line {
    from: Point,
    to: Point,
}

/// Mentions what is in modules.
#[derive(ToOCaml, FromOCaml, OCamlDescriber)]
pub struct Drawing {
    lines: Vec<Line>,
    points: Vec<Point>,
}

/// Of a drawing, so behind it.
#[derive(ToOCaml, FromOCaml, OCamlDescriber)]
#[ocaml(name = "Gallery.wall")]
pub struct Wall {
    drawings: Vec<Drawing>,
}

#[export(module = "Plane.Lines", name = "modules_turned")]
pub fn turned(line: Line) -> Line {
    Line { from: line.to, to: line.from }
}

#[export(module = "Plane", name = "modules_mirrored")]
pub fn mirrored(point: Point) -> Point {
    Point { x: point.y, y: point.x }
}

/// The same name in another module.
#[export(module = "Gallery", name = "modules_wall_turned")]
pub fn r#turned_wall(wall: Wall) -> (Wall, Option<Point>) {
    (wall, None)
}

#[export(name = "modules_drawn")]
pub fn drawn(line: Line) -> Drawing {
    Drawing { lines: vec![line], points: Vec::new() }
}
