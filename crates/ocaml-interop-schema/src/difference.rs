//! Differences between two types: what they are, and the way to them.

use crate::form::{Constructor, Field, Representation};
use crate::scope::Scoped;

/// Which side makes the values.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    ToOCaml,
    ToRust,
}

impl Direction {
    pub const fn turned(self) -> Direction {
        match self {
            Direction::ToOCaml => Direction::ToRust,
            Direction::ToRust => Direction::ToOCaml,
        }
    }
}

/// A step from a type down to one in it.
#[derive(Clone, Copy)]
pub(crate) enum Step {
    Start,
    Argument(usize, &'static str),
    Result,
    /// Of a type with parameters: its name, which one, of how many.
    Parameter(&'static str, usize, usize),
    Component(usize),
    /// Of a record type, or of a constructor.
    Field(&'static str, &'static str),
    ConstructorArgument(&'static str, usize),
    Tag(&'static str),
    FunctionArgument,
    FunctionResult,
}

/// What is different.
#[derive(Clone, Copy)]
pub(crate) enum What {
    Types,
    /// A variable of OCaml's type stood for another Rust type before.
    Variable(Scoped),
    /// The OCaml type doesn't show what it is, Rust's is a structure.
    Abstract,
    /// Both are abstract, or Rust's alone, and the names aren't alike.
    Names,
    /// Rust's is a value in a box, OCaml's isn't abstract.
    Boxed,
    Components(usize, usize),
    Parameters(usize, usize),
    Fields(&'static str, &'static [Field], &'static [Field]),
    FieldName(&'static str, usize, &'static str, &'static str),
    Constructors(&'static [Constructor], &'static [Constructor]),
    ConstructorName(usize, &'static str, &'static str),
    ConstructorArguments(&'static str, usize, usize),
    /// By name on one side, by position on the other.
    InlineRecord(&'static str, bool),
    Representations(Representation, Representation),
    NoTagInOCaml(&'static str),
    NoTagInRust(&'static str),
    TagArgument(&'static str, bool),
    NotComparable(&'static str),
    TooLarge,
}

/// A difference: where, and the types that have it.
#[derive(Clone, Copy)]
pub(crate) struct Difference {
    pub what: What,
    pub place: Place,
    pub ocaml: Scoped,
    pub rust: Scoped,
}

/// How a type was reached, as a number in the comparison: the last step, and the place before it.
pub(crate) type Place = usize;

/// Where comparisons start.
pub(crate) const START: Place = 0;
