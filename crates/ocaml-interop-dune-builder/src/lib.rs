//! Builds a target of a dune project from a `build.rs` and returns its object files.
//!
//! A thin face over `ocaml_interop_build::Dune`, kept for packages that use it already. New ones do
//! better with `Dune::compile`, which also links: OCaml's C libraries included, in an order that
//! every linker accepts.
//!
//! ```no_run
//! // in build.rs
//! let objects = ocaml_interop_dune_builder::DuneBuilder::new("ocaml").build("callable.exe.o");
//! println!("{objects:?}"); // for example to `cc::Build::objects`
//! ```

#![deny(unsafe_code)]

use std::path::{Path, PathBuf};

use ocaml_interop_build::{Dune, Invocation};

/// How dune is started.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum DuneInvocation {
    /// `dune`: beside the OCaml compiler, in the opam switch, or on `PATH`.
    #[default]
    System,
    /// `opam exec -- dune`.
    OpamExec,
}

/// A dune project, and how to build a target of it.
#[derive(Debug, Clone)]
#[must_use = "nothing is built before `build`"]
pub struct DuneBuilder {
    dune: Dune,
}

impl DuneBuilder {
    /// A folder of a dune project, relative to the package's folder. The project's root is found
    /// upwards from it.
    pub fn new(dir: impl AsRef<Path>) -> Self {
        Self { dune: Dune::new(dir) }
    }

    /// dune's profile. Unless given, `release` in cargo's release builds, else `dev`.
    pub fn with_profile(self, profile: &str) -> Self {
        Self { dune: self.dune.profile(profile) }
    }

    /// More arguments for `dune build`.
    pub fn with_dune_args(self, args: Vec<String>) -> Self {
        Self { dune: self.dune.arguments(args) }
    }

    /// How dune is started.
    pub fn with_dune_invocation(self, invocation: DuneInvocation) -> Self {
        let invocation = match invocation {
            DuneInvocation::System => Invocation::System,
            DuneInvocation::OpamExec => Invocation::OpamExec,
        };
        Self { dune: self.dune.invocation(invocation) }
    }

    /// Builds `target`, relative to the folder, and returns its object files: for `x.exe.o` that
    /// file, for any other target every object file in the target's folder.
    ///
    /// # Panics
    /// When the build fails, with the whole message of dune and of the OCaml compiler.
    pub fn build(self, target: impl AsRef<str>) -> Vec<PathBuf> {
        match self.dune.objects(target.as_ref()) {
            Ok(objects) => objects,
            Err(error) => panic!("{error}"),
        }
    }
}
