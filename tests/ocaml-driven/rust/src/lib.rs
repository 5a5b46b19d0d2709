//! What the OCaml-driven tests of ocaml-interop call: every form of exported function.

mod boxes;
mod calls;
mod conversions;
mod customs;
mod failures;
mod many;
mod numbers;
mod rules;
mod threads;
mod values;
