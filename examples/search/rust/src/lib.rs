//! Rust's `regex` crate, for the OCaml library in `src/`.
//!
//! `export.rs` holds the functions that OCaml calls; the rest is Rust that knows of OCaml only
//! through the derives on its types.

mod found;
mod pattern;

mod export;
