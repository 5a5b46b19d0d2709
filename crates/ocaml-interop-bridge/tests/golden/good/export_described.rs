//! What a library keeps of its functions and types, for tools.
use ocaml_interop::*;

/// Text, and a macro that brings some.
#[doc = concat!("More ", "of it.")]
#[ocaml_interop::export(module = "Stacks.Shared", name = "stacks_pushed")]
pub fn pushed(stack: OCaml<Option<DynBox<Stack>>>, all: Vec<BoxRoot<ocaml_interop::DynBox<Vec<(i64, String)>>>>) -> isize {
    stack.to_option().map_or(0, |_| all.len() as isize)
}

/// Not seen by OCaml.
pub struct Stack(Vec<i64>);

/// A point.
#[derive(OCamlDescriber)]
#[ocaml(name = "Geometry.point")]
struct Point {
    /// East.
    x: f64,
    y: f64,
}

#[derive(OCamlDescriber)]
enum Kept<T> {
    /// Of a name.
    Named(OCaml<'static, DynBox<Point>>),
    /// Of none, for the macro.
    Nameless(DynBox<T>),
}

#[derive(OCamlDescriber)]
enum Marker {}

ocaml! {
    #[cfg(unix)]
    fn keep(kept: DynBox<Point>);
    /// Nobody is to compare it.
    unsafe fn vouched_for();
}

fn main() {}
