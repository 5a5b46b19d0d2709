//! `cargo ocaml`, run as cargo runs it, on libraries and OCaml code that are built here.
#![cfg(unix)]

mod common;

mod check;
mod golden;
mod unusable;
