//! What `cargo xtask soak` runs: every run as data. To add one is to add it to [`all`].
//!
//! A run is a stage (see `stages.rs`) with an environment of its own, what it needs on the machine,
//! and the OCaml it is for. Tools that report into files are given the run's folder for it:
//! [`Places::reports`].

use std::path::PathBuf;

use crate::run::{Outcome, ask, host, root, target};
use crate::stages::{self, Job, Stage, strings};

/// One run.
#[derive(Debug, Clone)]
pub struct Run {
    /// The name, and what is run in the end.
    pub stage: Stage,
    /// For the table.
    pub what: String,
    /// How long it takes on two cores, when its dependencies are compiled.
    pub minutes: u32,
    /// The version of an OCaml in a prefix of its own; without one, the machine's OCaml.
    pub ocaml: Option<&'static str>,
    pub needs: Vec<Need>,
    /// Environment variables.
    pub variables: Vec<(&'static str, String)>,
    /// Folders that have to be there.
    pub folders: Vec<PathBuf>,
}

/// What isn't on every machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    Linux,
    Nightly,
    Valgrind,
    CargoFuzz,
}

impl Need {
    /// Why a run that needs it is skipped, and what to do; nothing where it is there.
    pub fn missing(self) -> Option<&'static str> {
        let answers = |program: &str, argument: &str| ask(program, &[argument]).is_some();
        let (there, remedy) = match self {
            Need::Linux => (cfg!(target_os = "linux"), "this run is for Linux"),
            Need::Nightly => (
                ask("rustup", &["run", "nightly", "rustc", "--version"]).is_some(),
                "no nightly Rust: rustup toolchain install nightly",
            ),
            Need::Valgrind => {
                (answers("valgrind", "--version"), "no Valgrind: apt-get install valgrind")
            }
            Need::CargoFuzz => {
                (answers("cargo-fuzz", "--version"), "no cargo-fuzz: cargo install cargo-fuzz")
            }
        };
        (!there).then_some(remedy)
    }
}

/// What the runs' data mention of this machine.
#[derive(Debug, Clone)]
pub struct Places {
    pub root: PathBuf,
    pub target: PathBuf,
    /// The target triple of this machine.
    pub host: String,
    /// The folder of nightly Rust; empty where there is none.
    pub nightly: PathBuf,
}

impl Places {
    /// Looks.
    ///
    /// # Errors
    /// When rustc doesn't say what machine this is.
    pub fn find() -> Outcome<Self> {
        let nightly = ask("rustup", &["run", "nightly", "rustc", "--print", "sysroot"]);
        let nightly = PathBuf::from(nightly.unwrap_or_default());
        Ok(Self { root: root(), target: target(), host: host()?, nightly })
    }

    /// Where the tools of a run write their reports: whatever is in there is one.
    pub fn reports(&self, run: &str) -> PathBuf {
        self.target.join("xtask/reports").join(run.replace('/', "-"))
    }

    /// Where the tools of a run write their reports, each file's name beginning with `name`.
    fn report(&self, run: &str, name: &str) -> String {
        self.reports(run).join(name).display().to_string()
    }

    fn ocaml_driven(&self) -> Job {
        Job::Dune(self.root.join("tests/ocaml-driven"))
    }

    /// The runtime of a sanitizer, for programs that Rust doesn't link.
    fn sanitizer_runtime(&self, sanitizer: &Sanitizer) -> String {
        let library = format!("lib/librustc-nightly_rt.{}.a", sanitizer.short);
        let path = self.nightly.join("lib/rustlib").join(&self.host).join(library);
        format!("-Wl,--whole-archive,{},--no-whole-archive", path.display())
    }
}

/// Every run, quick ones first.
///
/// # Errors
/// When the stages of `cargo xtask test` can't be found.
pub fn all(places: &Places) -> Outcome<Vec<Run>> {
    let mut runs = settings(places);
    runs.extend(at_length());
    runs.extend(stress());
    runs.extend(fuzzed(places));
    runs.extend(address_sanitizer(places));
    runs.extend(thread_sanitizer(places));
    for version in ["5.1.0", "5.4.1"] {
        runs.push(of_version(version, stages::find(&places.root, false)?));
    }
    runs.extend(valgrind(places));
    Ok(runs)
}

/// The suites of both directions under OCaml's own settings.
fn settings(places: &Places) -> Vec<Run> {
    let features = ["--features", "gc-stress"];
    vec![
        Run::new("minor-heap", "both suites, with a minor heap of 512 words", 3)
            .set("OCAMLRUNPARAM", "s=512")
            .job(rust_driven(&[], &[]))
            .job(places.ocaml_driven()),
        Run::new("gc-stress", "both suites, with a collection before every allocation", 4)
            .set("OCAML_DRIVEN_CARGO_FLAG", "--features=gc-stress")
            .job(rust_driven(&features, &[]))
            .job(places.ocaml_driven()),
        Run::new("debug-runtime", "both suites, on OCaml's debug runtime", 3)
            .set("OCAML_INTEROP_RUNTIME_VARIANT", "d")
            .set("OCAMLPARAM", "_,runtime-variant=d")
            // dune doesn't notice that OCAMLPARAM changes.
            .set("DUNE_BUILD_DIR", "_build.debug")
            .job(rust_driven(&[], &[]))
            .job(places.ocaml_driven()),
    ]
}

/// Tests that `cargo xtask test` runs with fewer cases.
fn at_length() -> Vec<Run> {
    let stressed = ["--features", "gc-stress"];
    vec![
        Run::new("properties", "10,000 random values of each of 20 types, under gc-stress", 5)
            .set("PROPTEST_CASES", "10000")
            .job(rust_driven(&stressed, &["properties::"])),
        Run::new("rules", "the rules' tests at full length: 10,000 panics of 1 MiB", 3)
            .set("RULES_AT_LENGTH", "1")
            .job(rust_driven(&[], &["rules::"])),
    ]
}

/// A minute of threads and domains at random, in each setting that makes them meet elsewhere.
fn stress() -> Vec<Run> {
    let run = |name: &str, what: &str, seed: &str, cargo: &[&str]| {
        Run::new(&format!("stress/{name}"), what, 2)
            .set("STRESS_SECONDS", "60")
            .set("STRESS_SEED", seed)
            .job(stressed(cargo))
    };
    let features = ["--features", "gc-stress"];
    vec![
        run("plain", "4 domains and 16 threads at random, a minute", "11", &[]),
        run("optimised", "the same, in the release profile", "12", &["--release"]),
        run("minor-heap", "the same, with a minor heap of 512 words", "13", &[])
            .set("OCAMLRUNPARAM", "s=512"),
        run("gc-stress", "the same, a collection before every allocation", "14", &features),
        run("debug-runtime", "the same, on OCaml's debug runtime", "15", &[])
            .set("OCAML_INTEROP_RUNTIME_VARIANT", "d"),
    ]
}

/// All stages of `cargo xtask test` on another OCaml, without those that don't depend on it.
fn of_version(version: &'static str, stages: Vec<Stage>) -> Run {
    let what = format!("all that `cargo xtask test` runs, on OCaml {version}");
    let mut run = Run::new(&format!("ocaml-{version}"), &what, 5);
    run.ocaml = Some(version);
    let stages = stages.into_iter().filter(|s| s.name != "format" && s.name != "lint");
    run.stage.jobs.extend(stages.flat_map(|stage| stage.jobs));
    run
}

/// A sanitizer of nightly Rust, which the C compiler has too.
struct Sanitizer {
    name: &'static str,
    /// As in the names of its runtime and of its variable for options.
    short: &'static str,
    variable: &'static str,
    options: &'static str,
}

const ADDRESS: Sanitizer = Sanitizer {
    name: "address",
    short: "asan",
    variable: "ASAN_OPTIONS",
    // Leak detection doesn't look into OCaml's heap, and would report whatever Rust value is held
    // there alone. Tests that measure memory look for leaks. And frames have to be on the stack:
    // an exception forgets local roots by their addresses (caml_raise in runtime/fail_nat.c).
    options: "detect_leaks=0:detect_stack_use_after_return=0",
};

const THREAD: Sanitizer = Sanitizer {
    name: "thread",
    short: "tsan",
    variable: "TSAN_OPTIONS",
    options: "history_size=4",
};

/// OCaml's runtime and code, Rust, the shim and boxroot instrumented; Rust's standard library isn't.
fn thread_sanitizer(places: &Places) -> Vec<Run> {
    let suppressions = places.root.join("tests/tsan-suppressions.txt");
    let suppressions = format!(":suppressions={}", suppressions.display());
    let run = |name: &str, what: &str, minutes| {
        let mut run = Run::new(&format!("tsan/{name}"), what, minutes);
        run.ocaml = Some("5.4.1-tsan");
        run.sanitized(&THREAD, &suppressions, places)
    };
    let tests = ["domains::", "threads::", "rules::", "roots::", "dynbox::", "lifecycle::"];
    // The last: a stack overflow ends the sanitizer's own stack.
    let skip = [&LIMITED[..], &MEASURED, &["r08_every_exception"]].concat();
    vec![
        run("stress", "threads and domains at random, thread sanitizer", 2)
            .set("STRESS_SECONDS", "30")
            .job(stressed(&[])),
        run("rust-driven", "the tests of threads, domains and rules, thread sanitizer", 5)
            .job(rust_driven(&[], &[&tests[..], &skipped(&skip)].concat())),
    ]
}

/// Rust, the shim and boxroot instrumented; OCaml's runtime, standard library and heap are not.
fn address_sanitizer(places: &Places) -> Vec<Run> {
    // What is freed stays in a quarantine for a while.
    let quarantined = ["defect_13_panics_leak_nothing", "r11_fifty_thousand_boxes_of_32_kibibytes"];
    let rust = Run::new("asan/rust-driven", "the Rust-driven suite, address sanitizer", 4);
    let ocaml = Run::new("asan/ocaml-driven", "the OCaml-driven suite, address sanitizer", 3);
    vec![
        rust.sanitized(&ADDRESS, "", places)
            .job(rust_driven(&[], &skipped(&[&LIMITED[..], &MEASURED, &quarantined].concat()))),
        // A small quarantine: alcotest can't leave a test out.
        ocaml
            .sanitized(&ADDRESS, ":quarantine_size_mb=8", places)
            .set("DUNE_BUILD_DIR", "_build.asan")
            .set("OCAML_DRIVEN_BUILT", &format!("{}/debug", places.host))
            .set("OCAML_DRIVEN_CCOPT", &places.sanitizer_runtime(&ADDRESS))
            // Bytecode that isn't linked statically runs in ocamlrun, which has no such runtime.
            .set("OCAML_DRIVEN_BYTECODE", "no")
            .set("OCAML_DRIVEN_SANITIZED", "yes")
            .job(places.ocaml_driven()),
    ]
}

/// The programs that `cargo xtask test` runs, under memcheck.
fn valgrind(places: &Places) -> Vec<Run> {
    let options = |run: &str| {
        [
            "-q",
            "--trace-children=yes",
            // Of the programs that tests start, nm and the C compiler aren't ours to mend.
            "--trace-children-skip=/usr/*",
            // Domains wait for each other in loops: each has to get its turn.
            "--fair-sched=yes",
            // OCaml's fibers have small stacks, of malloc, near each other and near the stacks of
            // threads. By default a step of less than 2 MB is no change of stacks to memcheck, and
            // all that lies between becomes inaccessible.
            "--max-stackframe=16384",
            "--num-callers=30",
            "--error-markers=REPORT,",
            &format!("--log-file={}", places.report(run, "memcheck.%p")),
        ]
        .join(" ")
    };
    let runner = ["--config", "target.'cfg(all())'.runner='valgrind'"];
    // Valgrind 3.19 goes on using an alternate signal stack that was disabled. OCaml disables each
    // thread's before it frees it: a signal that comes later writes into freed memory, unreported.
    let signalled = ["r07_interrupted_from_outside_at_any_moment"];
    let rust = Run::new("valgrind/rust-driven", "the Rust-driven suite, Valgrind's memcheck", 15);
    let ocaml = Run::new("valgrind/ocaml-driven", "the OCaml-driven suite, memcheck", 15);
    vec![
        rust.needs(&[Need::Linux, Need::Valgrind])
            .set("VALGRIND_OPTS", &options("valgrind/rust-driven"))
            .job(rust_driven(&runner, &skipped(&[&LIMITED[..], &MEASURED, &signalled].concat()))),
        ocaml
            .needs(&[Need::Linux, Need::Valgrind])
            .set("VALGRIND_OPTS", &options("valgrind/ocaml-driven"))
            .set("OCAML_DRIVEN_RUNNER", "valgrind")
            .set("OCAML_DRIVEN_FIBERS", "apart")
            .job(places.ocaml_driven()),
    ]
}

/// A minute of each target of `fuzz/`, from what earlier runs found on.
fn fuzzed(places: &Places) -> Vec<Run> {
    let fuzz = |target: &str, what: &str| {
        let name = format!("fuzz/{target}");
        let corpus = places.root.join("fuzz/corpus").join(target);
        let mut words = strings(&["fuzz", "run", "--fuzz-dir", "fuzz", target]);
        words.push(corpus.display().to_string());
        words.extend(strings(&["--", "-max_total_time=60", "-max_len=4096", "-timeout=20"]));
        words.push("-print_final_stats=1".to_owned());
        words.push(format!("-artifact_prefix={}/", places.reports(&name).display()));
        let mut run = Run::new(&name, what, 2)
            .needs(&[Need::Nightly, Need::CargoFuzz])
            .set("RUSTUP_TOOLCHAIN", "nightly")
            .job(Job::Tests(words));
        run.folders.push(corpus);
        run
    };
    vec![
        fuzz("macros", "any text into every macro, a minute"),
        fuzz("tools", "any text as the output of OCaml's tools, a minute"),
    ]
}

/// Tests that limit the address space: a sanitizer's shadow and Valgrind live in it, too.
const LIMITED: [&str; 1] = ["r07_out_of_memory_in"];

/// Tests of how much memory is resident, where the tool's own is more than they allow.
const MEASURED: [&str; 2] =
    ["r11_ten_thousand_boxes_of_a_mebibyte", "domains_that_have_ended_leave_no_memory_behind"];

/// The Rust-driven suite: words for cargo, words for the test program.
fn rust_driven(cargo: &[&str], program: &[&str]) -> Job {
    let test = ["test", "--package", "rust-driven", "--test", "suite", "--"];
    // Options of cargo's own come before its command.
    let (first, second) = match cargo {
        ["--config", ..] => (cargo, &[][..]),
        _ => (&[][..], cargo),
    };
    let words = [first, &test[..5], second, &test[5..], program].concat();
    Job::Tests(strings(&words))
}

/// The stress program as a test, without those of its own faults.
fn stressed(cargo: &[&str]) -> Job {
    let test = ["test", "--package", "stress", "--test", "stress"];
    let name = ["--", "every_value_is_what_it_was_and_nothing_is_left"];
    Job::Tests(strings(&[&test[..], cargo, &name].concat()))
}

fn skipped<'a>(tests: &[&'a str]) -> Vec<&'a str> {
    tests.iter().flat_map(|test| ["--skip", test]).collect()
}

impl Run {
    fn new(name: &str, what: &str, minutes: u32) -> Self {
        Self {
            stage: Stage { name: name.to_owned(), jobs: Vec::new() },
            what: what.to_owned(),
            minutes,
            ocaml: None,
            needs: Vec::new(),
            variables: Vec::new(),
            folders: Vec::new(),
        }
    }

    fn set(mut self, variable: &'static str, value: &str) -> Self {
        self.variables.push((variable, value.to_owned()));
        self
    }

    /// Compiled with a sanitizer, `more` being options for its runtime.
    fn sanitized(self, sanitizer: &Sanitizer, more: &str, places: &Places) -> Self {
        let Sanitizer { name, short, variable, options } = sanitizer;
        let folder = places.target.join("soak").join(short).display().to_string();
        let log = places.report(&self.stage.name, short);
        self.needs(&[Need::Linux, Need::Nightly])
            .set("RUSTUP_TOOLCHAIN", "nightly")
            // With a target named, build scripts and macros aren't instrumented.
            .set("CARGO_BUILD_TARGET", &places.host)
            .set("CARGO_TARGET_DIR", &folder)
            .set("CARGO_BUILD_BUILD_DIR", &folder)
            // The standard library comes compiled without it.
            .set("RUSTFLAGS", &format!("-Zsanitizer={name} -Cunsafe-allow-abi-mismatch=sanitizer"))
            .set("CFLAGS", &format!("-fsanitize={name} -g"))
            .set(variable, &format!("{options}:log_path={log}{more}"))
    }

    fn needs(mut self, needs: &[Need]) -> Self {
        self.needs.extend(needs);
        self
    }

    fn job(mut self, job: Job) -> Self {
        self.stage.jobs.push(job);
        self
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn runs() -> Vec<Run> {
        let places = Places {
            root: root(),
            target: PathBuf::from("/target"),
            host: "x86_64-unknown-linux-gnu".to_owned(),
            nightly: PathBuf::from("/nightly"),
        };
        all(&places).unwrap()
    }

    fn of<'a>(run: &'a Run, name: &str) -> Option<&'a str> {
        let mut values = run.variables.iter().filter(|(variable, _)| *variable == name);
        let value = values.next().map(|(_, value)| value.as_str());
        assert!(values.next().is_none(), "{}: {name} twice", run.stage.name);
        value
    }

    #[test]
    fn every_run_has_a_name_of_its_own_and_something_to_do() {
        let runs = runs();
        let names: BTreeSet<_> = runs.iter().map(|run| run.stage.name.replace('/', "-")).collect();
        assert_eq!(names.len(), runs.len());
        for run in &runs {
            assert!(!run.stage.jobs.is_empty() && run.minutes > 0, "{}", run.stage.name);
            assert!(run.what.len() <= 72 && run.stage.name.len() <= 22, "{}", run.stage.name);
        }
    }

    #[test]
    fn what_is_compiled_for_a_target_is_looked_for_there() {
        for run in runs() {
            let dune = run.stage.jobs.iter().any(|job| matches!(job, Job::Dune(_)));
            if let (Some(target), true) = (of(&run, "CARGO_BUILD_TARGET"), dune) {
                assert_eq!(of(&run, "OCAML_DRIVEN_BUILT"), Some(&*format!("{target}/debug")));
            }
        }
    }

    #[test]
    fn tools_report_into_the_folder_of_their_run() {
        for run in runs() {
            let folder = format!("/target/xtask/reports/{}", run.stage.name.replace('/', "-"));
            for variable in ["ASAN_OPTIONS", "TSAN_OPTIONS", "VALGRIND_OPTS"] {
                let value = of(&run, variable);
                assert!(value.is_none_or(|value| value.contains(&folder)), "{value:?}");
            }
        }
    }

    #[test]
    fn other_versions_run_all_but_what_no_version_changes() {
        let runs = runs();
        let run = runs.iter().find(|run| run.ocaml == Some("5.1.0")).unwrap();
        let dune = |job: &&Job| matches!(job, Job::Dune(_));
        assert!(run.stage.jobs.iter().filter(dune).count() > 1);
        assert!(!run.stage.jobs.iter().any(|job| matches!(job, Job::Check(_))));
    }

    #[test]
    fn options_of_cargos_own_come_first() {
        let Job::Tests(words) = rust_driven(&["--config", "x=1"], &["--skip", "slow"]) else {
            panic!("tests")
        };
        assert_eq!(
            words.join(" "),
            "--config x=1 test --package rust-driven --test suite -- --skip slow"
        );
        let Job::Tests(words) = rust_driven(&["--features", "f"], &[]) else { panic!("tests") };
        assert_eq!(words.join(" "), "test --package rust-driven --test suite --features f --");
    }
}
