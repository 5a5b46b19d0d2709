//! OCaml libraries: from names to archives, in link order, and the C libraries behind them.

use std::path::{Path, PathBuf};

use ocaml_interop_config::Toolchain;

use crate::error::Error;
use crate::run::{run, tool};

/// One library, resolved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Package {
    /// For `-I`.
    pub directory: PathBuf,
    /// `.cmxa` files, absolute. None for a library of interfaces only.
    pub archives: Vec<PathBuf>,
}

/// Libraries that come with OCaml itself, so that they can be found without ocamlfind:
/// name, folder below the standard library, archive, what it needs.
const BUILT_IN: &[(&str, &str, &str, &[&str])] = &[
    ("unix", "unix", "unix.cmxa", &[]),
    ("str", "str", "str.cmxa", &[]),
    ("dynlink", "dynlink", "dynlink.cmxa", &[]),
    ("threads", "threads", "threads.cmxa", &["unix"]),
    ("threads.posix", "threads", "threads.cmxa", &["unix"]),
    ("runtime_events", "runtime_events", "runtime_events.cmxa", &["unix"]),
    ("compiler-libs", "compiler-libs", "", &[]),
    ("compiler-libs.common", "compiler-libs", "ocamlcommon.cmxa", &[]),
    ("compiler-libs.bytecomp", "compiler-libs", "ocamlbytecomp.cmxa", &["compiler-libs.common"]),
    ("compiler-libs.optcomp", "compiler-libs", "ocamloptcomp.cmxa", &["compiler-libs.common"]),
];

/// Resolves `names` and all that they need, each before those that need it.
pub(crate) fn resolve(toolchain: &Toolchain, names: &[String]) -> Result<Vec<Package>, Error> {
    if names.is_empty() {
        return Ok(Vec::new());
    }
    match toolchain.ocamlfind() {
        Some(mut ocamlfind) => {
            ocamlfind.args(["query", "-recursive", "-predicates", "native,mt,mt_posix"]);
            ocamlfind.args(["-format", "%d|%a"]).args(names);
            let printed = run(&mut ocamlfind).map_err(|error| match error {
                Error::Command { output, .. } => {
                    Error::UnknownPackage { name: names.join(" "), reason: output }
                }
                other => other,
            })?;
            Ok(parse_query(&printed))
        }
        None => {
            let mut found = Vec::new();
            for name in names {
                built_in(toolchain.standard_library(), name, &mut found)?;
            }
            Ok(found)
        }
    }
}

/// Reads lines of `folder|first.cmxa second.cmxa`.
pub(crate) fn parse_query(printed: &str) -> Vec<Package> {
    let mut packages: Vec<Package> = Vec::new();
    for line in printed.lines() {
        let Some((directory, archives)) = line.split_once('|') else {
            continue;
        };
        let directory = PathBuf::from(directory);
        let archives = archives
            .split([' ', ','])
            .filter(|name| !name.is_empty())
            .map(|name| directory.join(name))
            .collect();
        let package = Package { directory, archives };
        if !packages.contains(&package) {
            packages.push(package);
        }
    }
    packages
}

fn built_in(stdlib: &Path, name: &str, found: &mut Vec<Package>) -> Result<(), Error> {
    let Some((_, folder, archive, needs)) = BUILT_IN.iter().find(|entry| entry.0 == name) else {
        let known: Vec<_> = BUILT_IN.iter().map(|entry| entry.0).collect();
        return Err(Error::UnknownPackage {
            name: name.to_owned(),
            reason: format!(
                "this OCaml has no ocamlfind, and without it only its own libraries are known: {}.",
                known.join(", ")
            ),
        });
    };
    for need in *needs {
        built_in(stdlib, need, found)?;
    }
    let directory = stdlib.join(folder);
    let archives = match *archive {
        "" => Vec::new(),
        archive => vec![directory.join(archive)],
    };
    let package = Package { directory, archives };
    if !found.contains(&package) {
        found.push(package);
    }
    Ok(())
}

/// The C linker's flags recorded in the archives of `packages`, in order.
pub(crate) fn c_flags(toolchain: &Toolchain, packages: &[Package]) -> Result<Vec<String>, Error> {
    let mut flags = Vec::new();
    for package in packages {
        for archive in &package.archives {
            let printed = run(tool(toolchain, "ocamlobjinfo")?.arg(archive))?;
            let origin = package.directory.display().to_string();
            flags.extend(parse_objinfo(&printed, &origin));
        }
    }
    Ok(flags)
}

/// The flags in ocamlobjinfo's description of a `.cmxa`. Options (`-L…`) come before objects
/// (`-l…`), whose search they direct.
pub(crate) fn parse_objinfo(printed: &str, origin: &str) -> Vec<String> {
    let line =
        |heading| printed.lines().find_map(|line| line.strip_prefix(heading)).unwrap_or_default();
    let words = [line("Extra C options:"), line("Extra C object files:")];
    words
        .iter()
        .flat_map(|line| line.split_whitespace())
        .map(|flag| flag.replace("$CAMLORIGIN", origin))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_ocamlfind_prints() {
        let packages =
            parse_query("/o/unix|unix.cmxa\n/o/threads|threads.cmxa\n/o/unix|unix.cmxa\n/o/i|\n");
        assert_eq!(packages.len(), 3);
        assert_eq!(packages[1].archives, [PathBuf::from("/o/threads/threads.cmxa")]);
        assert!(packages[2].archives.is_empty());
    }

    #[test]
    fn built_in_libraries_bring_what_they_need_once_and_first() {
        let mut found = Vec::new();
        for name in ["threads.posix", "unix"] {
            built_in(Path::new("/o"), name, &mut found).unwrap();
        }
        let archives: Vec<_> = found.iter().flat_map(|p| &p.archives).collect();
        assert_eq!(
            archives,
            [Path::new("/o/unix/unix.cmxa"), Path::new("/o/threads/threads.cmxa")]
        );
    }

    #[test]
    fn unknown_library_without_ocamlfind_names_the_known_ones() {
        let error = built_in(Path::new("/o"), "zarith", &mut Vec::new()).unwrap_err();
        assert!(error.to_string().contains("`zarith`"), "{error}");
        assert!(error.to_string().contains("compiler-libs.common"), "{error}");
    }

    #[test]
    fn flags_come_out_of_the_archive_with_search_paths_first() {
        let printed = "File z.cmxa\nExtra C object files: -lzarith -lgmp\nExtra C options: -L$CAMLORIGIN\nName: Z\n";
        assert_eq!(parse_objinfo(printed, "/o/zarith"), ["-L/o/zarith", "-lzarith", "-lgmp"]);
    }
}
