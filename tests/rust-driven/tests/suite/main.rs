//! ocaml-interop in a Rust program: one OCaml runtime for all the tests, which run in parallel and
//! share it through the domain lock. Each file is a room of the library, or of its macros.

// For the record of 300 fields: one level of a field list for each.
#![recursion_limit = "2048"]
// That a reference does as well is what is tested.
#![allow(clippy::needless_borrows_for_generic_args)]

mod bigarray_kinds;
mod bigarray_owned;
mod bigarray_shapes;
mod bigarrays;
mod calls;
mod closures;
mod collector;
mod containers;
mod conversions;
mod custom;
mod deep;
mod defects;
mod derives;
mod described;
mod domains;
mod dynbox;
mod errors;
mod exception_types;
mod exceptions;
mod exiting;
mod forerunners;
mod function_handles;
mod handwritten;
mod inspecting;
mod large;
mod lazy;
mod lifecycle;
mod ndarrays;
mod numbers;
mod panics;
mod places;
mod pointers;
mod polling;
mod properties;
mod reading;
mod roots;
mod rules;
mod rust_functions;
mod rust_functions_dropped;
mod sequences;
mod stdlib;
mod threads;
mod tuples;
mod values;
mod versions;
