//! OCaml built by dune.

use std::path::{Path, PathBuf};

use ocaml_interop_config::Toolchain;

use crate::cargo::Target;
use crate::error::{Error, stop};
use crate::link::{Linked, archive};
use crate::packages::{c_flags, resolve};
use crate::project::{Invocation, Project, Settings};
use crate::schema;

/// Builds a target of a dune project and links its object file into the Rust package.
///
/// dune works in a build folder of its own below cargo's `OUT_DIR`, so that neither a dune that
/// runs in the same project nor another cargo has to wait for it, and `dune clean` leaves it alone.
#[derive(Debug, Clone)]
#[must_use = "nothing is built before `compile` or `objects`"]
pub struct Dune {
    settings: Settings,
    packages: Vec<String>,
}

impl Dune {
    /// A folder of a dune project, relative to the package's folder. Targets are relative to it.
    pub fn new(folder: impl AsRef<Path>) -> Self {
        let settings = Settings { folder: folder.as_ref().to_owned(), ..Settings::default() };
        Self { settings, packages: Vec::new() }
    }

    /// The root of the dune project. Unless given, it is the nearest folder upwards that has a
    /// `dune-workspace`, else the nearest that has a `dune-project`.
    pub fn root(mut self, root: impl AsRef<Path>) -> Self {
        self.settings.root = Some(root.as_ref().to_owned());
        self
    }

    /// dune's profile. Unless given, `release` in cargo's release builds, else `dev`.
    pub fn profile(mut self, profile: impl Into<String>) -> Self {
        self.settings.profile = Some(profile.into());
        self
    }

    /// More arguments for `dune build`.
    pub fn arguments(mut self, arguments: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.settings.arguments.extend(arguments.into_iter().map(Into::into));
        self
    }

    /// How dune is started.
    pub fn invocation(mut self, invocation: Invocation) -> Self {
        self.settings.invocation = invocation;
        self
    }

    /// Links the C libraries of an OCaml library, for an executable whose `(link_flags …)` have
    /// `-noautolink`. Needed only where those C libraries exist as shared libraries alone.
    pub fn package(mut self, name: impl Into<String>) -> Self {
        self.packages.push(name.into());
        self
    }

    /// Writes a Rust module for each of these OCaml modules, of the project's libraries or of others:
    /// see [`Build::bindings`](crate::Build::bindings). What the Rust code calls is registered by an
    /// OCaml module, which the executable's `dune` file makes
    ///
    /// ```text
    /// (rule
    ///  (enabled_if (<> %{env:OCAML_INTEROP_BINDINGS=} ""))
    ///  (action (copy %{env:OCAML_INTEROP_BINDINGS=} ocaml_interop_bindings.ml)))
    /// (rule
    ///  (enabled_if (= %{env:OCAML_INTEROP_BINDINGS=} ""))
    ///  (action (write-file ocaml_interop_bindings.ml "")))
    /// ```
    ///
    /// and its main module refers to: `module _ = Ocaml_interop_bindings`.
    pub fn bindings(mut self, modules: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.settings.bindings.modules.extend(modules.into_iter().map(Into::into));
        self
    }

    /// Says that functions raise, by path, or all of a module: see
    /// [`Build::raises`](crate::Build::raises).
    pub fn raises(mut self, paths: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.settings.bindings.raises.extend(paths.into_iter().map(Into::into));
        self
    }

    /// Builds `target` (`x.exe.o`) inside a build script and tells cargo what to link and what to
    /// watch. Stops the build script with the compiler's message where that fails.
    pub fn compile(self, target: &str) {
        let built = Target::from_cargo().and_then(|cargo| self.try_compile(target, &cargo));
        match built {
            Ok(linked) => linked.print(),
            Err(error) => stop(&error),
        }
    }

    /// Builds `target` into `cargo` and returns what cargo has to be told, without printing it.
    ///
    /// # Errors
    /// No OCaml, no dune, no project, an error in the OCaml code: see [`Error`].
    pub fn try_compile(&self, target: &str, cargo: &Target) -> Result<Linked, Error> {
        let toolchain = Toolchain::find()?;
        let built = Project::of(&self.settings, &toolchain, cargo)?.build(target)?;
        let packages = resolve(&toolchain, &self.packages)?;
        let flags = c_flags(&toolchain, &packages)?;
        let schema = schema::write(&toolchain, cargo, built.described, built.libraries.as_deref())?;
        let directories: Vec<_> = packages.into_iter().map(|p| p.directory).collect();
        let mut linked = archive(&toolchain, cargo, &built.objects, &flags, &directories)?;
        let watched = built.sources.iter();
        let watched = watched.map(|path| format!("cargo:rerun-if-changed={}", path.display()));
        linked.directives.extend(watched);
        linked.directives.extend(built.directives);
        linked.directives.extend(toolchain.rerun_directives());
        linked.directives.extend(schema);
        Ok(linked)
    }

    /// Builds `target` inside a build script and returns its object files, to be linked by the
    /// caller; tells cargo what to watch. For a target that is an object file it is that one, for
    /// any other every object file that dune made in the target's folder.
    ///
    /// # Errors
    /// As [`Dune::try_compile`].
    pub fn objects(&self, target: &str) -> Result<Vec<PathBuf>, Error> {
        let (toolchain, cargo) = (Toolchain::find()?, Target::from_cargo()?);
        let built = Project::of(&self.settings, &toolchain, &cargo)?.build(target)?;
        for source in &built.sources {
            println!("cargo:rerun-if-changed={}", source.display());
        }
        toolchain.print_rerun_directives();
        for line in &built.directives {
            println!("{line}");
        }
        let libraries = built.libraries.as_deref();
        for line in schema::write(&toolchain, &cargo, built.described, libraries)? {
            println!("{line}");
        }
        Ok(built.objects)
    }
}
