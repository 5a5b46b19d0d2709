//! OCaml without a build system: files, libraries, one call of ocamlopt.

use std::fs;
use std::path::{Path, PathBuf};

use ocaml_interop_config::{SUPPORT_C, SUPPORT_ML, SUPPORT_MODULE, Toolchain};

use crate::cargo::Target;
use crate::error::{Error, stop};
use crate::link::{Linked, archive};
use crate::packages::{Package, c_flags, resolve};
use crate::run::run;
use crate::{bindings, schema, sources};

/// Compiles `.ml` and `.mli` files and links them, with OCaml's runtime, into the Rust package.
///
/// The order of the files doesn't matter: `ocamldep` sorts them. All of them are linked, and their
/// top-level code runs when the runtime starts. Preprocessors, `.mll` and `.mly` need dune: see
/// [`Dune`](crate::Dune).
#[derive(Debug, Clone)]
#[must_use = "nothing is built before `compile`"]
pub struct Build {
    files: Vec<PathBuf>,
    folders: Vec<PathBuf>,
    packages: Vec<String>,
    flags: Vec<String>,
    bindings: bindings::Wanted,
    threads: bool,
    link_all: bool,
}

impl Default for Build {
    fn default() -> Self {
        Self::new()
    }
}

impl Build {
    /// An empty build, with OCaml's threads library.
    pub fn new() -> Self {
        Self {
            files: Vec::new(),
            folders: Vec::new(),
            packages: Vec::new(),
            flags: Vec::new(),
            bindings: bindings::Wanted::default(),
            threads: true,
            link_all: false,
        }
    }

    /// Adds one `.ml` or `.mli` file, relative to the package's folder.
    pub fn file(mut self, path: impl AsRef<Path>) -> Self {
        self.files.push(path.as_ref().to_owned());
        self
    }

    /// Adds several files.
    pub fn files(mut self, paths: impl IntoIterator<Item = impl AsRef<Path>>) -> Self {
        self.files.extend(paths.into_iter().map(|path| path.as_ref().to_owned()));
        self
    }

    /// Adds every `.ml` and `.mli` file of a folder (its subfolders not included).
    pub fn folder(mut self, path: impl AsRef<Path>) -> Self {
        self.folders.push(path.as_ref().to_owned());
        self
    }

    /// Adds an OCaml library by its ocamlfind name, such as `compiler-libs.common`, and all that
    /// it needs. OCaml's own libraries are found without ocamlfind, too.
    pub fn package(mut self, name: impl Into<String>) -> Self {
        self.packages.push(name.into());
        self
    }

    /// Adds a flag for ocamlopt, such as `-w` or `+a`.
    pub fn flag(mut self, flag: impl Into<String>) -> Self {
        self.flags.push(flag.into());
        self
    }

    /// Writes a Rust module for each of these OCaml modules, of the files or of the libraries: types
    /// with the derives, functions by their paths, with nothing to register. `Z` becomes `z`,
    /// `Yojson.Safe` `yojson::safe`; modules of the standard library go without `Stdlib`.
    ///
    /// ```text
    /// mod bindings {
    ///     include!(concat!(env!("OUT_DIR"), "/ocaml_bindings.rs"));
    /// }
    /// ```
    ///
    /// What Rust can't express is listed at the file's beginning, with the reason.
    pub fn bindings(mut self, modules: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.bindings.modules.extend(modules.into_iter().map(Into::into));
        self
    }

    /// Functions of the bindings that raise, or modules whose functions do, as in
    /// `["Parse.implementation", "Q"]`: an exception of theirs is an error in Rust. So it is without this
    /// where OCaml's documentation says that a function raises, or the attribute
    /// `[@@ocaml_interop.raises]` on its declaration; elsewhere it panics.
    pub fn raises(mut self, functions: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.bindings.raises.extend(functions.into_iter().map(Into::into));
        self
    }

    /// Whether OCaml's threads library is linked and initialised (it is, unless told otherwise).
    /// Without it only the thread that started the runtime may use OCaml.
    pub fn threads(mut self, yes: bool) -> Self {
        self.threads = yes;
        self
    }

    /// Whether every module of the libraries is linked, used or not (`-linkall`): for libraries
    /// that register something by being there. Off at first.
    pub fn link_all(mut self, yes: bool) -> Self {
        self.link_all = yes;
        self
    }

    /// Builds inside a build script and tells cargo what to link and what to watch. Stops the
    /// build script with the compiler's message where that fails.
    pub fn compile(self) {
        let built = Target::from_cargo().and_then(|target| self.try_compile(&target));
        match built {
            Ok(linked) => linked.print(),
            Err(error) => stop(&error),
        }
    }

    /// Builds into `target` and returns what cargo has to be told, without printing it.
    ///
    /// # Errors
    /// No OCaml, an unknown library, an error in the OCaml code: see [`Error`].
    pub fn try_compile(&self, target: &Target) -> Result<Linked, Error> {
        let toolchain = Toolchain::find()?;
        let mut files = self.files.clone();
        for folder in &self.folders {
            files.extend(sources::in_folder(folder)?);
        }
        if files.is_empty() && self.bindings.modules.is_empty() {
            let problem = "no OCaml files: name them with `file` or `folder`";
            return Err(Error::Input(problem.to_owned()));
        }
        let folder = target.out_dir.join("ocaml");
        let names = sources::copy(&files, &folder)?;
        let mut sorted = match names.is_empty() {
            true => Vec::new(),
            false => sources::sort(&toolchain, &folder, &names)?,
        };

        let mut wanted = self.packages.clone();
        if self.threads {
            wanted.push("threads.posix".to_owned());
        }
        let packages = resolve(&toolchain, &wanted)?;

        let mut watched = Vec::new();
        if !self.bindings.modules.is_empty() {
            if !sorted.is_empty() {
                self.describe(&toolchain, &folder, &packages, &sorted)?;
            }
            let mut folders = vec![folder.clone()];
            folders.extend(packages.iter().map(|package| package.directory.clone()));
            let written = bindings::write(&toolchain, target, &self.bindings, folders, &folder)?;
            sorted.push(written.ocaml);
            watched.extend(written.directives);
        }

        let support = Support::compile(&toolchain, target)?;
        let object = target.out_dir.join(format!("{}.o", target.library));
        let mut objects = vec![object.clone(), support.stubs];
        let mut ocamlopt = toolchain.ocamlopt();
        let variant = runtime_variant(&toolchain, target).unwrap_or_default();
        let runtime = RuntimePlace::of(&toolchain);
        // The C libraries are left to the Rust program's linker (-noautolink): the partial link
        // that makes one object would have to find static versions of all of them.
        // The compiler's description of each module (-bin-annot) is what the border is checked by.
        ocamlopt.args(["-g", "-bin-annot", runtime.flag(), "-noautolink", "-I"]);
        ocamlopt.arg(&folder).arg("-o").arg(&object);
        if !variant.is_empty() {
            ocamlopt.args(["-runtime-variant", &variant]);
        }
        if self.link_all {
            ocamlopt.arg("-linkall");
        }
        for package in &packages {
            ocamlopt.arg("-I").arg(&package.directory);
        }
        ocamlopt.args(&self.flags);
        // threads.cmxa is built with -linkall: naming it initialises threads, before the files.
        ocamlopt.args(packages.iter().flat_map(|package| &package.archives));
        run(ocamlopt.arg(support.module).args(&sorted))?;

        let implementations =
            sorted.iter().filter(|path| path.extension().is_some_and(|e| e == "ml"));
        let described = implementations.map(|path| path.with_extension("cmt")).collect();
        let schema = schema::write(&toolchain, target, described, Some(&packages))?;

        let mut flags = c_flags(&toolchain, &packages)?;
        if runtime == RuntimePlace::Apart {
            flags.push(format!("-lasmrun{variant}"));
            objects.push(compile_c(&support.folder.join("start.c"), START)?);
        }
        let directories: Vec<_> = packages.into_iter().map(|p| p.directory).collect();
        let mut linked = archive(&toolchain, target, &objects, &flags, &directories)?;
        let sources = files.iter().chain(&self.folders);
        let sources = sources.map(|path| format!("cargo:rerun-if-changed={}", path.display()));
        watched.extend(sources);
        linked.directives.extend(watched);
        linked.directives.extend(toolchain.rerun_directives());
        linked.directives.extend(schema);
        Ok(linked)
    }
}

impl Build {
    /// Compiles the files for what the compiler then says of them.
    fn describe(
        &self,
        toolchain: &Toolchain,
        folder: &Path,
        packages: &[Package],
        sorted: &[PathBuf],
    ) -> Result<(), Error> {
        let mut ocamlopt = toolchain.ocamlopt();
        ocamlopt.args(["-c", "-bin-annot", "-I"]).arg(folder);
        for package in packages {
            ocamlopt.arg("-I").arg(&package.directory);
        }
        run(ocamlopt.args(&self.flags).args(sorted)).map(drop)
    }
}

/// The module that the Rust library calls, compiled apart: the user's flags, warnings among
/// them, are for the user's files.
struct Support {
    folder: PathBuf,
    module: PathBuf,
    stubs: PathBuf,
}

impl Support {
    fn compile(toolchain: &Toolchain, target: &Target) -> Result<Support, Error> {
        let folder = target.out_dir.join("ocaml_interop");
        fs::create_dir_all(&folder).map_err(Error::file(&folder))?;
        let source = folder.join(SUPPORT_MODULE).with_extension("ml");
        fs::write(&source, SUPPORT_ML).map_err(Error::file(&source))?;
        let module = source.with_extension("cmx");
        run(toolchain.ocamlopt().args(["-g", "-c", "-o"]).arg(&module).arg(&source))?;
        let stubs = compile_c(&source.with_extension("c"), SUPPORT_C)?;
        Ok(Support { folder, module, stubs })
    }
}

/// Writes C code to `path` and compiles it beside it.
fn compile_c(path: &Path, text: &str) -> Result<PathBuf, Error> {
    fs::write(path, text).map_err(Error::file(path))?;
    let objects = cc::Build::new()
        .cargo_metadata(false)
        .out_dir(path.parent().unwrap_or(path))
        .file(path)
        .try_compile_intermediates()
        .map_err(|error| Error::Input(format!("{}: {error}", path.display())))?;
    Ok(objects.into_iter().next().expect("an object for the one file"))
}

/// What else refers to the start of a runtime that is linked apart does so weakly.
const START: &str = "extern void *caml_startup_exn(char **);
void *(*const ocaml_interop_start)(char **) = caml_startup_exn;
";

/// Where OCaml's runtime is linked.
#[derive(Clone, Copy, PartialEq, Eq)]
enum RuntimePlace {
    /// Into the one object.
    Inside,
    /// By the Rust program's linker.
    Apart,
}

impl RuntimePlace {
    /// An OCaml that is built for the thread sanitizer can't make a complete object: it gives
    /// `ld -r` the flags of its C compiler (call_linker in asmcomp/asmlink.ml, 5.2 to 5.4).
    fn of(toolchain: &Toolchain) -> RuntimePlace {
        match toolchain.config_var("tsan") {
            Some("true") => RuntimePlace::Apart,
            _ => RuntimePlace::Inside,
        }
    }

    fn flag(self) -> &'static str {
        match self {
            RuntimePlace::Inside => "-output-complete-obj",
            RuntimePlace::Apart => "-output-obj",
        }
    }
}

/// The runtime to link: as asked for, else the position-independent one, which fits executables
/// and shared libraries alike on every system.
fn runtime_variant(toolchain: &Toolchain, target: &Target) -> Option<String> {
    let there = toolchain.standard_library().join("libasmrun_pic.a").is_file();
    let pic = there.then(|| "_pic".to_owned());
    target.runtime_variant.clone().or(pic)
}
