//! Variant types, ordinary and polymorphic, and types in circles.

use ocaml_interop::{FromOCaml, OCamlDescriber, OCamlInt, ToOCaml, export};

#[derive(ToOCaml, FromOCaml, OCamlDescriber)]
pub enum Color {
    Red,
    Green,
    Blue,
}

/// What is drawn.
#[derive(ToOCaml, FromOCaml, OCamlDescriber)]
pub enum Shape {
    /// By its radius.
    Circle(f64),
    Line((f64, f64), (f64, f64)),
    Label {
        /// In *any* language.
        text: String,
        color: Color,
    },
    #[allow(non_camel_case_types)]
    group(Group),
    Empty,
}

#[derive(ToOCaml, FromOCaml, OCamlDescriber)]
pub struct Group {
    name: String,
    shapes: Vec<Shape>,
}

#[derive(ToOCaml, FromOCaml, OCamlDescriber)]
pub enum Tree<A> {
    Leaf,
    Node(Box<Tree<A>>, A, Box<Tree<A>>),
}

/// Tags.
#[derive(ToOCaml, FromOCaml, OCamlDescriber)]
#[ocaml(polymorphic_variant)]
pub enum Movement {
    Stop,
    #[ocaml(tag = "step")]
    Step(#[ocaml(as_ = "OCamlInt")] i64),
    Jump(Color, #[ocaml(as_ = "OCamlInt")] i64),
}

#[export]
pub fn next(color: Color) -> Color {
    match color {
        Color::Red => Color::Green,
        Color::Green => Color::Blue,
        Color::Blue => Color::Red,
    }
}

#[export]
pub fn drawn(shape: Shape) -> Shape {
    Shape::group(Group { name: "drawn".to_owned(), shapes: vec![shape] })
}

#[export]
pub fn grown(tree: Tree<String>) -> Tree<String> {
    Tree::Node(Box::new(tree), "grown".to_owned(), Box::new(Tree::Leaf))
}

#[export]
pub fn turned(movement: Movement) -> Movement {
    match movement {
        Movement::Stop => Movement::Step(1),
        Movement::Step(n) => Movement::Jump(Color::Blue, n),
        Movement::Jump(..) => Movement::Stop,
    }
}
