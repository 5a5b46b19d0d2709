//! OCaml built by dune.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use ocaml_interop_config::Toolchain;

use crate::cargo::Target;
use crate::error::{Error, stop};
use crate::link::{Linked, archive};
use crate::packages::{c_flags, resolve};
use crate::run::{run, tool};
use crate::schema;

/// Variables of a dune that runs around us (dune calls cargo, cargo calls dune), or of the user's
/// shell, that would send this dune's output elsewhere.
const FOREIGN_VARIABLES: [&str; 5] =
    ["INSIDE_DUNE", "DUNE_BUILD_DIR", "DUNE_PROFILE", "DUNE_ROOT", "DUNE_WORKSPACE"];

/// How dune is started.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Invocation {
    /// The dune beside the OCaml compiler, in the opam switch, or on `PATH`.
    #[default]
    System,
    /// `opam exec -- dune`.
    OpamExec,
}

/// Builds a target of a dune project and links its object file into the Rust package.
///
/// dune works in a build folder of its own below cargo's `OUT_DIR`, so that neither a dune that
/// runs in the same project nor another cargo has to wait for it, and `dune clean` leaves it alone.
#[derive(Debug, Clone)]
#[must_use = "nothing is built before `compile` or `objects`"]
pub struct Dune {
    folder: PathBuf,
    root: Option<PathBuf>,
    profile: Option<String>,
    arguments: Vec<String>,
    invocation: Invocation,
    packages: Vec<String>,
}

impl Dune {
    /// A folder of a dune project, relative to the package's folder. Targets are relative to it.
    pub fn new(folder: impl AsRef<Path>) -> Self {
        Self {
            folder: folder.as_ref().to_owned(),
            root: None,
            profile: None,
            arguments: Vec::new(),
            invocation: Invocation::System,
            packages: Vec::new(),
        }
    }

    /// The root of the dune project. Unless given, it is the nearest folder upwards that has a
    /// `dune-workspace`, else the nearest that has a `dune-project`.
    pub fn root(mut self, root: impl AsRef<Path>) -> Self {
        self.root = Some(root.as_ref().to_owned());
        self
    }

    /// dune's profile. Unless given, `release` in cargo's release builds, else `dev`.
    pub fn profile(mut self, profile: impl Into<String>) -> Self {
        self.profile = Some(profile.into());
        self
    }

    /// More arguments for `dune build`.
    pub fn arguments(mut self, arguments: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.arguments.extend(arguments.into_iter().map(Into::into));
        self
    }

    /// How dune is started.
    pub fn invocation(mut self, invocation: Invocation) -> Self {
        self.invocation = invocation;
        self
    }

    /// Links the C libraries of an OCaml library, for an executable whose `(link_flags …)` have
    /// `-noautolink`. Needed only where those C libraries exist as shared libraries alone.
    pub fn package(mut self, name: impl Into<String>) -> Self {
        self.packages.push(name.into());
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
        let built = self.build(&toolchain, target, cargo)?;
        let packages = resolve(&toolchain, &self.packages)?;
        let flags = c_flags(&toolchain, &packages)?;
        let schema = self.schema(&toolchain, cargo, built.described)?;
        let directories: Vec<_> = packages.into_iter().map(|p| p.directory).collect();
        let mut linked = archive(&toolchain, cargo, &built.objects, &flags, &directories)?;
        let watched = built.sources.iter();
        let watched = watched.map(|path| format!("cargo:rerun-if-changed={}", path.display()));
        linked.directives.extend(watched);
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
        let built = self.build(&toolchain, target, &cargo)?;
        for source in &built.sources {
            println!("cargo:rerun-if-changed={}", source.display());
        }
        toolchain.print_rerun_directives();
        for line in self.schema(&toolchain, &cargo, built.described)? {
            println!("{line}");
        }
        Ok(built.objects)
    }

    fn build(&self, toolchain: &Toolchain, target: &str, cargo: &Target) -> Result<Built, Error> {
        let (root, inside) = self.places()?;
        // dune never looks for sources in folders whose names begin with an underscore. That
        // matters where cargo's target folder is inside the dune project.
        // Each variant of the runtime has its own, because dune doesn't notice OCAMLPARAM changing.
        let variant = cargo.runtime_variant.as_deref().unwrap_or_default();
        let build_dir = cargo.out_dir.join(format!("_build{variant}"));
        let default_profile = if cargo.release { "release" } else { "dev" };

        let profile = self.profile.as_deref().unwrap_or(default_profile);
        let build = |targets: &[String]| -> Result<(), Error> {
            let mut dune = self.command(toolchain)?;
            dune.arg("build").arg("--root").arg(&root);
            dune.arg("--build-dir").arg(&build_dir);
            dune.args(["--profile", profile]);
            dune.args(["--display", "quiet", "--no-print-directory"]);
            dune.args(&self.arguments);
            dune.arg("--").args(targets);
            for variable in FOREIGN_VARIABLES {
                dune.env_remove(variable);
            }
            dune.env("OCAMLPARAM", ocamlparam(toolchain, cargo));
            if cargo.runtime_variant.is_some() {
                // Nor does its cache notice.
                dune.env("DUNE_CACHE", "disabled");
            }
            run(&mut dune).map(drop)
        };
        build(&[target_path(&inside, target)])?;

        // dune's context is called `default` in every profile.
        let output = build_dir.join("default");
        let objects = objects_of(&output.join(&inside), target)?;
        let sources = sources_of(&output, &root)?;
        let described = descriptions(&output)?;
        let missing: Vec<_> = described.iter().filter(|path| !path.is_file()).collect();
        if !missing.is_empty() {
            let inside = missing.into_iter().filter_map(|path| path.strip_prefix(&output).ok());
            build(
                &inside
                    .map(|path| target_path(Path::new(""), &path.to_string_lossy()))
                    .collect::<Vec<_>>(),
            )?;
        }
        Ok(Built { objects, sources, described })
    }

    /// What the project's code and the libraries that it uses say of their border.
    fn schema(
        &self,
        toolchain: &Toolchain,
        cargo: &Target,
        described: Vec<PathBuf>,
    ) -> Result<Vec<String>, Error> {
        let (root, _) = self.places()?;
        let mut dune = self.command(toolchain)?;
        dune.args(["describe", "external-lib-deps", "--root"]).arg(&root);
        dune.arg("--build-dir").arg(cargo.out_dir.join("_describe"));
        for variable in FOREIGN_VARIABLES {
            dune.env_remove(variable);
        }
        let libraries = run(&mut dune).and_then(|said| resolve(toolchain, &required(&said)));
        schema::write(toolchain, cargo, described, libraries.as_deref().ok())
    }

    /// The project's root, and the folder in it.
    fn places(&self) -> Result<(PathBuf, PathBuf), Error> {
        let folder = self.folder.canonicalize().map_err(Error::file(&self.folder))?;
        let root = match &self.root {
            Some(root) => root.canonicalize().map_err(Error::file(root))?,
            None => find_root(&folder)?,
        };
        let inside = folder.strip_prefix(&root).map_err(|_| {
            let (folder, root) = (folder.display(), root.display());
            Error::Input(format!("{folder} is not inside the dune project {root}"))
        })?;
        Ok((root.clone(), inside.to_owned()))
    }

    fn command(&self, toolchain: &Toolchain) -> Result<Command, Error> {
        match self.invocation {
            Invocation::System => tool(toolchain, "dune"),
            Invocation::OpamExec => {
                let mut opam = tool(toolchain, "opam")?;
                opam.args(["exec", "--", "dune"]);
                Ok(opam)
            }
        }
    }
}

struct Built {
    objects: Vec<PathBuf>,
    sources: Vec<PathBuf>,
    /// What the compiler has written down of each module.
    described: Vec<PathBuf>,
}

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
