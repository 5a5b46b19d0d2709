//! A dune project, as dune builds it into cargo's output folder.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use ocaml_interop_config::Toolchain;

use crate::bindings::{self, Wanted};
use crate::cargo::Target;
use crate::error::Error;
use crate::packages::{Package, resolve};
use crate::run::{run, tool};

/// Variables of a dune that runs around us (dune calls cargo, cargo calls dune), or of the user's
/// shell, that would send this dune's output elsewhere.
const FOREIGN_VARIABLES: [&str; 5] =
    ["INSIDE_DUNE", "DUNE_BUILD_DIR", "DUNE_PROFILE", "DUNE_ROOT", "DUNE_WORKSPACE"];

/// The variable by which the project's `dune` file finds the module that the bindings need.
const BINDINGS_VARIABLE: &str = "OCAML_INTEROP_BINDINGS";

/// How dune is started.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Invocation {
    /// The dune beside the OCaml compiler, in the opam switch, or on `PATH`.
    #[default]
    System,
    /// `opam exec -- dune`.
    OpamExec,
}

/// What the user says of a project.
#[derive(Debug, Clone, Default)]
pub(crate) struct Settings {
    pub folder: PathBuf,
    pub root: Option<PathBuf>,
    pub profile: Option<String>,
    pub arguments: Vec<String>,
    pub invocation: Invocation,
    pub bindings: Wanted,
}

/// A project, and how it is built here.
pub(crate) struct Project<'a> {
    settings: &'a Settings,
    toolchain: &'a Toolchain,
    cargo: &'a Target,
    root: PathBuf,
    /// The folder of the targets, from the root.
    inside: PathBuf,
    build_dir: PathBuf,
    /// The OCaml code of the bindings, once it is written.
    bindings: Option<PathBuf>,
}

/// What dune has made.
pub(crate) struct Built {
    pub objects: Vec<PathBuf>,
    pub sources: Vec<PathBuf>,
    /// What the compiler has written down of each module.
    pub described: Vec<PathBuf>,
    /// The libraries outside of the project, where dune could tell.
    pub libraries: Option<Vec<Package>>,
    /// What cargo has to be told beside.
    pub directives: Vec<String>,
}

impl<'a> Project<'a> {
    pub fn of(
        settings: &'a Settings,
        toolchain: &'a Toolchain,
        cargo: &'a Target,
    ) -> Result<Project<'a>, Error> {
        let folder = settings.folder.canonicalize().map_err(Error::file(&settings.folder))?;
        let root = match &settings.root {
            Some(root) => root.canonicalize().map_err(Error::file(root))?,
            None => find_root(&folder)?,
        };
        let inside = folder.strip_prefix(&root).map_err(|_| {
            let (folder, root) = (folder.display(), root.display());
            Error::Input(format!("{folder} is not inside the dune project {root}"))
        })?;
        let inside = inside.to_owned();
        // dune never looks for sources in folders whose names begin with an underscore. That
        // matters where cargo's target folder is inside the dune project.
        // Each variant of the runtime has its own, because dune doesn't notice OCAMLPARAM changing.
        let variant = cargo.runtime_variant.as_deref().unwrap_or_default();
        let build_dir = cargo.out_dir.join(format!("_build{variant}"));
        Ok(Project { settings, toolchain, cargo, root, inside, build_dir, bindings: None })
    }

    /// Builds a target, and with it the bindings to what it holds.
    pub fn build(mut self, target: &str) -> Result<Built, Error> {
        let libraries = self.libraries();
        let mut directives = Vec::new();
        self.make(&[target_path(&self.inside, target)])?;
        if !self.settings.bindings.modules.is_empty() {
            // What is bound is compiled now; what binds it is compiled with it.
            let mut folders: Vec<_> = descriptions(&self.output())?
                .iter()
                .filter_map(|path| path.parent().map(Path::to_owned))
                .collect();
            folders.dedup();
            let packages = libraries.iter().flatten();
            folders.extend(packages.map(|package| package.directory.clone()));
            let (wanted, place) = (&self.settings.bindings, &self.cargo.out_dir);
            let written = bindings::write(self.toolchain, self.cargo, wanted, folders, place)?;
            self.bindings = Some(written.ocaml);
            directives.extend(written.directives);
            self.make(&[target_path(&self.inside, target)])?;
        }
        let output = self.output();
        let described = descriptions(&output)?;
        if self.bindings.is_some() && !described.iter().any(|path| is_of_bindings(path)) {
            return Err(Error::Input(NO_BINDINGS.to_owned()));
        }
        // Also those that are there: dune leaves what it wasn't asked for as another OCaml made it.
        let asked = described.iter().filter_map(|path| path.strip_prefix(&output).ok());
        let asked: Vec<_> =
            asked.map(|path| target_path(Path::new(""), &path.to_string_lossy())).collect();
        if !asked.is_empty() {
            self.make(&asked)?;
        }
        Ok(Built {
            objects: objects_of(&output.join(&self.inside), target)?,
            sources: sources_of(&output, &self.root)?,
            described,
            libraries,
            directives,
        })
    }

    /// dune's context is called `default` in every profile.
    fn output(&self) -> PathBuf {
        self.build_dir.join("default")
    }

    fn make(&self, targets: &[String]) -> Result<(), Error> {
        let default_profile = if self.cargo.release { "release" } else { "dev" };
        let mut dune = self.command("build", &self.build_dir)?;
        dune.args(["--profile", self.settings.profile.as_deref().unwrap_or(default_profile)]);
        dune.args(["--display", "quiet", "--no-print-directory"]);
        dune.args(&self.settings.arguments);
        dune.arg("--").args(targets);
        dune.env("OCAMLPARAM", ocamlparam(self.toolchain, self.cargo));
        if self.cargo.runtime_variant.is_some() {
            // Nor does its cache notice.
            dune.env("DUNE_CACHE", "disabled");
        }
        match &self.bindings {
            Some(path) => dune.env(BINDINGS_VARIABLE, path),
            None => dune.env_remove(BINDINGS_VARIABLE),
        };
        run(&mut dune).map(drop)
    }

    /// The libraries that the project uses.
    fn libraries(&self) -> Option<Vec<Package>> {
        let mut dune = self.command("describe", &self.cargo.out_dir.join("_describe")).ok()?;
        let printed = run(dune.arg("external-lib-deps")).ok()?;
        resolve(self.toolchain, &required(&printed)).ok()
    }

    fn command(&self, what: &str, build_dir: &Path) -> Result<Command, Error> {
        let mut dune = match self.settings.invocation {
            Invocation::System => tool(self.toolchain, "dune")?,
            Invocation::OpamExec => {
                let mut opam = tool(self.toolchain, "opam")?;
                opam.args(["exec", "--", "dune"]);
                opam
            }
        };
        dune.arg(what).arg("--root").arg(&self.root).arg("--build-dir").arg(build_dir);
        for variable in FOREIGN_VARIABLES {
            dune.env_remove(variable);
        }
        Ok(dune)
    }
}

/// The module that registers what the bindings call, in an executable or as it is.
fn is_of_bindings(path: &Path) -> bool {
    let name = path.file_stem().and_then(OsStr::to_str).unwrap_or_default();
    name.ends_with("caml_interop_bindings")
}

const NO_BINDINGS: &str = "the bindings need an OCaml module in the project, which nothing there refers \
                           to. Add to the dune file of the executable\n\n\
                           (rule\n (enabled_if (<> %{env:OCAML_INTEROP_BINDINGS=} \"\"))\n \
                           (action (copy %{env:OCAML_INTEROP_BINDINGS=} ocaml_interop_bindings.ml)))\n\
                           (rule\n (enabled_if (= %{env:OCAML_INTEROP_BINDINGS=} \"\"))\n \
                           (action (write-file ocaml_interop_bindings.ml \"\")))\n\n\
                           and to its main module\n\nmodule _ = Ocaml_interop_bindings\n";

/// The libraries in what `dune describe external-lib-deps` prints: `((zarith required) …)`.
fn required(printed: &str) -> Vec<String> {
    let words: Vec<_> = printed.split([' ', '\n', '(', ')']).filter(|w| !w.is_empty()).collect();
    let pairs = words.windows(2).filter(|pair| pair[1] == "required");
    pairs.map(|pair| pair[0].to_owned()).collect::<BTreeSet<_>>().into_iter().collect()
}

/// `target` as seen from the project's root; an alias (`@x`, `@@x`) keeps its mark in front.
fn target_path(inside: &Path, target: &str) -> String {
    let name = target.trim_start_matches('@');
    let mark = &target[..target.len() - name.len()];
    let path = inside.join(name.trim_start_matches("./"));
    let path = path.display().to_string().replace('\\', "/");
    match mark {
        "" => format!("./{path}"),
        mark => format!("{mark}{path}"),
    }
}

fn find_root(folder: &Path) -> Result<PathBuf, Error> {
    let nearest = |name: &str| folder.ancestors().find(|up| up.join(name).is_file());
    nearest("dune-workspace").or_else(|| nearest("dune-project")).map(Path::to_owned).ok_or_else(
        || {
            let folder = folder.display();
            Error::Input(format!(
                "no dune-project in {folder} or above. Make one with the line: (lang dune 3.11)"
            ))
        },
    )
}

/// Options for every ocamlopt that dune starts. The partial link that makes one object of all
/// doesn't search the system's folders for C libraries (zstd, gmp), so they are named to it; -I is
/// the one option that arrives there.
fn ocamlparam(toolchain: &Toolchain, cargo: &Target) -> String {
    let mut value = std::env::var("OCAMLPARAM").unwrap_or_else(|_| "_".to_owned());
    for folder in system_libraries(toolchain) {
        value.push_str(&format!(",I={}", folder.display()));
    }
    if let Some(variant) = &cargo.runtime_variant {
        value.push_str(&format!(",runtime-variant={variant}"));
    }
    value
}

/// Where the C compiler looks for libraries. An empty list where it doesn't say.
fn system_libraries(toolchain: &Toolchain) -> BTreeSet<PathBuf> {
    let compiler = toolchain.config_var("c_compiler").unwrap_or("cc");
    let mut words = compiler.split_whitespace();
    let mut command = Command::new(words.next().unwrap_or("cc"));
    let printed = run(command.args(words).arg("-print-search-dirs")).unwrap_or_default();
    printed
        .lines()
        .find_map(|line| line.strip_prefix("libraries: ="))
        .map(|list| std::env::split_paths(list).collect::<Vec<_>>())
        .unwrap_or_default()
        .into_iter()
        .filter_map(|folder| folder.canonicalize().ok())
        .filter(|folder| folder.is_dir() && !folder.to_string_lossy().contains(','))
        .collect()
}

fn objects_of(folder: &Path, target: &str) -> Result<Vec<PathBuf>, Error> {
    let is_object = |path: &Path| matches!(extension(path), "o" | "obj" | "a" | "lib");
    let file = folder.join(target.trim_start_matches('@'));
    if is_object(&file) && file.is_file() {
        return Ok(vec![file]);
    }
    let beside = file.parent().unwrap_or(folder);
    let mut found = Vec::new();
    walk(beside, &mut |path| {
        if matches!(extension(path), "o" | "obj") {
            found.push(path.to_owned());
        }
    })?;
    found.sort();
    if found.is_empty() {
        return Err(Error::Input(format!(
            "dune built `{target}`, but no object file came of it. An executable with (modes object) \
             is built by the target NAME.exe.o"
        )));
    }
    Ok(found)
}

/// The files of the project that the build used: dune copies each into its build folder. The
/// `dune` files beside them, which it doesn't copy, are added.
fn sources_of(output: &Path, root: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut sources = BTreeSet::new();
    walk(output, &mut |copied| {
        let Ok(inside) = copied.strip_prefix(output) else {
            return;
        };
        let original = root.join(inside);
        if original.is_file() {
            let folders = original.ancestors().skip(1);
            for folder in folders.take_while(|folder| folder.starts_with(root)) {
                let of_dune = ["dune", "dune-project", "dune-workspace"];
                sources.extend(of_dune.map(|name| folder.join(name)));
            }
            sources.insert(original);
        }
    })?;
    sources.retain(|path| path.is_file());
    Ok(sources.into_iter().collect())
}

/// Where the compiler describes each module that was compiled. Dune asks it for that only where it
/// compiles bytecode.
fn descriptions(output: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut descriptions = Vec::new();
    walk(output, &mut |path| {
        let folder = path.parent().unwrap_or(path);
        if extension(path) == "cmx" && folder.ends_with("native") {
            let bytecode = folder.with_file_name("byte").join(path.file_name().unwrap_or_default());
            descriptions.push(bytecode.with_extension("cmt"));
        }
    })?;
    descriptions.sort();
    Ok(descriptions)
}

fn walk(folder: &Path, visit: &mut dyn FnMut(&Path)) -> Result<(), Error> {
    for entry in fs::read_dir(folder).map_err(Error::file(folder))? {
        let entry = entry.map_err(Error::file(folder))?;
        let path = entry.path();
        if entry.file_type().map_err(Error::file(&path))?.is_dir() {
            walk(&path, visit)?;
        } else {
            visit(&path);
        }
    }
    Ok(())
}

fn extension(path: &Path) -> &str {
    path.extension().and_then(OsStr::to_str).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn libraries_are_those_that_are_required() {
        let printed = "(default\n ((library\n   ((names (mylib))\n    (external_deps ((zarith required)\n\
                       (lwt optional) (threads.posix required) (zarith required)))\n";
        assert_eq!(required(printed), ["threads.posix", "zarith"]);
    }

    #[test]
    fn targets_are_relative_to_the_root() {
        let inside = Path::new("sub/ocaml");
        assert_eq!(target_path(inside, "x.exe.o"), "./sub/ocaml/x.exe.o");
        assert_eq!(target_path(inside, "./x.exe.o"), "./sub/ocaml/x.exe.o");
        assert_eq!(target_path(inside, "@all"), "@sub/ocaml/all");
        assert_eq!(target_path(Path::new(""), "@@default"), "@@default");
    }
}
