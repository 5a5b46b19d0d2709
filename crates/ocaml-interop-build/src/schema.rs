//! What the compiled OCaml says of its border, written down for the macros, which compare with it.

use std::fs;
use std::path::{Path, PathBuf};

use ocaml_interop_bridge::interface::{Reading, schema, tokens};
use ocaml_interop_config::Toolchain;

use crate::cargo::Target;
use crate::error::Error;
use crate::packages::Package;
use crate::reader::{Reader, Request};

/// The variables by which the macros find the file, and know that it is that of the package which
/// they are in: a program that cargo runs has both, too, and may run cargo for another package.
const VARIABLE: &str = "OCAML_INTEROP_SCHEMA";
const PACKAGE_VARIABLE: &str = "OCAML_INTEROP_SCHEMA_PACKAGE";

/// Reads compiled modules (`.cmt`), and those of `packages`, and writes what they say into the output
/// folder. Returns what cargo has to be told.
pub(crate) fn write(
    toolchain: &Toolchain,
    target: &Target,
    mut files: Vec<PathBuf>,
    packages: &[Package],
) -> Result<Vec<String>, Error> {
    let reader = match Reader::compile(toolchain, &target.out_dir.join("ocaml_interop_reader")) {
        Ok(reader) => reader,
        Err(Error::UnknownPackage { name, reason }) => {
            let reason = reason.replace('\n', " ");
            return Ok(vec![format!(
                "cargo:warning=declarations of `ocaml!` aren't checked against OCaml, without the \
                 OCaml library {name}: {reason}"
            )]);
        }
        Err(error) => return Err(error),
    };
    let mut computes_names = false;
    for package in packages.iter().filter(|package| !is_of_ocaml(toolchain, package)) {
        let compiled = compiled_in(&package.directory)?;
        // What it registers, nobody can tell.
        computes_names |= compiled.is_empty() && !package.archives.is_empty();
        files.extend(compiled);
    }
    let folders = packages.iter().map(|package| package.directory.clone()).collect();
    let json = reader.run(&Request { folders, modules: Vec::new(), files })?;
    let reading = Reading::from_json(&json).map_err(Error::Input)?;
    let problems: Vec<_> = reading.files.iter().filter_map(|file| file.error.as_deref()).collect();
    if !problems.is_empty() {
        return Err(Error::Input(problems.join("\n")));
    }
    let path = target.out_dir.join("ocaml_interop_schema.rs");
    let text = format!("{}\n", tokens(&schema(&reading, computes_names)));
    fs::write(&path, text).map_err(Error::file(&path))?;
    Ok(vec![
        format!("cargo:rustc-env={VARIABLE}={}", path.display()),
        format!("cargo:rustc-env={PACKAGE_VARIABLE}={}", target.package.display()),
    ])
}

/// OCaml's own libraries register names for the runtime, and none for users.
fn is_of_ocaml(toolchain: &Toolchain, package: &Package) -> bool {
    let own = ["", "unix", "str", "dynlink", "threads", "runtime_events", "compiler-libs"];
    let standard = toolchain.standard_library();
    own.iter().any(|folder| package.directory == standard.join(folder))
}

/// The implementations in a folder that the compiler has described.
fn compiled_in(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut compiled = Vec::new();
    for entry in fs::read_dir(folder).map_err(Error::file(folder))? {
        let path = entry.map_err(Error::file(folder))?.path();
        if path.extension().is_some_and(|extension| extension == "cmt") {
            compiled.push(path);
        }
    }
    compiled.sort();
    Ok(compiled)
}
