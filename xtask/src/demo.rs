//! `cargo xtask demo`: builds the two demo programs and lets them do real work on the sources of
//! OCaml's standard library.
//!
//! What it expects of them:
//! - `examples/search`, a dune project: `bin/search.exe PATTERN FILE…` prints `file:line:col: text`
//!   for each matching line, with `--count` `file:COUNT` for each file as `grep -c -E` does, with
//!   `--replace TEMPLATE PATTERN FILE` the file with replacements; a bad pattern fails with a message.
//! - `examples/outline`, a cargo package: `outline FILE.ml…` prints the top-level items; a file with
//!   an error fails with a message that has `file:line`, or OCaml's `line N`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use crate::run::{Outcome, output, outside_target, root, target, words};
use crate::setup::{self, Ready};

/// Patterns that mean the same to `grep -E` and to Rust's regex crate.
const PATTERNS: [&str; 6] = [
    "let rec [a-z_]+",
    "^(val|external) +[a-z_]+ :",
    "[Ii]nvalid_arg(ument)?",
    "(raise|failwith|assert) ",
    "[0-9]{3,}",
    "\\(\\*.*\\*\\)$",
];

/// Standard library modules to outline, and an item that each of them has.
const MODULES: [(&str, &str); 5] = [
    ("list.ml", "fold_left"),
    ("option.ml", "bind"),
    ("hashtbl.ml", "find_opt"),
    ("result.ml", "map_error"),
    ("stack.ml", "push"),
];

/// How many lines of a program's output are shown.
const SHOWN: usize = 6;

/// `cargo xtask demo`.
pub fn command() -> Outcome {
    let ready = setup::ensure(false)?;
    let stdlib = ready.toolchain.standard_library().to_owned();
    search(&ready, &stdlib)?;
    outline(&ready, &stdlib)?;
    println!("\nBoth programs did their work.");
    Ok(())
}

fn search(ready: &Ready, stdlib: &Path) -> Outcome {
    println!("OCaml in charge: examples/search, a search tool in OCaml on Rust's regex crate");
    let folder = existing("examples/search")?;
    let mut dune = ready.dune();
    dune.args(["build", "--root", ".", "--profile", "release", "./bin/search.exe"]);
    build(dune.current_dir(&folder))?;
    let program = folder.join("_build/default/bin/search.exe");
    let files = sources(stdlib)?;

    println!("  {} files of OCaml's standard library; matching lines:", files.len());
    for pattern in PATTERNS {
        let start = Instant::now();
        let mut ours = Command::new(&program);
        let ours = counts(&output(ours.args(["--count", pattern]).args(&files))?)?;
        let seconds = start.elapsed().as_secs_f64();
        let theirs = counts(&grep(pattern, &files)?)?;
        if let Some(difference) = difference(&ours, &theirs) {
            return Err(format!(
                "search and grep -E differ on the pattern {pattern}: {difference}"
            ));
        }
        let sum: u64 = ours.values().sum();
        println!("    {pattern:<30} {sum:>6}, as grep -E counts ({:.0} ms)", seconds * 1e3);
    }

    let list = stdlib.join("list.ml");
    let mut shown = Command::new(&program);
    show(shown.arg("let rec (fold|map)[a-z_0-9]*").arg(&list))?;
    let mut replaced = Command::new(&program);
    replaced.args(["--replace", "<$1>", "(fold|map)[a-z_0-9]*"]);
    let replaced = output(replaced.arg(&list))?;
    if !replaced.contains("<fold>") {
        return Err("search --replace replaced nothing in list.ml".to_owned());
    }
    println!("  --replace: list.ml rewritten, {} bytes", replaced.len());
    refuses(Command::new(&program).arg("a(b").arg(&list), &["unclosed group"], "a bad pattern")
}

fn outline(ready: &Ready, stdlib: &Path) -> Outcome {
    println!(
        "\nRust in charge: examples/outline, a Rust tool with OCaml's own type checker inside"
    );
    let folder = existing("examples/outline")?;
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut cargo = ready.command(cargo);
    cargo.args(["build", "--release"]).current_dir(&folder);
    cargo.env("CARGO_TARGET_DIR", outside_target());
    build(cargo.env("CARGO_BUILD_BUILD_DIR", target()))?;
    let program = outside_target().join("release/outline");

    for (module, item) in MODULES {
        let file = stdlib.join(module);
        let text = show(ready.command(&program).arg(&file))?;
        if !text.contains(item) {
            return Err(format!("outline of {} has no `{item}`", file.display()));
        }
    }
    let broken = target().join("xtask/broken.ml");
    let written = fs::write(&broken, "let one = 1\nlet two = one ^ \"x\"\n");
    written.map_err(|error| format!("{}: {error}", broken.display()))?;
    let expected = ["broken.ml", "2", "int"];
    refuses(ready.command(&program).arg(&broken), &expected, "a type error")?;
    fs::write(&broken, "let one = (1\n").map_err(|error| error.to_string())?;
    refuses(ready.command(&program).arg(&broken), &["broken.ml"], "a syntax error")
}

fn existing(path: &str) -> Outcome<PathBuf> {
    let folder = root().join(path);
    match folder.is_dir() {
        true => Ok(folder),
        false => Err(format!("there is no {path} in this checkout")),
    }
}

fn build(command: &mut Command) -> Outcome {
    let start = Instant::now();
    output(command)?;
    println!("  built in {:.1} s: {}", start.elapsed().as_secs_f64(), words(command));
    Ok(())
}

/// The `.ml` and `.mli` files of the standard library.
fn sources(stdlib: &Path) -> Outcome<Vec<PathBuf>> {
    let failed = |error| format!("{}: {error}", stdlib.display());
    let mut files = Vec::new();
    for entry in fs::read_dir(stdlib).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if matches!(path.extension().and_then(|e| e.to_str()), Some("ml" | "mli")) {
            files.push(path);
        }
    }
    files.sort();
    match files.len() {
        0 | 1 => Err(format!("no OCaml sources in {}", stdlib.display())),
        _ => Ok(files),
    }
}

/// grep exits with 1 where nothing matches; that is no failure here.
fn grep(pattern: &str, files: &[PathBuf]) -> Outcome<String> {
    let mut grep = Command::new("grep");
    grep.env("LC_ALL", "C").args(["-c", "-a", "-E", "-e", pattern, "--"]);
    let done = grep.args(files).output().map_err(|error| format!("grep: {error}"))?;
    match done.status.code() {
        Some(0 | 1) => Ok(String::from_utf8_lossy(&done.stdout).into_owned()),
        _ => Err(String::from_utf8_lossy(&done.stderr).into_owned()),
    }
}

/// Reads lines of `file:COUNT`.
fn counts(text: &str) -> Outcome<BTreeMap<String, u64>> {
    let read = |line: &str| {
        let (file, count) = line.rsplit_once(':')?;
        Some((file.to_owned(), count.trim().parse().ok()?))
    };
    text.lines().map(|line| read(line).ok_or_else(|| format!("not `file:COUNT`: {line}"))).collect()
}

/// The first file on which the two disagree. A file without matches may be left out.
fn difference(ours: &BTreeMap<String, u64>, theirs: &BTreeMap<String, u64>) -> Option<String> {
    let files = ours.keys().chain(theirs.keys());
    files.into_iter().find_map(|file| {
        let [a, b] = [ours, theirs].map(|counts| counts.get(file).copied().unwrap_or(0));
        (a != b).then(|| format!("{file} has {a} lines for search, {b} for grep"))
    })
}

/// Runs a program and shows the beginning of what it prints.
fn show(command: &mut Command) -> Outcome<String> {
    let text = output(command)?;
    println!("  $ {}", words(command));
    for line in text.lines().take(SHOWN) {
        println!("    {line}");
    }
    let rest = text.lines().count().saturating_sub(SHOWN);
    if rest > 0 {
        println!("    … and {rest} lines more");
    }
    Ok(text)
}

/// Runs a program that has to fail with a message containing `parts`.
fn refuses(command: &mut Command, parts: &[&str], what: &str) -> Outcome {
    let done = command.output().map_err(|error| format!("{}: {error}", words(command)))?;
    let text = format!(
        "{}{}",
        String::from_utf8_lossy(&done.stdout),
        String::from_utf8_lossy(&done.stderr)
    );
    // A crash by signal has no exit code.
    let refused = matches!(done.status.code(), Some(code) if code != 0);
    if !refused || !parts.iter().all(|part| text.contains(part)) {
        return Err(format!(
            "{what} should be refused with a message that names {}; instead {}:\n{text}",
            parts.join(", "),
            done.status
        ));
    }
    println!("  {what} is refused:");
    for line in text.trim_end().lines() {
        println!("    {line}");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_compared_file_by_file() {
        let ours = counts("/s/a.ml:3\n/s/b.ml:0\n").unwrap();
        assert_eq!(difference(&ours, &counts("/s/a.ml:3\n").unwrap()), None);
        let theirs = counts("/s/a.ml:3\n/s/b.ml:2\n").unwrap();
        assert!(difference(&ours, &theirs).unwrap().contains("/s/b.ml"));
        assert!(counts("no number").is_err());
    }
}
