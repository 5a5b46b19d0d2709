//! The grammar of the border between Rust and OCaml.
//!
//! Every macro of `ocaml-interop` is one run through the same four rooms:
//!
//! 1. [`read`] turns tokens into the model, noting what it cannot read;
//! 2. [`ir`] is that model: an exported function, declared OCaml functions, or a type;
//! 3. [`check`] looks for what reads well and is wrong all the same;
//! 4. [`emit`] turns the model into Rust that calls the library's hidden surface.
//!
//! [`expand`] strings them together, one function for each macro. Errors are gathered on the
//! way in a [`report::Report`], so that the compiler shows all of them at once; their texts
//! stand in one catalogue, [`errors::Problem`].
//!
//! With the feature `interface` there is OCaml's side, too: [`interface`] is what compiled OCaml says
//! of itself, and what is made of that.
//!
//! This crate is an ordinary library over `proc-macro2`: its tests run without a compiler.

#![forbid(unsafe_code)]

pub mod errors;
pub mod names;
pub mod report;
pub mod symbols;
pub mod syntax;

pub mod ir;

pub mod read;

pub mod check;

pub mod emit;

pub mod expand;

#[cfg(feature = "interface")]
pub mod interface;
