//! The workloads in Rust: with this library, and with those that it is compared with.

pub mod data;
pub mod ocaml_rs;
pub mod ours;

pub use bench_interop as interop;
