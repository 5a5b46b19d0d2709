//! The program of `benches/`: how it is built, asked and answered.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::run::{Outcome, output, root, words};
use crate::setup::Ready;

/// One way of compiling Rust. OCaml and C are compiled alike in both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// As cargo does by default.
    Release,
    /// With link-time optimisation over all crates.
    Fat,
}

/// The program, built.
#[derive(Debug, Clone)]
pub struct Program {
    path: PathBuf,
}

/// What it can do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contents {
    pub columns: Vec<String>,
    pub rows: Vec<String>,
    pub scaling: Vec<Scaling>,
}

/// A row that is one size of a scaling.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scaling {
    pub title: String,
    pub direction: String,
    pub length: u64,
}

impl Program {
    /// Builds it, each profile in a folder of its own, so that neither undoes the other's work.
    pub fn build(ready: &Ready, profile: Profile) -> Outcome<Self> {
        let (name, folder) = match profile {
            Profile::Release => ("release", "_build"),
            Profile::Fat => ("fat", "_build.fat"),
        };
        let benches = root().join("benches");
        let mut dune = ready.dune();
        dune.args(["build", "--root", ".", "--profile", "release", "--build-dir", folder]);
        dune.arg("./bench.exe").env("BENCH_PROFILE", name);
        output(dune.current_dir(&benches))?;
        Ok(Self { path: benches.join(folder).join("default/bench.exe") })
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What there is.
    pub fn contents(&self) -> Outcome<Contents> {
        Contents::parse(&self.ask(&["--list"])?)
    }

    /// Nanoseconds an operation, of each of the columns that has the row: once for each of several
    /// processes, since where the system puts the stack and the heap of one is luck, and lasts.
    pub fn time(&self, row: &str, columns: &[&str]) -> Outcome<Vec<Vec<(String, f64)>>> {
        const PROCESSES: usize = 9;
        let arguments = [&["--row", row], columns].concat();
        (0..PROCESSES).map(|_| numbers(&self.ask(&arguments)?)).collect()
    }

    /// What two domains do at once, as a multiple of what one does.
    pub fn pair(&self, row: &str, columns: &[&str]) -> Outcome<Vec<(String, f64)>> {
        numbers(&self.ask(&[&["--pair", row], columns].concat())?)
    }

    fn ask(&self, arguments: &[&str]) -> Outcome<String> {
        let mut command = Command::new(&self.path);
        command.args(arguments);
        answer(&mut command)
    }
}

/// What a program says that runs workloads. Its standard error is thrown away: a row panics a
/// million times. Backtraces are nobody's default, and OCaml's settings are those of the row.
pub fn answer(command: &mut Command) -> Outcome<String> {
    for name in ["RUST_BACKTRACE", "RUST_LIB_BACKTRACE", "OCAMLRUNPARAM", "CAMLRUNPARAM"] {
        if command.get_envs().all(|(set, _)| set != name) {
            command.env_remove(name);
        }
    }
    let done = command.stdin(Stdio::null()).stderr(Stdio::null()).stdout(Stdio::piped()).spawn();
    let done = done.and_then(|child| child.wait_with_output());
    let done = done.map_err(|error| format!("{}: {error}", words(command)))?;
    match done.status.success() {
        true => Ok(String::from_utf8_lossy(&done.stdout).into_owned()),
        false => Err(format!("{}; run it to see why: {}", done.status, words(command))),
    }
}

impl Contents {
    fn parse(text: &str) -> Outcome<Self> {
        let mut contents = Self::default();
        for line in text.lines() {
            let wrong = || format!("not understood, from bench --list: {line}");
            match *line.split('\t').collect::<Vec<_>>() {
                ["column", name] => contents.columns.push(name.to_owned()),
                ["row", title] => contents.rows.push(title.to_owned()),
                ["scaling", title, direction, length] => contents.scaling.push(Scaling {
                    title: title.to_owned(),
                    direction: direction.to_owned(),
                    length: length.parse().map_err(|_| wrong())?,
                }),
                _ => return Err(wrong()),
            }
        }
        Ok(contents)
    }
}

fn numbers(text: &str) -> Outcome<Vec<(String, f64)>> {
    let number = |line: &str| {
        let (column, number) = line.split_once('\t')?;
        Some((column.to_owned(), number.parse().ok()?))
    };
    let lines = text.lines();
    lines.map(|line| number(line).ok_or_else(|| format!("not understood: {line}"))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_program_says_is_understood_or_refused() {
        let contents =
            Contents::parse("column\tours\nrow\tint -> int\nscaling\ts 10\tthere\t10\n").unwrap();
        assert_eq!(contents.columns, ["ours"]);
        assert_eq!(contents.rows, ["int -> int"]);
        let (title, direction) = ("s 10".to_owned(), "there".to_owned());
        assert_eq!(contents.scaling, [Scaling { title, direction, length: 10 }]);
        assert!(Contents::parse("rows\tx").is_err());
        assert!(Contents::parse("scaling\tx\tthere\tmany").is_err());

        assert_eq!(numbers("ours\t1.5\n"), Ok(vec![("ours".to_owned(), 1.5)]));
        assert!(numbers("ours 1.5").is_err() && numbers("ours\tfast").is_err());
    }

    #[test]
    fn failures_name_the_command() {
        let error = answer(Command::new("sh").args(["-c", "echo no >&2; exit 3"])).unwrap_err();
        assert!(error.contains("3") && error.contains("sh -c"), "{error}");
        let shown = answer(Command::new("sh").args(["-c", "echo $RUST_BACKTRACE-"]));
        assert_eq!(shown.as_deref(), Ok("-\n"));
    }
}
