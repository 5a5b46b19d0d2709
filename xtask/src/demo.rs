//! `cargo xtask demo`: builds the two demo programs and lets them do real work on the sources of
//! OCaml's standard library.
//!
//! What it expects of them:
//! - `examples/search`, a dune project: `bin/search.exe PATTERN FILE…` prints `file:line:col: text`
//!   for each matching line, with `--count` `file:COUNT` for each file as `grep -c -E` does, with
//!   `--replace TEMPLATE PATTERN FILE` the file with replacements; a bad pattern fails with a message.
//! - `examples/outline`, a cargo package: `outline FILE.ml…` prints each file's name and a line for
//!   each item; a file with an error fails with a message that begins with `file:line:column: `.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use crate::run::{Outcome, output, outside_target, root, target, words};
use crate::setup::{self, Ready};

/// Patterns that mean the same to `grep -E` and to Rust's regex crate.
const PATTERNS: [&str; 7] = [
    "let rec [a-z_]+",
    "^(val|external) +[a-z_]+ :",
    "[[:upper:]][[:alnum:]_]*\\.[[:lower:]]+",
    "[Ii]nvalid_arg(ument)?",
    "[0-9]{3,}",
    "\\(\\*.*\\*\\)$",
    "^$",
];

/// Standard library modules to outline, an item that each of them has, and how many lines of the
/// outline to show.
const MODULES: [(&str, &str, usize); 5] = [
    ("list.ml", "val fold_left : ('a -> 'b -> 'a) -> 'a -> ", 6),
    ("string.ml", "val split_on_char : char -> string -> ", 4),
    ("map.ml", "module Make : (Ord : OrderedType) -> sig … end", 4),
    ("hashtbl.ml", "val find_opt : ('a, 'b) t -> 'a -> 'b option", 4),
    ("stdlib.ml", "external ( |> )", 2),
];

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
    build(dune.env("CARGO_BUILD_BUILD_DIR", target()).current_dir(&folder))?;
    let program = folder.join("_build/default/bin/search.exe");
    let search = || {
        let mut search = Command::new(&program);
        search.current_dir(stdlib);
        search
    };
    let files = sources(stdlib)?;

    println!("  {} files of OCaml's standard library, matching lines:", files.len());
    for pattern in PATTERNS {
        let start = Instant::now();
        let ours = counts(&output(search().args(["--count", pattern]).args(&files))?)?;
        let seconds = start.elapsed().as_secs_f64();
        let theirs = counts(&grep(pattern, &files, stdlib)?)?;
        if let Some(difference) = difference(&ours, &theirs) {
            return Err(format!(
                "search and grep -E differ on the pattern {pattern}: {difference}"
            ));
        }
        let sum: u64 = ours.values().sum();
        if ours.len() != files.len() || sum == 0 {
            return Err(format!("{sum} lines in {} files match {pattern}", ours.len()));
        }
        println!("  {sum:>6}, as grep -E says, in {:>3.0} ms: {pattern}", seconds * 1e3);
    }

    show(search().args(["let rec (fold|map)[a-z_0-9]*", "list.ml"]), 4)?;
    let mut replace = search();
    replace.args(["--replace", "$1 my_$2", "^(let rec) (fold)", "list.ml"]);
    let replaced = output(&mut replace)?;
    println!("  $ {}", short(&replace));
    let changed: Vec<_> = replaced.lines().filter(|line| line.contains("my_fold")).collect();
    if !changed.contains(&"let rec my_fold_left f accu l =") {
        return Err("search --replace replaced nothing in list.ml".to_owned());
    }
    println!("    …\n    {}\n    …", changed[0]);
    refuses(search().args(["a(b", "list.ml"]), &["unclosed group", "   ^"])
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
    let outline = |folder: &Path| {
        let mut outline = ready.command(&program);
        outline.current_dir(folder);
        outline
    };

    for (module, item, shown) in MODULES {
        let text = show(outline(stdlib).arg(module), shown)?;
        if !text.contains(item) {
            return Err(format!("the outline of {module} has no `{item}`"));
        }
    }
    let mut modules = sources(stdlib)?;
    modules.retain(|file| file.ends_with(".ml"));
    let start = Instant::now();
    let text = output(outline(stdlib).args(&modules))?;
    println!(
        "  all {} modules of the standard library: {} items in {:.1} s",
        modules.len(),
        text.lines().count() - modules.len(),
        start.elapsed().as_secs_f64()
    );

    let broken = target().join("xtask");
    let failed = |error| format!("{}: {error}", broken.display());
    fs::create_dir_all(&broken).map_err(failed)?;
    fs::write(broken.join("types.ml"), "let one = 1\nlet two = one ^ \"x\"\n").map_err(failed)?;
    refuses(outline(&broken).arg("types.ml"), &["types.ml:2:11: ", "int", "string"])?;
    fs::write(broken.join("syntax.ml"), "let one = (1\n").map_err(failed)?;
    refuses(outline(&broken).arg("syntax.ml"), &["syntax.ml:2:1: ", "Syntax error"])
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
    println!("  built in {:.1} s: {}", start.elapsed().as_secs_f64(), short(command));
    Ok(())
}

/// The names of the `.ml` and `.mli` files of the standard library.
fn sources(stdlib: &Path) -> Outcome<Vec<String>> {
    let failed = |error| format!("{}: {error}", stdlib.display());
    let mut files = Vec::new();
    for entry in fs::read_dir(stdlib).map_err(failed)? {
        let name = entry.map_err(failed)?.file_name().to_string_lossy().into_owned();
        if name.ends_with(".ml") || name.ends_with(".mli") {
            files.push(name);
        }
    }
    files.sort();
    match files.len() {
        0 | 1 => Err(format!("no OCaml sources in {}", stdlib.display())),
        _ => Ok(files),
    }
}

/// grep exits with 1 where nothing matches; that is no failure here.
fn grep(pattern: &str, files: &[String], folder: &Path) -> Outcome<String> {
    let mut grep = Command::new("grep");
    grep.current_dir(folder).env("LC_ALL", "C").args(["-c", "-a", "-E", "-e", pattern, "--"]);
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
fn show(command: &mut Command, lines: usize) -> Outcome<String> {
    let text = output(command)?;
    println!("  $ {}", short(command));
    for line in text.lines().take(lines) {
        println!("    {line}");
    }
    let rest = text.lines().count().saturating_sub(lines);
    if rest > 0 {
        println!("    … {rest} lines more");
    }
    Ok(text)
}

/// Runs a program that has to fail with a message containing `parts`, and shows the message.
fn refuses(command: &mut Command, parts: &[&str]) -> Outcome {
    let done = command.output().map_err(|error| format!("{}: {error}", words(command)))?;
    let [printed, message] =
        [done.stdout, done.stderr].map(|text| String::from_utf8_lossy(&text).into_owned());
    // A crash by signal has no exit code.
    let refused = matches!(done.status.code(), Some(code) if code != 0);
    if !refused || !parts.iter().all(|part| message.contains(part)) {
        return Err(format!(
            "{} should fail with a message that has {}; instead {}:\n{printed}{message}",
            words(command),
            parts.join(", "),
            done.status
        ));
    }
    println!("  $ {}", short(command));
    for line in message.trim_end().lines() {
        println!("    {line}");
    }
    Ok(())
}

/// The command with its program's bare name.
fn short(command: &Command) -> String {
    let name = Path::new(command.get_program()).file_stem().unwrap_or_default();
    let mut short = Command::new(name);
    words(short.args(command.get_args()))
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
