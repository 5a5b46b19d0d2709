//! Records.
use ocaml_interop::*;

#[derive(ToOCaml, FromOCaml, OCamlDescriber)]
pub struct Person {
    name: String,
    #[ocaml(as_ = "OCamlInt")]
    age: i64,
    friends: Vec<Person>,
    visitor: Option<Box<Person>>,
}

#[derive(ToOCaml, FromOCaml, OCamlDescriber)]
#[ocaml(name = "Geometry.point")]
pub struct Point(f64, #[ocaml(as_ = "OCamlFloat")] f64);

#[derive(ToOCaml, FromOCaml, OCamlDescriber)]
#[ocaml(unboxed)]
pub struct Metres {
    r#type: f64,
}

#[derive(ToOCaml, FromOCaml, OCamlDescriber)]
pub struct Pair<A, B> {
    first: A,
    second: Vec<B>,
}

#[derive(ToOCaml, FromOCaml, OCamlDescriber)]
pub struct Marked<P> {
    #[ocaml(as_ = "OCamlList<OCamlInt>")]
    all: Vec<P>,
}

#[derive(ToOCaml, OCamlDescriber)]
pub struct Borrowed<'a> {
    text: &'a str,
}

pub enum OCamlAccount {}

#[derive(ToOCaml, FromOCaml)]
#[ocaml(as_ = "OCamlAccount")]
pub struct Account {
    balance: i64,
}

#[derive(OCamlDescriber)]
pub enum OpaqueMarker {}

fn main() {}
