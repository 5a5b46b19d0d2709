//! The programs that pairs of snippets make, all in one: it starts itself again
//! for each of them, and compares what that prints with the page.
//!
//! The build script made a module of each; `GUIDE_PROGRAM` says which one runs.

use std::process::{Command, ExitCode, Termination};

use guide::Program;

include!(concat!(env!("OUT_DIR"), "/programs.rs"));

fn main() -> ExitCode {
    match std::env::var("GUIDE_PROGRAM") {
        Ok(name) => run(&name),
        Err(_) => run_all(),
    }
}

/// Where OCaml is in charge: its top level runs while the runtime starts, and
/// what it registers with `at_exit` when the guard is dropped.
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
fn report(outcome: impl Termination) -> ExitCode {
    outcome.report()
}

/// Runs every program whose place has the command line's word in it, and sums
/// up as Rust's own tests do.
fn run_all() -> ExitCode {
    let filter = std::env::args().skip(1).find(|word| !word.starts_with('-')).unwrap_or_default();
    let mut programs = guide::programs(&guide::snippets());
    programs.retain(|program| program.output.place().contains(&filter));
    if std::env::args().any(|word| word == "--list") {
        programs.iter().for_each(|program| println!("{}: test", program.output.place()));
        return ExitCode::SUCCESS;
    }
    let problems: Vec<String> = programs.iter().filter_map(problem).collect();
    let (failed, passed) = (problems.len(), programs.len() - problems.len());
    println!("{}", problems.join("\n"));
    let (word, code) = match failed {
        0 => ("ok", ExitCode::SUCCESS),
        _ => ("FAILED", ExitCode::FAILURE),
    };
    println!("test result: {word}. {passed} passed; {failed} failed; 0 ignored;");
    code
}

/// What is wrong with a program's output, if anything is.
fn problem(Program { name, output, .. }: &Program) -> Option<String> {
    let mut program = Command::new(std::env::current_exe().expect("this program's path"));
    program.env("GUIDE_PROGRAM", name).env_remove("OCAMLRUNPARAM");
    let done = program.output().expect("this program starts again");
    let printed = String::from_utf8_lossy(&done.stdout);
    (!done.status.success() || printed != output.text).then(|| {
        format!(
            "{}: {}\nprinted:\n{printed}{}expected:\n{}",
            output.place(),
            done.status,
            String::from_utf8_lossy(&done.stderr),
            output.text
        )
    })
}
