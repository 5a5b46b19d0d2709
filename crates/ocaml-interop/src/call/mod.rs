//! Calling OCaml from Rust.

mod closure;
mod error;
mod invoke;
mod named;
mod param;
mod partial;
mod support;

pub use closure::{OCamlFn1, OCamlFn2, OCamlFn3, OCamlFn4, OCamlFn5};
pub use error::OCamlError;
pub(crate) use named::registered_names;
pub use named::{NamedFunction, call_named, call_named_catching};
pub use param::OCamlParam;
pub(crate) use support::{LINK_IT, Support};
