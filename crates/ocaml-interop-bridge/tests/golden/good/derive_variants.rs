//! Variants and polymorphic variants.
use ocaml_interop::*;

#[derive(ToOCaml, FromOCaml, OCamlDescriber)]
pub enum Shape {
    Empty,
    Circle(f64),
    Unknown,
    Rectangle { width: f64, height: f64 },
    Labelled(String, Box<Shape>),
}

#[derive(ToOCaml, FromOCaml)]
#[ocaml(unboxed)]
pub enum Id {
    Id(#[ocaml(as_ = "OCamlInt")] i64),
}

#[derive(ToOCaml, FromOCaml)]
#[ocaml(polymorphic_variant)]
pub enum Movement {
    Stop,
    #[ocaml(tag = "step")]
    Step(#[ocaml(as_ = "OCamlInt")] i32),
    Rotate(f64, f64),
}

fn main() {}
