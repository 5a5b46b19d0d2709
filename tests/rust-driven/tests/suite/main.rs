//! ocaml-interop in a Rust program: one OCaml runtime for all the tests, which run in parallel and
//! share it through the domain lock. Each file is a room of the library, or of its macros.

// For the record of 300 fields: one level of a field list for each.
#![recursion_limit = "2048"]
// That a reference does as well is what is tested.
#![allow(clippy::needless_borrows_for_generic_args)]

mod bigarrays;
mod calls;
mod closures;
mod conversions;
mod deep;
mod defects;
mod derives;
mod described;
mod domains;
mod dynbox;
mod errors;
mod exceptions;
mod forerunners;
mod function_handles;
mod handwritten;
mod large;
mod lifecycle;
mod pointers;
mod properties;
mod reading;
mod roots;
mod rules;
mod rust_functions;
mod rust_functions_dropped;
mod sequences;
mod threads;
mod tuples;
mod values;
mod versions;
