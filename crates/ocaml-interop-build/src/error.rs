//! Why OCaml code could not be built.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Why OCaml code could not be built or linked. `Display` is meant to be shown whole.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// No usable OCaml.
    Toolchain(ocaml_interop_config::Error),
    /// A tool that the toolchain lacks.
    MissingTool {
        /// `dune`, `ocamldep`, …
        name: String,
    },
    /// A program failed; its output is kept whole, compiler errors with their file names included.
    Command {
        /// The command line.
        command: String,
        /// Exit status, or why it didn't start.
        status: String,
        /// What it wrote.
        output: String,
    },
    /// A library that isn't installed for this OCaml.
    UnknownPackage {
        /// As given to `package`.
        name: String,
        /// What ocamlfind said, or which libraries are known without it.
        reason: String,
    },
    /// Something about the description of the build that can't be right.
    Input(String),
    /// A file that could not be read or written.
    File {
        /// The file or folder.
        path: PathBuf,
        /// The system's error.
        source: io::Error,
    },
}

impl Error {
    /// Wraps a system error with the path it is about.
    pub(crate) fn file(path: &Path) -> impl FnOnce(io::Error) -> Error + '_ {
        move |source| Error::File { path: path.to_owned(), source }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Toolchain(error) => write!(f, "{error}"),
            Error::MissingTool { name } => write!(
                f,
                "`{name}` was not found beside the OCaml compiler nor on PATH. Install it, with the \
                 package manager that OCaml came from."
            ),
            Error::Command { command, status, output } => write!(
                f,
                "OCaml code was not built.\n\n{}\n\n{status}: {command}",
                output.trim_end()
            ),
            Error::UnknownPackage { name, reason } => write!(
                f,
                "the OCaml library `{name}` was not found: {}\nInstall it, or correct its name.",
                reason.trim_end()
            ),
            Error::Input(problem) => f.write_str(problem),
            Error::File { path, source } => write!(f, "{}: {source}", path.display()),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::Toolchain(error) => Some(error),
            Error::File { source, .. } => Some(source),
            _ => None,
        }
    }
}

impl From<ocaml_interop_config::Error> for Error {
    fn from(error: ocaml_interop_config::Error) -> Self {
        Error::Toolchain(error)
    }
}

/// Ends a build script with the message, without a Rust backtrace that would bury it.
pub(crate) fn stop(error: &Error) -> ! {
    eprintln!("\nerror: {error}\n");
    std::process::exit(1)
}
