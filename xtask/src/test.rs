//! `cargo xtask test`: every stage, one after the other; the last line is the count.

use std::ffi::OsStr;
use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use crate::bench::guard::{self, Verdict};
use crate::count::Count;
use crate::filter::chosen;
use crate::run::{Outcome, logged, outside_target, root, target, words};
use crate::setup::{self, Ready};
use crate::stages::{self, Job, Stage};

/// The command line of `test`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// The version behind `--ocaml`.
    pub ocaml: Option<String>,
    /// Part of the names of the stages to run.
    pub filter: Option<String>,
}

impl Options {
    /// Reads the words after `test`.
    pub fn parse(words: &[&str]) -> Outcome<Self> {
        match words {
            [] => Ok(Self::default()),
            ["--ocaml"] => Err("--ocaml needs a version, such as 5.1.0".to_owned()),
            ["--ocaml", version, rest @ ..] => {
                Ok(Self { ocaml: Some((*version).to_owned()), ..Self::parse(rest)? })
            }
            [unknown, ..] if unknown.starts_with('-') => Err(format!("no such option: {unknown}")),
            [filter, rest @ ..] => match Self::parse(rest)? {
                Self { filter: Some(second), .. } => {
                    Err(format!("one filter is enough: {filter}, {second}"))
                }
                options => Ok(Self { filter: Some((*filter).to_owned()), ..options }),
            },
        }
    }
}

/// `cargo xtask test [--ocaml VERSION] [FILTER]`.
///
/// # Errors
/// Before the first stage: with a message. After it: empty, because the report is printed.
pub fn command(options: &Options) -> Outcome {
    let ready = match &options.ocaml {
        Some(version) => setup::prefixed(version)?,
        None => setup::ensure(false)?,
    };
    let toolchain = &ready.toolchain;
    let folder = toolchain.standard_library().display();
    println!("OCaml {} ({folder})", toolchain.version());
    let name = |stage: &Stage| stage.name.clone();
    let stages = chosen(
        "stage",
        stages::find(&root(), options.ocaml.is_none())?,
        name,
        options.filter.as_deref(),
    )?;

    let start = Instant::now();
    let mut sum = Count::default();
    let mut failures = Vec::new();
    for stage in &stages {
        print!("{:<28} ", stage.name);
        io::stdout().flush().map_err(|error| error.to_string())?;
        let report = run(stage, &ready);
        let Report { count, seconds, .. } = report;
        println!("{count}, {seconds:.1} s");
        for note in &report.notes {
            println!("{note}");
        }
        if count.failed > 0 {
            failures.push(stage.name.as_str());
        }
        sum += count;
    }
    println!("\n{} stages in {} s", stages.len(), start.elapsed().as_secs());
    if !failures.is_empty() {
        println!("failed: {}", failures.join(", "));
    }
    println!("{sum}");
    match failures.is_empty() {
        true => Ok(()),
        false => Err(String::new()),
    }
}

/// What came of a stage.
#[derive(Debug, Default)]
pub struct Report {
    pub count: Count,
    pub seconds: f64,
    /// What to print: output of what failed.
    pub notes: Vec<String>,
}

/// Runs the jobs of a stage, each with a log of its own in `target/xtask`.
pub fn run(stage: &Stage, ready: &Ready) -> Report {
    let start = Instant::now();
    let mut report = Report::default();
    for (number, job) in stage.jobs.iter().enumerate() {
        let name = stage.name.replace('/', "-");
        let log = target().join("xtask").join(format!("{name}-{number}.log"));
        match job {
            Job::Check(arguments) => {
                let mut cargo = cargo(ready);
                report.add(cargo.args(arguments).current_dir(root()), &log, Counting::Status);
            }
            Job::Tests(arguments) => {
                let mut cargo = cargo(ready);
                report.add(cargo.args(arguments).current_dir(root()), &log, Counting::Tests);
            }
            Job::Package(folder) => package(&mut report, folder, ready, &log),
            Job::Dune(folder) => {
                let mut dune = ready.dune();
                dune.args(["build", "--root", ".", "--display", "quiet", "--force"]);
                dune.args(["@@default", "@runtest"]).current_dir(folder);
                outside(&mut dune, ready);
                report.add(&mut dune, &log, Counting::Project);
            }
            Job::Instructions => instructions(&mut report, ready),
        }
    }
    report.seconds = start.elapsed().as_secs_f64();
    report
}

/// A package outside the workspace's own run: its tests, and its program where an `expected.txt`
/// says what that prints. One of the two there must be.
fn package(report: &mut Report, folder: &Path, ready: &Ready, log: &Path) {
    let before = report.count;
    let mut tests = cargo(ready);
    tests.args(["test", "--no-fail-fast"]).current_dir(folder);
    outside(&mut tests, ready).env("CARGO_TARGET_DIR", outside_target());
    report.add(&mut tests, log, Counting::Tests);

    let expected = folder.join("expected.txt");
    if !expected.is_file() {
        if report.count == before {
            report.fail(format!("{} has neither tests nor an expected.txt", folder.display()));
        }
        return;
    }
    let mut program = cargo(ready);
    program.args(["run", "--quiet"]).current_dir(folder);
    outside(&mut program, ready).env("CARGO_TARGET_DIR", outside_target());
    let wanted = fs::read_to_string(&expected).unwrap_or_default();
    match program.output() {
        Ok(done) if done.status.success() && done.stdout == wanted.as_bytes() => {
            report.count.passed += 1;
        }
        Ok(done) => report.fail(format!(
            "{}\n{}{}: {}\nexpected ({}):\n{wanted}",
            String::from_utf8_lossy(&done.stderr),
            String::from_utf8_lossy(&done.stdout),
            done.status,
            words(&program),
            expected.display()
        )),
        Err(error) => report.fail(error.to_string()),
    }
}

/// The guarded rows of the benchmarks. Rows that got cheaper are told: their record has become lax.
fn instructions(report: &mut Report, ready: &Ready) {
    let verdicts = match guard::compare(ready) {
        Ok(verdicts) => verdicts,
        Err(message) => return report.fail(message),
    };
    for (verdict, text) in verdicts {
        match verdict {
            Verdict::New | Verdict::Dearer => report.fail(text),
            Verdict::AsBefore => report.count.passed += 1,
            Verdict::Cheaper => {
                report.count.passed += 1;
                report.notes.push(text);
            }
        }
    }
    if report.count.failed > 0 {
        report.notes.push(guard::REMEDY.to_owned());
    }
}

/// How the outcome of a program becomes a count.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Counting {
    /// One test: the exit status.
    Status,
    /// The tests reported in the output; a failure without any of them counts as one.
    Tests,
    /// As `Tests`, and the project that built and ran counts as one more.
    Project,
}

impl Report {
    fn add(&mut self, command: &mut Command, log: &Path, counting: Counting) {
        let (status, text) = match logged(command, log) {
            Ok(done) => done,
            Err(message) => return self.fail(message),
        };
        let mut count = match counting {
            Counting::Status => Count::default(),
            Counting::Tests | Counting::Project => Count::of(&text),
        };
        if status.success() && count.failed == 0 {
            count.passed += u32::from(counting != Counting::Tests);
        } else {
            count.failed = count.failed.max(1);
            self.notes.push(format!("{text}\n{status}: {}", words(command)));
        }
        self.count += count;
    }

    /// Counts a failure, with what to say about it.
    pub fn fail(&mut self, message: String) {
        self.count.failed += 1;
        self.notes.push(message);
    }
}

fn cargo(ready: &Ready) -> Command {
    // The cargo that runs xtask knows one toolchain; the one on PATH is rustup's, which obeys.
    let cargo = std::env::var_os("CARGO").filter(|_| !ready.sets("RUSTUP_TOOLCHAIN"));
    let mut command = ready.command(cargo.as_deref().unwrap_or(OsStr::new("cargo")));
    // Set by the cargo that runs xtask; they would leak into build scripts' own cargo.
    for name in ["CARGO_MANIFEST_DIR", "CARGO_PKG_NAME", "CARGO_MANIFEST_PATH"] {
        command.env_remove(name);
    }
    command
}

/// For what runs outside the workspace: dependencies are compiled where the workspace's are, and
/// so only once (cargo 1.91 and later; earlier ones compile them again).
fn outside<'a>(command: &'a mut Command, ready: &Ready) -> &'a mut Command {
    match ready.sets(BUILD_DIR) {
        true => command,
        false => command.env(BUILD_DIR, target()),
    }
}

const BUILD_DIR: &str = "CARGO_BUILD_BUILD_DIR";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_in_any_order() {
        let both = Options { ocaml: Some("5.1.0".to_owned()), filter: Some("units".to_owned()) };
        assert_eq!(Options::parse(&["--ocaml", "5.1.0", "units"]), Ok(both.clone()));
        assert_eq!(Options::parse(&["units", "--ocaml", "5.1.0"]), Ok(both));
        assert_eq!(Options::parse(&[]), Ok(Options::default()));
        assert!(Options::parse(&["--ocaml"]).is_err());
        assert!(Options::parse(&["--verbose"]).is_err());
        assert!(Options::parse(&["a", "b"]).is_err());
    }

    fn report(script: &str, counting: Counting) -> Report {
        let mut report = Report::default();
        let log = std::env::temp_dir().join(format!(
            "xtask-test-{}-{:?}.log",
            std::process::id(),
            std::thread::current().id()
        ));
        report.add(Command::new("sh").args(["-c", script]), &log, counting);
        let _ = fs::remove_file(log);
        report
    }

    const GOOD: &str = "echo 'test result: ok. 2 passed; 0 failed; 1 ignored;'";
    const BAD: &str = "echo 'test result: FAILED. 2 passed; 3 failed; 0 ignored;'";

    #[test]
    fn failures_are_never_lost() {
        assert_eq!(
            report(GOOD, Counting::Tests).count.to_string(),
            "2 passed, 0 failed, 1 skipped"
        );
        assert_eq!(report(GOOD, Counting::Project).count.passed, 3);
        // A test program that crashes reports nothing; one that lies about its status has reported.
        assert_eq!(report(&format!("{GOOD}; exit 101"), Counting::Tests).count.failed, 1);
        assert_eq!(
            report(BAD, Counting::Project).count.to_string(),
            "2 passed, 3 failed, 0 skipped"
        );
        let broken = report("echo no such file >&2; exit 1", Counting::Status);
        assert_eq!(broken.count.failed, 1);
        assert!(broken.notes[0].contains("no such file"));
        let missing = report("echo 'Library \"unix\" not found.'; exit 1", Counting::Project);
        assert_eq!(missing.count.to_string(), "0 passed, 1 failed, 0 skipped");
    }
}
