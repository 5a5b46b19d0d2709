//! What the OCaml-driven tests of ocaml-interop call: every form of exported function.

mod bigarrays;
mod boxes;
mod calls;
mod containers;
mod conversions;
mod customs;
mod exceptions;
mod failures;
mod functions;
mod many;
mod numbers;
mod rules;
mod services;
mod threads;
mod values;
