//! Bindings to whole OCaml modules: the Rust code, and the OCaml code behind it.

use std::fs;
use std::path::{Path, PathBuf};

use ocaml_interop_bridge::interface::Reading;
use ocaml_interop_bridge::interface::bindings::bindings;
use ocaml_interop_config::Toolchain;

use crate::cargo::Target;
use crate::error::Error;
use crate::reader::{Reader, Request};

/// The Rust code, in the output folder.
pub(crate) const RUST_FILE: &str = "ocaml_bindings.rs";

/// The OCaml module that registers what the Rust code calls.
pub(crate) const OCAML_FILE: &str = "ocaml_interop_bindings.ml";

/// What to bind.
#[derive(Debug, Clone, Default)]
pub(crate) struct Wanted {
    /// Modules, by name.
    pub modules: Vec<String>,
    /// Functions and modules that raise, whatever their documentation says.
    pub raises: Vec<String>,
}

/// What was written, and what cargo has to be told.
pub(crate) struct Written {
    pub ocaml: PathBuf,
    pub directives: Vec<String>,
}

/// Writes the bindings to modules whose compiled interfaces are in `folders`. The OCaml file is
/// written into `ocaml`.
pub(crate) fn write(
    toolchain: &Toolchain,
    target: &Target,
    wanted: &Wanted,
    folders: Vec<PathBuf>,
    ocaml: &Path,
) -> Result<Written, Error> {
    let reader = Reader::compile(toolchain, &target.out_dir.join("ocaml_interop_reader"))?;
    let request = Request { folders, modules: wanted.modules.clone(), files: Vec::new() };
    let reading = Reading::from_json(&reader.run(&request)?).map_err(Error::Input)?;
    let bindings =
        bindings(&reading, &wanted.raises).map_err(|problems| Error::Input(problems.join("\n")))?;
    let rust = target.out_dir.join(RUST_FILE);
    fs::write(&rust, bindings.rust).map_err(Error::file(&rust))?;
    let ocaml = ocaml.join(OCAML_FILE);
    fs::write(&ocaml, bindings.ocaml).map_err(Error::file(&ocaml))?;
    // What is compiled here is made of files that cargo watches already.
    let files = reading.files.iter().filter_map(|file| file.file.as_deref());
    let installed = files.filter(|file| !Path::new(file).starts_with(&target.out_dir));
    let directives = installed.map(|file| format!("cargo:rerun-if-changed={file}")).collect();
    Ok(Written { ocaml, directives })
}
