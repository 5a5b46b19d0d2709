//! A stress test with Rust in charge: domains that Rust or OCaml spawns, Rust threads and
//! systhreads do operations at random, for a given time. Every value is known from a number and
//! checked; at the end nothing is left.
//!
//! The operations of a worker are a function of the seed and the worker's number. The program
//! `stress` takes its settings from the environment ([`Settings`]):
//!
//! ```sh
//! STRESS_SEED=7 STRESS_SECONDS=60 cargo run -p stress
//! ```

mod boxed;
mod exported;
mod kept;
mod memory;
mod operation;
mod operations;
mod random;
mod run;
mod sample;
mod settings;
mod status;
mod worker;
mod world;

pub use run::run;
pub use settings::{Fault, Settings};
