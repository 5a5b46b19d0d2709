//! All programs of the guide in one: `GUIDE_PROGRAM=name` says which one runs.

use std::process::{ExitCode, Termination};

include!(concat!(env!("OUT_DIR"), "/programs.rs"));

fn main() -> ExitCode {
    run(&std::env::var("GUIDE_PROGRAM").expect("GUIDE_PROGRAM names the program"))
}

/// Where OCaml is in charge: its top level runs while the runtime starts, and
/// what it registers with `at_exit` when the guard is dropped.
#[allow(dead_code, reason = "there may be no such program")]
fn ocaml_main() -> ExitCode {
    match ocaml_interop::OCamlRuntime::init() {
        Ok(_guard) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Where Rust is in charge.
#[allow(dead_code, reason = "there may be no such program")]
fn report(outcome: impl Termination) -> ExitCode {
    outcome.report()
}
