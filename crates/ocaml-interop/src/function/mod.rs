//! Functions as values that convert: Rust's closures for OCaml, OCaml's functions for Rust.

mod called;
mod error;
mod handle;
mod kinds;
mod rust_fn;
mod signature;

pub use error::CallError;
pub use handle::OCamlFunction;
pub use kinds::IntoRustFn;
pub(crate) use kinds::with_mutable;
pub use rust_fn::RustFn;
pub use signature::Signature;
