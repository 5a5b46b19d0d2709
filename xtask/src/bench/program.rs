//! The program of `benches/`: how it is built, asked and answered.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::table::{BASE, figures};
use crate::run::{self, Outcome, output, root, target, words};
use crate::setup::Ready;

/// One way of compiling Rust. OCaml and C are compiled alike in both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// As cargo does by default.
    Release,
    /// With link-time optimisation over all crates.
    Fat,
}

impl Profile {
    /// Cargo's name for it.
    fn name(self) -> &'static str {
        match self {
            Self::Release => "release",
            Self::Fat => "fat",
        }
    }
}

/// The program, built.
#[derive(Debug, Clone)]
pub struct Program {
    /// As the system's linker lays it out.
    path: PathBuf,
    /// Where each function is elsewhere.
    layouts: Vec<PathBuf>,
}

/// How often a row is timed, each time by a process of its own.
const PROCESSES: usize = 9;
/// How often where an operation is [`SHORT`]: luck is more of its time.
const MORE: usize = 27;
/// Nanoseconds that optimised C takes.
const SHORT: f64 = 20.0;

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
        Ok(Self { path: link(ready, profile, "")?, layouts: Vec::new() })
    }

    /// Builds it for [`time`](Self::time): linked as often as there are processes, with the
    /// functions in another order each time.
    pub fn build_shuffled(ready: &Ready, profile: Profile, linker: &Linker) -> Outcome<Self> {
        let layouts = target().join("bench");
        fs::create_dir_all(&layouts).map_err(|error| format!("{}: {error}", layouts.display()))?;
        let layout = |seed: usize| {
            let built = link(ready, profile, &linker.shuffling(seed))?;
            let copy = layouts.join(format!("{}-{seed}", profile.name()));
            fs::copy(&built, &copy).map_err(|error| format!("{}: {error}", copy.display()))?;
            Ok(copy)
        };
        let layouts = (1..=MORE).map(layout).collect::<Outcome<_>>()?;
        // Last: all of them are linked in the same place.
        Ok(Self { layouts, ..Self::build(ready, profile)? })
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What there is.
    pub fn contents(&self) -> Outcome<Contents> {
        Contents::parse(&ask(&self.path, &["--list"])?)
    }

    /// Nanoseconds an operation, of each of the columns that has the row: once for each of several
    /// processes, since where the system puts the stack and the heap of one is luck, and lasts, as
    /// is where the linker puts a function.
    pub fn time(&self, row: &str, columns: &[&str]) -> Outcome<Vec<Vec<(String, f64)>>> {
        let arguments = [&["--row", row], columns].concat();
        let time = |process| {
            let program = self.layouts.get(process).unwrap_or(&self.path);
            numbers(&ask(program, &arguments)?)
        };
        let mut times = (0..PROCESSES).map(time).collect::<Outcome<Vec<_>>>()?;
        if is_short(&times) {
            times.extend((PROCESSES..MORE).map(time).collect::<Outcome<Vec<_>>>()?);
        }
        Ok(times)
    }

    /// What two domains do at once, as a multiple of what one does.
    pub fn pair(&self, row: &str, columns: &[&str]) -> Outcome<Vec<(String, f64)>> {
        numbers(&ask(&self.path, &[&["--pair", row], columns].concat())?)
    }
}

fn is_short(times: &[Vec<(String, f64)>]) -> bool {
    figures(times).iter().any(|(column, figure)| column == BASE && figure.value < SHORT)
}

/// The linker that Rust brings, which can put sections in any order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Linker {
    /// Where it is called as gcc calls it.
    folder: PathBuf,
}

impl Linker {
    /// Looks for it.
    ///
    /// # Errors
    /// Where this Rust brings none.
    pub fn find() -> Outcome<Self> {
        let sysroot = PathBuf::from(run::ask("rustc", &["--print", "sysroot"]).unwrap_or_default());
        let folder = sysroot.join("lib/rustlib").join(run::host()?).join("bin/gcc-ld");
        match folder.join("ld.lld").exists() {
            true => Ok(Self { folder }),
            false => Err(format!("no linker that shuffles: {} has none", folder.display())),
        }
    }

    /// What gcc is told; in a shell's quotes, since ocamlopt calls it by one.
    fn shuffling(&self, seed: usize) -> String {
        let folder = self.folder.display();
        format!("'-B{folder}' -fuse-ld=lld '-Wl,--shuffle-sections=.text*={seed}'")
    }
}

/// Compiles what has changed, and links; the program.
fn link(ready: &Ready, profile: Profile, options: &str) -> Outcome<PathBuf> {
    let folder = match profile {
        Profile::Release => "_build",
        Profile::Fat => "_build.fat",
    };
    let benches = root().join("benches");
    let mut dune = ready.dune();
    dune.args(["build", "--root", ".", "--profile", "release", "--build-dir", folder]);
    dune.arg("./bench.exe").env("BENCH_PROFILE", profile.name()).env("BENCH_LINK", options);
    output(dune.current_dir(&benches))?;
    Ok(benches.join(folder).join("default/bench.exe"))
}

fn ask(program: &Path, arguments: &[&str]) -> Outcome<String> {
    let mut command = Command::new(program);
    command.args(arguments);
    answer(&mut command)
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
    fn what_c_does_in_less_than_20_ns_is_short() {
        let time = |c, ours| vec![(BASE.to_owned(), c), ("ours".to_owned(), ours)];
        assert!(is_short(&[time(19.0, 30.0), time(30.0, 30.0), time(18.0, 30.0)]));
        assert!(!is_short(&[time(21.0, 5.0), time(5.0, 5.0), time(22.0, 5.0)]));
        assert!(!is_short(&[vec![("ours".to_owned(), 5.0)]]));
    }

    #[test]
    fn what_gcc_is_told_outlives_a_shell() {
        let told = Linker { folder: "/a b".into() }.shuffling(3);
        let words = answer(Command::new("sh").args(["-c", &format!("printf '%s\\n' {told}")]));
        let expected = "-B/a b\n-fuse-ld=lld\n-Wl,--shuffle-sections=.text*=3\n";
        assert_eq!(words.as_deref(), Ok(expected));
    }

    #[test]
    fn failures_name_the_command() {
        let error = answer(Command::new("sh").args(["-c", "echo no >&2; exit 3"])).unwrap_err();
        assert!(error.contains("3") && error.contains("sh -c"), "{error}");
        let shown = answer(Command::new("sh").args(["-c", "echo $RUST_BACKTRACE-"]));
        assert_eq!(shown.as_deref(), Ok("-\n"));
    }
}
