//! `cargo ocaml`: OCaml's side of a Rust library.
//!
//! A library that was built with `ocaml-interop` has descriptions of its functions and types in it, as
//! bytes under the names that [`symbols`](ocaml_interop_bridge::symbols) says. From them `bind` writes
//! OCaml modules, and with them `check` compares what was written by hand.
//!
//! The floors, each on those above it:
//!
//! 1. [`failure`] is how the command ends when it can't do what it should;
//! 2. [`library`] reads descriptions out of a library;
//! 3. [`bind`] makes an OCaml module of them, as text;
//! 4. [`output`] puts text into files, all or nothing, or shows how it differs from what is there;
//! 5. [`check`] compares compiled OCaml code with a library;
//! 6. [`command`] is the command line.

#![forbid(unsafe_code)]

pub mod failure;

pub mod library;

pub mod bind;

pub mod output;

pub mod check;

pub mod command;
