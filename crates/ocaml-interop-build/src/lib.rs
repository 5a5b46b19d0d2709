//! For the `build.rs` of a Rust program or test that has OCaml inside: compiles the OCaml and links
//! it, together with OCaml's runtime, into the Rust package.
//!
//! A plain folder of `.ml` and `.mli` files needs no build system of its own:
//!
//! ```no_run
//! // in build.rs
//! ocaml_interop_build::Build::new()
//!     .folder("ocaml")
//!     .package("str")
//!     .compile();
//! ```
//!
//! A dune project is built by dune. The executable in its `dune` file has `(modes object)` and, for
//! Rust's threads, `threads.posix` among its `(libraries …)`:
//!
//! ```no_run
//! // in build.rs
//! ocaml_interop_build::Dune::new("ocaml").compile("callable.exe.o");
//! ```
//!
//! What holds for both:
//! - A program holds one OCaml runtime, so only one package of its dependency tree may embed OCaml.
//! - In a package with a library target the OCaml code is linked wherever that library is; a test
//!   or example that uses nothing of the library names it with `use my_package as _;`.
//! - `OCAML_INTEROP_RUNTIME_VARIANT=d` in the environment links OCaml's debug runtime.
//! - A failing build prints the OCaml compiler's whole message and stops. The `try_…` forms return
//!   the error instead.

#![deny(unsafe_code)]

mod error;

mod run;

mod cargo;

mod packages;

mod link;

mod sources;

#[doc(hidden)] // What the checks of the border are made of; it changes with them.
pub mod reader;

mod schema;

mod bindings;

mod plain;

mod project;

mod dune;

pub use cargo::Target;
pub use dune::Dune;
pub use error::Error;
pub use link::Linked;
pub use plain::Build;
pub use project::Invocation;

/// For the fuzz target `tools`.
#[cfg(fuzzing)]
pub use link::read_anything;
