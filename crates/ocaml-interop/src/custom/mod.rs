//! Rust values inside OCaml's heap.

mod dynbox;
