//! What OCaml's runtime and standard library do for OCaml programs, for Rust: polling, the
//! collector, exit functions, named values, marshalling, comparing and hashing, printing exceptions.
//!
//! What may raise goes through the support module (see `call::support`), where a call catches it.

mod compare;
mod exit;
pub mod gc;
pub mod marshal;
mod named;
mod poll;
mod printexc;
