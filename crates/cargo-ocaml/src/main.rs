//! The program; cargo calls it with its own name, `ocaml`, as the first word.

use std::env;
use std::process::ExitCode;

use cargo_ocaml::command;

fn main() -> ExitCode {
    let words = env::args_os().skip(1).map(|word| word.to_string_lossy().into_owned());
    let mut words: Vec<_> = words.collect();
    if words.first().is_some_and(|first| first == "ocaml") {
        words.remove(0);
    }
    command::run(&words)
}
