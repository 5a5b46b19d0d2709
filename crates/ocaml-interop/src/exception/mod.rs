//! Rust errors as OCaml exceptions, and OCaml exceptions as Rust errors.

mod constructor;

mod convert;

mod standard;

mod io;

mod message;

pub use constructor::{ExceptionConstructor, exception};
pub use convert::{FromOCamlException, NoOutcome, Outcome, ToOCamlException, call_named_as};
pub use standard::StandardException;
