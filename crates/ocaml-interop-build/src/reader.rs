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

/// The reader's modules, in the order in which they use each other. What differs between releases of
/// the compiler's library stands in modules of their own, one for each of its forms.
fn modules(since: impl Fn(u32) -> bool) -> [(&'static str, &'static str); 14] {
    macro_rules! source {
        ($name:literal) => {
            include_str!(concat!("../reader/", $name, ".ml"))
        };
    }
    [
        (
            "constants.ml",
            if since(3) { source!("constants_5_3") } else { source!("constants_5_1") },
        ),
        ("typed.ml", if since(4) { source!("typed_5_4") } else { source!("typed_5_1") }),
        ("paths.ml", if since(2) { source!("paths_5_2") } else { source!("paths_5_1") }),
        ("json.ml", source!("json")),
        ("units.ml", source!("units")),
        ("scope.ml", source!("scope")),
        ("keys.ml", source!("keys")),
        ("attributes.ml", source!("attributes")),
        ("mentions.ml", source!("mentions")),
        ("declarations.ml", source!("declarations")),
        ("registrations.ml", source!("registrations")),
        ("known.ml", source!("known")),
        ("files.ml", source!("files")),
        ("reader.ml", source!("reader")),
    ]
}

/// What to read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Request {
    /// Where compiled modules are, beside the folders of the files themselves, those that they were
    /// compiled with, and the standard library.
    pub folders: Vec<PathBuf>,
    /// Modules by name, as people write it: `Stdlib.List`, `List`, `Z`. In the answer they stand
    /// before the files.
    pub modules: Vec<String>,
    /// Files: `.cmi`, `.cmti`, `.cmt`.
    pub files: Vec<PathBuf>,
}

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
        let modules = modules(since);
        for (name, text) in modules {
            let path = folder.join(name);
            fs::write(&path, text).map_err(Error::file(&path))?;
        }
        let program = folder.join("reader.exe");
        let mut ocamlopt = toolchain.ocamlopt();
        // The compiler's modules set each other up, also those that nothing here names.
        ocamlopt.args(["-linkall", "-I", "+compiler-libs", "ocamlcommon.cmxa", "-o"]);
        ocamlopt.arg(&program);
        run(ocamlopt.args(modules.map(|(name, _)| name)).current_dir(folder))?;
        Ok(Reader { program })
    }

    /// Reads files: see [`Reader::run`].
    ///
    /// # Errors
    /// When the reader can't be run.
    pub fn read(&self, files: &[PathBuf]) -> Result<String, Error> {
        self.run(&Request { files: files.to_vec(), ..Request::default() })
    }

    /// Reads files and modules: one JSON object, with what each of them holds, or an error in its
    /// place that says what is wrong with it, and with each type that they mention.
    ///
    /// # Errors
    /// When the reader can't be run.
    pub fn run(&self, request: &Request) -> Result<String, Error> {
        let done = self.run_once(request, &[]);
        if done.is_ok() {
            return done;
        }
        // The format has no checksum for all of a file: some damage ends the reader, not only the
        // reading of that file.
        let ends_it = |file: &&PathBuf| {
            let alone =
                Request { modules: Vec::new(), files: vec![(*file).clone()], ..request.clone() };
            self.run_once(&alone, &[]).is_err()
        };
        let damaged: Vec<_> = request.files.iter().filter(ends_it).collect();
        if damaged.is_empty() { done } else { self.run_once(request, &damaged) }
    }

    /// Runs the reader; of the `damaged` files it says that they are.
    fn run_once(&self, request: &Request, damaged: &[&PathBuf]) -> Result<String, Error> {
        let mut reader = Command::new(&self.program);
        for folder in &request.folders {
            reader.arg("-I").arg(folder);
        }
        for module in &request.modules {
            reader.arg("-module").arg(module);
        }
        for file in &request.files {
            if damaged.contains(&file) {
                reader.arg("-damaged");
            }
            reader.arg(file);
        }
        run(&mut reader)
    }
}
