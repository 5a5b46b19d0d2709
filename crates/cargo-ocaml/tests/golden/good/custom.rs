//! Rust values inside OCaml, by their own types, each in a module of its name.

use ocaml_interop::{BoxRoot, OCaml, OCamlCustom, OCamlInt, OCamlList, OCamlRuntime, export};
use serde::{Deserialize, Serialize};

/// Counts.
#[derive(OCamlCustom)]
#[ocaml(exclusive)]
pub struct Counter {
    value: isize,
}

#[export]
impl Counter {
    /// A counter that starts here.
    #[ocaml(name = "create")]
    pub fn new(start: isize) -> Self {
        Counter { value: start }
    }

    /// What it has come to.
    pub fn value(&self) -> isize {
        self.value
    }

    /// Counts on.
    pub fn add(&mut self, n: isize) {
        self.value += n;
    }

    /// Both as one, or `Failure`.
    pub fn merged(&self, other: &Counter) -> Result<Self, String> {
        let value = self.value.checked_add(other.value).ok_or("too many")?;
        Ok(Counter { value })
    }

    /// What the function makes of it.
    pub fn update(&mut self, cr: &mut OCamlRuntime, f: BoxRoot<fn(OCamlInt) -> OCamlInt>) {
        self.value = f.call(cr, self.value).map_or(0, |value| value.to_rust());
    }
}

/// A version.
#[derive(OCamlCustom, Serialize, Deserialize, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[ocaml(name = "Release.Version.t", compare, hash, marshal)]
pub struct Version(u32, String);

#[export(module = "Release.Version")]
impl Version {
    pub fn make(number: u32, name: String) -> Self {
        Version(number, name)
    }

    pub fn name(&self) -> &str {
        &self.1
    }

    pub fn next(&self) -> Option<Self> {
        Some(Version(self.0.checked_add(1)?, self.1.clone()))
    }
}

/// A free function: how many there are that are older.
#[export]
pub fn older(version: &Version, others: OCaml<OCamlList<Version>>) -> isize {
    others.iter().filter(|other| other.as_value() < version).count() as isize
}
