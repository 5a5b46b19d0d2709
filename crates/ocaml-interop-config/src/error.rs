//! What can go wrong while looking for OCaml, and what to do about it.

use std::fmt;
use std::path::PathBuf;

use crate::version::{OLDEST_SUPPORTED, Version};

/// Why no usable toolchain was found. `Display` names what was looked for, where, and the remedy.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// No compiler in any of the places looked at.
    NotFound {
        /// The places, in the order in which they were tried.
        tried: Vec<String>,
    },
    /// An environment variable names a program that doesn't exist.
    BadVariable {
        /// The variable.
        variable: &'static str,
        /// Its value.
        value: String,
    },
    /// The compiler doesn't run, or reports a failure.
    DoesNotRun {
        /// The command line.
        command: String,
        /// The system's error or the program's output.
        reason: String,
    },
    /// The compiler's configuration lacks a variable or is garbled.
    BadConfiguration {
        /// The compiler.
        ocamlopt: PathBuf,
        /// What is missing or wrong.
        problem: String,
    },
    /// The compiler is older than [`OLDEST_SUPPORTED`].
    TooOld {
        /// The compiler.
        ocamlopt: PathBuf,
        /// Its version.
        version: Version,
    },
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::NotFound { tried } => {
                writeln!(f, "no OCaml compiler found. Looked for:")?;
                for place in tried {
                    writeln!(f, "  {place}")?;
                }
            }
            Error::BadVariable { variable, value } => writeln!(
                f,
                "{variable} is set to `{value}`, which is no program that can be found. Correct or unset it."
            )?,
            Error::DoesNotRun { command, reason } => {
                writeln!(f, "`{command}` failed: {}", reason.trim_end())?
            }
            Error::BadConfiguration { ocamlopt, problem } => {
                writeln!(f, "`{} -config`: {problem}", ocamlopt.display())?
            }
            Error::TooOld { ocamlopt, version } => writeln!(
                f,
                "{} is OCaml {version}, which is too old: {OLDEST_SUPPORTED} or later is needed.",
                ocamlopt.display()
            )?,
        }
        let (major, minor) = (OLDEST_SUPPORTED.major, OLDEST_SUPPORTED.minor);
        write!(
            f,
            "Remedy: install OCaml {major}.{minor} or later:\n  \
             opam:    opam switch create 5.3.0 && eval $(opam env)\n  \
             Debian:  apt-get install ocaml ocaml-dune ocaml-findlib   (Debian 13 or later)\n  \
             macOS:   brew install ocaml dune ocaml-findlib\n\
             In a checkout of ocaml-interop, `cargo xtask setup` does this.\n\
             Or set OCAMLOPT to the path of the compiler."
        )
    }
}

impl std::error::Error for Error {}
