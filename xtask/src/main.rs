//! The project's own commands: `cargo xtask …`. Without arguments it says which there are.

#![deny(unsafe_code)]

mod apt;

mod plan;

mod run;

mod setup;

mod count;

mod stages;

mod test;

mod runs;

mod soak;

mod bench;

mod demo;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask setup [--yes]                   install OCaml, dune and the OCaml libraries that the tests use
cargo xtask test [--ocaml VERSION] [FILTER] run every test, or the stages whose name contains FILTER
cargo xtask soak [FILTER]                   run what takes too long for test: about an hour
cargo xtask bench [FILTER]                  time this library beside C and OCaml, all rows or those that contain FILTER
cargo xtask demo                            build the two demo programs and run them on OCaml's standard library

`test`, `soak`, `bench` and `demo` do what `setup` does first. `--yes` installs without asking; where there is no
terminal nothing is asked. `--ocaml 5.1.0` uses the OCaml in the folder OCAML_INTEROP_PREFIX, else in
~/.cache/ocaml-interop/ocaml-5.1.0.";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        [] | ["help" | "--help" | "-h"] => {
            println!("{HELP}");
            return ExitCode::SUCCESS;
        }
        ["setup"] => setup::command(false),
        ["setup", "--yes" | "-y"] => setup::command(true),
        ["test", rest @ ..] => {
            test::Options::parse(rest).and_then(|options| test::command(&options))
        }
        ["soak"] => soak::command(None),
        ["soak", filter] if !filter.starts_with('-') => soak::command(Some(filter)),
        ["bench"] => bench::command(None),
        ["bench", filter] if !filter.starts_with('-') => bench::command(Some(filter)),
        ["demo"] => demo::command(),
        _ => Err(format!("not understood: {}\n\n{HELP}", words.join(" "))),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            // An empty message: all has been said already.
            if !message.is_empty() {
                eprintln!("error: {message}");
            }
            ExitCode::FAILURE
        }
    }
}
