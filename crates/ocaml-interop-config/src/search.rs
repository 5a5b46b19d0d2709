//! Where to look: the environment as plain data, so that tests and tools can make their own.

use std::env;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use crate::error::Error;

/// The environment variables that direct the search. [`Search::from_env`] reads the process's own.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Search {
    /// `OCAMLOPT`: the native compiler, as a path or a name on `PATH`.
    pub ocamlopt: Option<OsString>,
    /// `OCAMLFIND`: ocamlfind, as a path or a name on `PATH`.
    pub ocamlfind: Option<OsString>,
    /// `OPAM_SWITCH_PREFIX`: the active opam switch.
    pub switch_prefix: Option<OsString>,
    /// `PATH`.
    pub path: OsString,
}

/// The variables that [`Search`] reads.
pub(crate) const VARIABLES: [&str; 4] = ["OCAMLOPT", "OCAMLFIND", "OPAM_SWITCH_PREFIX", "PATH"];

/// How to start the compiler that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Compiler {
    pub program: PathBuf,
    /// `ocamlopt` where the program is ocamlfind, else nothing.
    pub first_argument: Option<&'static str>,
}

impl Search {
    /// Takes the variables from the process's environment. Empty ones count as unset.
    pub fn from_env() -> Self {
        let get = |name| env::var_os(name).filter(|value| !value.is_empty());
        Self {
            ocamlopt: get("OCAMLOPT"),
            ocamlfind: get("OCAMLFIND"),
            switch_prefix: get("OPAM_SWITCH_PREFIX"),
            path: get("PATH").unwrap_or_default(),
        }
    }

    /// The first compiler in the order that the crate's documentation gives.
    pub(crate) fn compiler(&self) -> Result<Compiler, Error> {
        let direct = |program| Compiler { program, first_argument: None };
        let through_ocamlfind = |program| Compiler { program, first_argument: Some("ocamlopt") };
        if let Some(named) = &self.ocamlopt {
            return self.named("OCAMLOPT", named).map(direct);
        }
        if let Some(named) = &self.ocamlfind {
            return self.named("OCAMLFIND", named).map(through_ocamlfind);
        }
        let mut tried = vec![
            "the program in OCAMLOPT (not set)".to_owned(),
            "ocamlopt of the ocamlfind in OCAMLFIND (not set)".to_owned(),
        ];
        match self.switch_bin() {
            None => tried.push("the opam switch in OPAM_SWITCH_PREFIX (not set)".to_owned()),
            Some(bin) => match executable(&bin.join("ocamlopt")) {
                Some(program) => return Ok(direct(program)),
                // A switch on the system's compiler has no ocamlopt of its own: PATH comes next.
                None => tried.push(format!("ocamlopt in {} (none there)", bin.display())),
            },
        }
        if let Some(program) = self.on_path("ocamlopt") {
            return Ok(direct(program));
        }
        if let Some(program) = self.on_path("ocamlfind") {
            return Ok(through_ocamlfind(program));
        }
        tried.push(format!("ocamlopt and ocamlfind on PATH ({})", Path::new(&self.path).display()));
        Err(Error::NotFound { tried })
    }

    /// ocamlfind: the one that `OCAMLFIND` names, else the first in the places of [`Self::tool`].
    pub(crate) fn find_ocamlfind(&self, beside: &Path) -> Result<Option<PathBuf>, Error> {
        match &self.ocamlfind {
            Some(named) => self.named("OCAMLFIND", named).map(Some),
            None => Ok(self.tool("ocamlfind", beside)),
        }
    }

    /// A companion of the compiler: beside it, in the opam switch, else on `PATH`.
    pub(crate) fn tool(&self, name: &str, beside: &Path) -> Option<PathBuf> {
        beside
            .parent()
            .and_then(|bin| executable(&bin.join(name)))
            .or_else(|| self.switch_bin().and_then(|bin| executable(&bin.join(name))))
            .or_else(|| self.on_path(name))
    }

    /// The `PATH` on which this compiler comes first, because tools look for it there (dune for
    /// ocamlc, ocamlfind for ocamlopt). Where it is first already, the order of the rest is kept.
    pub(crate) fn path_for(&self, compiler: &Compiler) -> Option<OsString> {
        let name = compiler.program.file_name()?;
        let bin = compiler.program.parent()?;
        if self.on_path_os(name).as_deref() == Some(&compiler.program) {
            return Some(self.path.clone());
        }
        let rest = env::split_paths(&self.path);
        env::join_paths(std::iter::once(bin.to_owned()).chain(rest)).ok()
    }

    fn switch_bin(&self) -> Option<PathBuf> {
        self.switch_prefix.as_ref().map(|prefix| Path::new(prefix).join("bin"))
    }

    fn named(&self, variable: &'static str, value: &OsString) -> Result<PathBuf, Error> {
        let path = Path::new(value);
        let found =
            if path.components().count() > 1 { executable(path) } else { self.on_path_os(value) };
        found.ok_or_else(|| Error::BadVariable {
            variable,
            value: value.to_string_lossy().into_owned(),
        })
    }

    fn on_path(&self, name: &str) -> Option<PathBuf> {
        self.on_path_os(OsStr::new(name))
    }

    fn on_path_os(&self, name: &OsStr) -> Option<PathBuf> {
        env::split_paths(&self.path).find_map(|directory| executable(&directory.join(name)))
    }
}

/// `path`, where it is a file that may be executed; on Windows also with `.exe` appended.
fn executable(path: &Path) -> Option<PathBuf> {
    if is_executable(path) {
        return Some(path.to_owned());
    }
    let with_suffix = PathBuf::from(format!("{}{}", path.display(), env::consts::EXE_SUFFIX));
    (!env::consts::EXE_SUFFIX.is_empty() && is_executable(&with_suffix)).then_some(with_suffix)
}

#[cfg(unix)]
fn is_executable(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    path.metadata().is_ok_and(|data| data.is_file() && data.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_executable(path: &Path) -> bool {
    path.is_file()
}
