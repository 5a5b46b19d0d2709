//! What a run is told by environment variables, and the command line that repeats it.

use std::time::Duration;

/// A fault that a run makes itself, to show that it is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// A value that isn't what its number says.
    Value,
    /// A worker that doesn't go on.
    Hang,
    /// A root that is never dropped.
    Root,
    /// A boxed Rust value that OCaml never lets go of.
    Box,
    /// A string that OCaml never lets go of.
    Heap,
    /// Rust memory that is never freed.
    Memory,
    /// Memory of Rust's and a value of OCaml's that two threads write at once: for the thread
    /// sanitizer to find.
    Race,
}

/// The settings of a run.
#[derive(Debug, Clone)]
pub struct Settings {
    /// `STRESS_SEED`: what the steps of every worker follow from.
    pub seed: u64,
    /// `STRESS_SECONDS`: for how long steps are begun.
    pub seconds: u64,
    /// `STRESS_DOMAINS`: how many workers are domains that Rust spawns. There is one that OCaml
    /// spawns for every four of them.
    pub domains: usize,
    /// `STRESS_THREADS`: how many workers are Rust threads. There is one systhread for every eight
    /// of them.
    pub threads: usize,
    /// `STRESS_HANG`: after how many seconds without a new step a worker hangs.
    pub hang: Duration,
    /// `STRESS_FAULT`: see [`Fault`].
    pub fault: Option<Fault>,
}

/// The settings that have a number, and what they are by default.
const NUMBERS: [(&str, u64); 5] = [
    ("STRESS_SEED", 1),
    ("STRESS_SECONDS", 5),
    ("STRESS_DOMAINS", 4),
    ("STRESS_THREADS", 16),
    ("STRESS_HANG", 120),
];

impl Settings {
    /// Reads the environment variables.
    ///
    /// # Errors
    /// A message that names the variable whose value isn't understood.
    pub fn from_env() -> Result<Settings, String> {
        let mut values = NUMBERS.map(|(_, default)| default);
        for (value, (name, _)) in values.iter_mut().zip(NUMBERS) {
            if let Ok(text) = std::env::var(name) {
                *value = text.parse().map_err(|_| format!("{name}={text}: a number is wanted"))?;
            }
        }
        let fault = match std::env::var("STRESS_FAULT").as_deref() {
            Err(_) => None,
            Ok("value") => Some(Fault::Value),
            Ok("hang") => Some(Fault::Hang),
            Ok("root") => Some(Fault::Root),
            Ok("box") => Some(Fault::Box),
            Ok("heap") => Some(Fault::Heap),
            Ok("memory") => Some(Fault::Memory),
            Ok("race") => Some(Fault::Race),
            Ok(other) => return Err(format!("STRESS_FAULT={other}: no such fault")),
        };
        let [seed, seconds, domains, threads, hang] = values;
        Ok(Settings {
            seed,
            seconds,
            domains: domains as usize,
            threads: threads as usize,
            hang: Duration::from_secs(hang),
            fault,
        })
    }

    /// The command line of this run: features, profile and the variables of OCaml's included.
    pub fn command_line(&self) -> String {
        let mut words = Vec::new();
        for name in ["OCAMLRUNPARAM", "OCAML_INTEROP_RUNTIME_VARIANT"] {
            words.extend(std::env::var(name).ok().map(|value| format!("{name}={value}")));
        }
        let values = [
            self.seed,
            self.seconds,
            self.domains as u64,
            self.threads as u64,
            self.hang.as_secs(),
        ];
        let settings = values.iter().zip(NUMBERS);
        words.extend(settings.map(|(value, (name, _))| format!("{name}={value}")));
        words.push("cargo run -p stress".to_owned());
        if cfg!(feature = "gc-stress") {
            words.push("--features gc-stress".to_owned());
        }
        if !cfg!(debug_assertions) {
            words.push("--release".to_owned());
        }
        words.join(" ")
    }
}
