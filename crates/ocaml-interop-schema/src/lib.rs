//! What the two sides of the border say of their types, as data, and the comparison of both.
//!
//! Rust's side is built by `OCamlDescriber` and its derive, OCaml's is written by
//! `ocaml-interop-build` from what the OCaml compiler left behind; both are constants of the same
//! kind, a [`form::Type`]. [`check`] compares them in constant evaluation, so a difference is a compile
//! error, whose message is composed here, too. For that reason everything in this crate but
//! [`decode`] is a `const fn`, and nothing allocates; run at any other time it does the same.
//!
//! The floors, each on those above it:
//!
//! 1. [`form`] is the data: types, definitions, functions;
//! 2. `text` and `show` print it, in OCaml's syntax;
//! 3. `scope` keeps what a type's parameters stand for;
//! 4. `alike` compares names, `difference` says what two types differ in, `compare` walks through both sides at once, to the first difference;
//! 5. `messages` says what the difference is, `labels` where arguments have other names;
//! 6. [`check`] is what generated code calls, and [`exceptions`];
//! 7. [`bytes`] says how the form is written as bytes, [`encode`] writes it, [`decode`]
//!    reads it.
//!
//! Not part of the interface of `ocaml-interop`: it changes together with the macros.

#![deny(unsafe_code)]

pub mod form;

mod link;

mod text;

mod scope;

mod show;

mod alike;

mod difference;

mod compare;

mod messages;

mod labels;

pub mod check;

pub mod exceptions;

pub mod bytes;

pub mod encode;

pub mod decode;

pub use text::Text;
