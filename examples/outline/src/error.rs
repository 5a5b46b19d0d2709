//! Why a file has no outline: the type of `ocaml/problem.mli`, and what else may happen.

use std::fmt;

use ocaml_interop::{FromOCamlError, OCamlError};

pub use crate::ocaml::problem::T as Problem;

/// Why there is no outline.
#[derive(Debug)]
pub enum Error {
    /// The file is at fault.
    Problem(Problem),
    /// OCaml raised an exception that isn't a report on the file: `Stack_overflow`, for one.
    Exception(OCamlError),
    /// The outline doesn't fit Rust's types: a name that isn't UTF-8, for one.
    Conversion(FromOCamlError),
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Problem::Unreadable { message } => write!(f, "{message}"),
            Problem::SyntaxError { location, message } => write!(f, "{location}: {message}"),
            Problem::TypeError { location, message } => write!(f, "{location}: {message}"),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Problem(problem) => write!(f, "{problem}"),
            Error::Exception(exception) => write!(f, "{exception}"),
            Error::Conversion(error) => write!(f, "{error}"),
        }
    }
}

impl std::error::Error for Problem {}
impl std::error::Error for Error {}

impl From<Problem> for Error {
    fn from(problem: Problem) -> Self {
        Error::Problem(problem)
    }
}

impl From<OCamlError> for Error {
    fn from(exception: OCamlError) -> Self {
        Error::Exception(exception)
    }
}

impl From<FromOCamlError> for Error {
    fn from(error: FromOCamlError) -> Self {
        Error::Conversion(error)
    }
}
