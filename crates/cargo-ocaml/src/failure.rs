//! How the command ends when it can't do what it should.

use std::fmt;
use std::io;
use std::path::Path;

/// Why the command failed.
#[derive(Debug)]
pub enum Failure {
    /// Both sides were read, and differ: status 1.
    Different(String),
    /// There is something that can't be used: status 2.
    Unusable(String),
}

impl Failure {
    /// Something about a file, and what to do about it.
    pub fn file(path: &Path, problem: impl fmt::Display, help: &str) -> Failure {
        Failure::Unusable(format!("{}: {problem}\nhelp: {help}", path.display()))
    }

    /// A system's error, with the file that it is about.
    pub fn system(path: &Path) -> impl FnOnce(io::Error) -> Failure + '_ {
        move |error| Failure::Unusable(format!("{}: {error}", path.display()))
    }

    /// The status that the program ends with.
    pub fn status(&self) -> u8 {
        match self {
            Failure::Different(_) => 1,
            Failure::Unusable(_) => 2,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Different(text) | Failure::Unusable(text) => f.write_str(text),
        }
    }
}

impl std::error::Error for Failure {}
