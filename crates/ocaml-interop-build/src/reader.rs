//! Reading what compiled OCaml says of itself.
//!
//! Compiled interfaces have a format of their own in each release, which the compiler's own library
//! alone reads. So the reader is a small OCaml program on that library, compiled by the compiler
//! whose files it is to read; what it finds it writes as JSON.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use ocaml_interop_config::Toolchain;

use crate::error::Error;
use crate::run::run;

/// The reader's modules. What differs between releases of the compiler's library stands in those of
/// its releases, once for each difference.
const CONSTANTS_5_1: &str = include_str!("../reader/constants_5_1.ml");
const CONSTANTS_5_3: &str = include_str!("../reader/constants_5_3.ml");
const TYPED_5_1: &str = include_str!("../reader/typed_5_1.ml");
const TYPED_5_4: &str = include_str!("../reader/typed_5_4.ml");
const JSON: &str = include_str!("../reader/json.ml");
const READER: &str = include_str!("../reader/reader.ml");

/// The reader of compiled interfaces (`.cmi`, `.cmti`) and implementations (`.cmt`).
#[derive(Debug, Clone)]
pub struct Reader {
    program: PathBuf,
}

impl Reader {
    /// Compiles the reader into `folder`, which may hold nothing else.
    ///
    /// # Errors
    /// When this OCaml has no `compiler-libs`, or compiling fails.
    pub fn compile(toolchain: &Toolchain, folder: &Path) -> Result<Reader, Error> {
        let library = toolchain.standard_library().join("compiler-libs");
        if !library.join("ocamlcommon.cmxa").is_file() {
            return Err(Error::UnknownPackage {
                name: "compiler-libs".to_owned(),
                reason: format!(
                    "no ocamlcommon.cmxa in {}, which belongs to the compiler",
                    library.display()
                ),
            });
        }
        fs::create_dir_all(folder).map_err(Error::file(folder))?;
        let version = toolchain.version();
        let since = |minor| (version.major, version.minor) >= (5, minor);
        let constants = if since(3) { CONSTANTS_5_3 } else { CONSTANTS_5_1 };
        let typed = if since(4) { TYPED_5_4 } else { TYPED_5_1 };
        let modules = [
            ("constants.ml", constants),
            ("typed.ml", typed),
            ("json.ml", JSON),
            ("reader.ml", READER),
        ];
        for (name, text) in modules {
            let path = folder.join(name);
            fs::write(&path, text).map_err(Error::file(&path))?;
        }
        let program = folder.join("reader.exe");
        let mut ocamlopt = toolchain.ocamlopt();
        ocamlopt.args(["-I", "+compiler-libs", "ocamlcommon.cmxa", "-o"]).arg(&program);
        run(ocamlopt.args(modules.map(|(name, _)| name)).current_dir(folder))?;
        Ok(Reader { program })
    }

    /// Reads files: one JSON object, with what each file holds, or an error in its place that says
    /// what is wrong with it.
    ///
    /// # Errors
    /// When the reader can't be run.
    pub fn read(&self, files: &[PathBuf]) -> Result<String, Error> {
        run(Command::new(&self.program).args(files))
    }
}
