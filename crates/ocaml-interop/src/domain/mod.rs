//! Rust closures in OCaml domains of their own.
//!
//! A thread that exists can't become a domain, so OCaml's `Domain.spawn` makes
//! one, through the support module (see `call::support`); the new domain calls
//! back into Rust like any OCaml code.

mod error;
mod handle;
mod scope;
mod spawned;

pub use error::DomainError;
pub use handle::DomainJoinHandle;
pub use scope::{DomainScope, ScopedDomainJoinHandle};
