//! Why an OCaml function gave no result on a thread without the domain lock.

use std::fmt;

use crate::call::OCamlError;
use crate::exception::ToOCamlException;
use crate::runtime::{LockError, OCamlRuntime};

/// Why a closure of [`OCamlFunction::into_fn`](crate::OCamlFunction::into_fn) gave no result.
#[derive(Debug)]
#[non_exhaustive]
pub enum CallError {
    /// The thread can't have the domain lock, so the function wasn't called.
    Lock(LockError),
    /// OCaml raised, or the result doesn't convert.
    Raised(OCamlError),
}

impl fmt::Display for CallError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Lock(LockError::Held) => f.write_str(
                "the OCaml function wasn't called: this thread holds the domain lock already; use \
                 the `&mut OCamlRuntime` that is at hand, with OCamlFunction::call",
            ),
            Self::Lock(error) => write!(f, "the OCaml function wasn't called: {error}"),
            Self::Raised(error) => write!(f, "{error}"),
        }
    }
}

impl std::error::Error for CallError {}

impl ToOCamlException for CallError {
    fn to_ocaml_exception(self, cr: &mut OCamlRuntime) -> OCamlError {
        match self {
            Self::Lock(_) => OCamlError::failure(cr, &self.to_string()),
            Self::Raised(error) => error,
        }
    }
}
