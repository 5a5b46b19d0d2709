//! What the OCaml-driven tests of ocaml-interop call: every form of exported function.

mod boxes;
mod calls;
mod conversions;
mod failures;
mod functions;
mod many;
mod numbers;
mod rules;
mod threads;
mod values;
