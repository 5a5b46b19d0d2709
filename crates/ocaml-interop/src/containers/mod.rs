//! What the standard library's containers convert to and from, and what is done to them from Rust.
//!
//! They are read in place (`repr`), and made and changed by OCaml's own functions, through the
//! support module: what they are made of is theirs.

mod hashtbl;
mod instances;
mod lazy;
mod sequences;

use crate::call::OCamlError;
use crate::convert::FromOCamlError;
use crate::root::BoxRoot;

/// What a function of OCaml's made that raises nothing, but where memory or stack is exhausted.
///
/// # Panics
/// With what it raised.
fn made<T>(result: Result<BoxRoot<T>, OCamlError>) -> BoxRoot<T> {
    result.unwrap_or_else(|error| panic!("conversion to OCaml: {error}"))
}

/// What a walk through a container says that didn't end where it should.
#[cold]
fn changed(what: &str) -> FromOCamlError {
    FromOCamlError::new(format!(
        "the {what} was changed while it was read: keep other domains from it, with a Mutex say"
    ))
}
