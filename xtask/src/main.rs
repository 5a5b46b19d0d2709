//! The project's own commands: `cargo xtask …`. Without arguments it says which there are.

#![deny(unsafe_code)]

mod apt;

mod plan;

mod run;

mod filter;

mod setup;

mod count;

mod bench;

mod stages;

mod test;

mod runs;

mod soak;

mod demo;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask setup [--yes]                   install OCaml, dune, and the OCaml libraries and the Valgrind that the tests use
cargo xtask test [--ocaml VERSION] [FILTER] run every test, or the stages whose name contains FILTER
cargo xtask soak [FILTER]                   run what takes too long for test: about an hour
cargo xtask bench [FILTER] [--into PAGE]    time this library beside others, C and OCaml, and count instructions: all
                                            rows, or those whose title contains FILTER; for a page of the guide, too
cargo xtask bench --instructions [FILTER]   count only
cargo xtask bench --guard | --record        compare a dozen rows' instructions with those recorded, or record them
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
        ["bench", rest @ ..] => {
            bench::Options::parse(rest).and_then(|options| bench::command(&options))
        }
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
