//! Finds the OCaml toolchain on this machine, for build scripts.
//!
//! ```no_run
//! let toolchain = ocaml_interop_config::Toolchain::find().unwrap_or_else(|error| panic!("{error}"));
//! toolchain.print_rerun_directives();
//! println!("headers in {}", toolchain.headers().display());
//! ```
//!
//! Where it looks, first match wins: the program named by `OCAMLOPT`, the compiler behind the
//! `ocamlfind` named by `OCAMLFIND`, the opam switch in `OPAM_SWITCH_PREFIX`, `ocamlopt` on `PATH`,
//! `ocamlfind` on `PATH`. What is found first decides: a compiler that is too old or doesn't run is
//! an error, never a reason to go on silently with another one.

#![deny(unsafe_code)]

mod support;

mod version;

mod error;

mod search;

mod toolchain;

pub use error::Error;
pub use search::Search;
pub use support::{SUPPORT_C, SUPPORT_ML, SUPPORT_MODULE};
pub use toolchain::Toolchain;
pub use version::{OLDEST_SUPPORTED, Version};

/// For the fuzz target `tools`.
#[cfg(fuzzing)]
pub use toolchain::read_anything;
