//! The toolchain that was found, and what its compiler says about itself.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::error::Error;
use crate::search::{Compiler, Search, VARIABLES};
use crate::version::{OLDEST_SUPPORTED, Version};

/// An installed OCaml, new enough for this library.
#[derive(Debug, Clone)]
pub struct Toolchain {
    compiler: Compiler,
    search: Search,
    version: Version,
    config: BTreeMap<String, String>,
    standard_library: PathBuf,
    native_c_libraries: Vec<String>,
    native_library_paths: Vec<PathBuf>,
    ocamlfind: Option<PathBuf>,
}

impl Toolchain {
    /// Finds the toolchain that the environment points to.
    ///
    /// # Errors
    /// None there, one that is too old or doesn't run: see [`Error`]. Its message is meant to be
    /// shown whole.
    pub fn find() -> Result<Self, Error> {
        Self::find_with(&Search::from_env())
    }

    /// Like [`Toolchain::find`], in an environment given as data.
    ///
    /// # Errors
    /// As [`Toolchain::find`].
    pub fn find_with(search: &Search) -> Result<Self, Error> {
        let compiler = search.compiler()?;
        let printed = output(compiler_command(&compiler, search).arg("-config"))?;
        let config = parse_config(&printed);
        let bad = |problem| Error::BadConfiguration { ocamlopt: compiler.program.clone(), problem };
        let var =
            |name: &str| config.get(name).ok_or_else(|| bad(format!("no `{name}` in its output")));
        let version = var("version")?;
        let version =
            Version::parse(version).ok_or_else(|| bad(format!("strange version `{version}`")))?;
        if version < OLDEST_SUPPORTED {
            let ocamlopt = compiler.program.clone();
            return Err(Error::TooOld { ocamlopt, version });
        }
        let standard_library = PathBuf::from(var("standard_library")?);
        if !standard_library.join("caml/mlvalues.h").is_file() {
            return Err(bad(format!(
                "its headers are missing (no {})",
                standard_library.join("caml/mlvalues.h").display()
            )));
        }
        let flags = var("native_c_libraries")?;
        let more = config.get("native_ldflags").map_or("", String::as_str);
        let native_c_libraries =
            values(flags, "-l").chain(values(more, "-l")).map(str::to_owned).collect();
        let native_library_paths =
            values(flags, "-L").chain(values(more, "-L")).map(PathBuf::from).collect();
        let ocamlfind = search
            .find_ocamlfind(&compiler.program)?
            .filter(|program| serves(command(program, &compiler, search), &standard_library));
        Ok(Self {
            version,
            standard_library,
            native_c_libraries,
            native_library_paths,
            ocamlfind,
            search: search.clone(),
            compiler,
            config,
        })
    }

    /// The compiler's version.
    pub fn version(&self) -> Version {
        self.version
    }

    /// A fresh command that runs the native compiler (`ocamlopt`, or `ocamlfind ocamlopt`).
    pub fn ocamlopt(&self) -> Command {
        compiler_command(&self.compiler, &self.search)
    }

    /// A fresh command that runs ocamlfind; `None` where there is none that serves this compiler's
    /// libraries (one of another installation is ignored: its packages wouldn't fit).
    pub fn ocamlfind(&self) -> Option<Command> {
        self.ocamlfind.as_ref().map(|program| command(program, &self.compiler, &self.search))
    }

    /// A fresh command for a companion tool such as `ocamldep`, `ocamlobjinfo`, `ocamlc`: the one
    /// beside the compiler, else in the opam switch, else on `PATH`.
    pub fn tool(&self, name: &str) -> Option<Command> {
        self.tool_path(name).map(|program| command(&program, &self.compiler, &self.search))
    }

    /// Where a companion tool is; see [`Toolchain::tool`].
    pub fn tool_path(&self, name: &str) -> Option<PathBuf> {
        self.search.tool(name, &self.compiler.program)
    }

    /// A fresh command that runs dune with this toolchain first on its `PATH`, if dune is there.
    pub fn dune(&self) -> Option<Command> {
        self.tool("dune")
    }

    /// The folder of the standard library.
    pub fn standard_library(&self) -> &Path {
        &self.standard_library
    }

    /// The folder to give to a C compiler with `-I`; the headers are `caml/*.h` in it.
    pub fn headers(&self) -> &Path {
        &self.standard_library
    }

    /// Names of the C libraries that native programs link with, e.g. `["m", "pthread"]`.
    pub fn native_c_libraries(&self) -> &[String] {
        &self.native_c_libraries
    }

    /// Folders in which those libraries are looked for besides the system's (Homebrew's, mostly).
    pub fn native_library_paths(&self) -> &[PathBuf] {
        &self.native_library_paths
    }

    /// The lines that make cargo link what OCaml's native runtime needs of C, search paths first.
    pub fn link_directives(&self) -> Vec<String> {
        let paths = self.native_library_paths.iter();
        let paths = paths.map(|path| format!("cargo:rustc-link-search=native={}", path.display()));
        let names = self.native_c_libraries.iter();
        let names = names.map(|name| format!("cargo:rustc-link-lib={name}"));
        paths.chain(names).collect()
    }

    /// A variable of `ocamlopt -config`, e.g. `architecture` or `ext_obj`.
    pub fn config_var(&self, name: &str) -> Option<&str> {
        self.config.get(name).map(String::as_str)
    }

    /// The lines that make cargo run a build script again when the toolchain changes.
    pub fn rerun_directives(&self) -> Vec<String> {
        let mut lines: Vec<_> =
            VARIABLES.iter().map(|name| format!("cargo:rerun-if-env-changed={name}")).collect();
        // An upgrade in place changes neither variable nor path, but it rewrites this file.
        let makefile = self.standard_library.join("Makefile.config");
        if makefile.is_file() {
            lines.push(format!("cargo:rerun-if-changed={}", makefile.display()));
        }
        lines
    }

    /// Prints [`Toolchain::rerun_directives`] for cargo.
    pub fn print_rerun_directives(&self) {
        for line in self.rerun_directives() {
            println!("{line}");
        }
    }
}

fn compiler_command(compiler: &Compiler, search: &Search) -> Command {
    let mut command = command(&compiler.program, compiler, search);
    command.args(compiler.first_argument);
    command
}

fn command(program: &Path, compiler: &Compiler, search: &Search) -> Command {
    let mut command = Command::new(program);
    if let Some(path) = search.path_for(compiler) {
        command.env("PATH", path);
    }
    command
}

/// Whether this ocamlfind looks after the libraries of the compiler that was found.
fn serves(mut ocamlfind: Command, standard_library: &Path) -> bool {
    let printed = output(ocamlfind.args(["printconf", "stdlib"]));
    let canonical = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    printed
        .is_ok_and(|stdlib| canonical(Path::new(stdlib.trim_end())) == canonical(standard_library))
}

fn output(command: &mut Command) -> Result<String, Error> {
    let failed = |command: &Command, reason| {
        let words: Vec<_> = std::iter::once(command.get_program())
            .chain(command.get_args())
            .map(|word| word.to_string_lossy().into_owned())
            .collect();
        Error::DoesNotRun { command: words.join(" "), reason }
    };
    let done = command.output().map_err(|error| failed(command, error.to_string()))?;
    if done.status.success() {
        return Ok(String::from_utf8_lossy(&done.stdout).into_owned());
    }
    let stderr = String::from_utf8_lossy(&done.stderr);
    Err(failed(command, format!("{}\n{stderr}", done.status)))
}

fn parse_config(text: &str) -> BTreeMap<String, String> {
    text.lines()
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.to_owned(), value.trim().to_owned()))
        .collect()
}

/// What follows `option` in the C linker's flags: `m`, `pthread` for `-l` in `-lm -L/x -lpthread`.
fn values<'a>(flags: &'a str, option: &'static str) -> impl Iterator<Item = &'a str> {
    flags.split_whitespace().filter_map(move |flag| flag.strip_prefix(option))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn configuration_lines_keep_colons_in_values() {
        let config = parse_config("version: 5.3.0\nstandard_library: C:/ocaml\nempty:\n");
        assert_eq!(config["standard_library"], "C:/ocaml");
        assert_eq!(config["empty"], "");
    }

    #[test]
    fn flags_are_told_apart() {
        let flags = " -lm  -L/opt/lib -lpthread ";
        assert_eq!(values(flags, "-l").collect::<Vec<_>>(), ["m", "pthread"]);
        assert_eq!(values(flags, "-L").collect::<Vec<_>>(), ["/opt/lib"]);
    }
}
