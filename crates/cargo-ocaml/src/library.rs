//! Descriptions, read out of a library: nothing of it is run, so it may be one for another system.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use object::read::archive::ArchiveFile;
use object::{File, Object, ObjectSection, ObjectSymbol};
use ocaml_interop_bridge::symbols::{Kind, Symbol, VERSION};
use ocaml_interop_schema::decode::{self, Damaged};
use ocaml_interop_schema::form::{Declared, Exception, Export};

use crate::failure::Failure;

/// What a library says of its border with OCaml.
#[derive(Debug)]
pub struct Library {
    /// The file.
    pub path: PathBuf,
    /// Functions that OCaml calls, by their symbols.
    pub exports: BTreeMap<&'static str, Exported>,
    /// Functions that Rust calls, by the names of the symbols that describe them.
    pub declared: BTreeMap<String, Declared>,
    /// Exceptions, by the names of the symbols that describe them.
    pub exceptions: BTreeMap<String, Exception>,
    /// The names of all that is defined in it.
    pub symbols: BTreeSet<String>,
}

/// A function that OCaml calls.
#[derive(Clone, Debug)]
pub struct Exported {
    /// What the library says of it.
    pub export: Export,
    /// The symbol that describes it.
    pub symbol: String,
}

impl Library {
    /// Reads an archive, an object file or a shared library.
    ///
    /// # Errors
    /// When it is none, or describes nothing.
    pub fn read(path: &Path) -> Result<Library, Failure> {
        let library = Library::read_any(path)?;
        if library.describes_nothing() {
            return Err(Failure::file(
                path,
                "no function is described in it",
                "it must be built with ocaml-interop 0.13 or later, and have functions with \
                 `#[export]`; linker-plugin LTO leaves no objects to read",
            ));
        }
        Ok(library)
    }

    /// As [`read`](Library::read), of a library that may describe nothing.
    ///
    /// # Errors
    /// When it is no library.
    pub fn read_any(path: &Path) -> Result<Library, Failure> {
        let bytes = fs::read(path).map_err(|error| {
            Failure::file(
                path,
                error,
                "name a library that was built, such as `target/release/libname.a`",
            )
        })?;
        let mut library = Library {
            path: path.to_owned(),
            exports: BTreeMap::new(),
            declared: BTreeMap::new(),
            exceptions: BTreeMap::new(),
            symbols: BTreeSet::new(),
        };
        let unreadable = |error: object::Error| {
            let help = "name an archive, an object file or a shared library, and build it anew if it \
                        was not written to its end";
            Failure::file(path, format!("this isn't a library that can be read: {error}"), help)
        };
        if !bytes.starts_with(b"!<arch>\n") {
            library.add(&File::parse(&*bytes).map_err(unreadable)?)?;
            return Ok(library);
        }
        let archive = ArchiveFile::parse(&*bytes).map_err(unreadable)?;
        for member in archive.members() {
            let data = member.and_then(|member| member.data(&*bytes)).map_err(unreadable)?;
            // The compiler's own notes are in archives, too.
            if let Ok(file) = File::parse(data) {
                library.add(&file)?;
            }
        }
        Ok(library)
    }

    /// Whether no function is described in it.
    pub fn describes_nothing(&self) -> bool {
        self.exports.is_empty() && self.declared.is_empty()
    }

    fn add(&mut self, file: &File) -> Result<(), Failure> {
        for symbol in file.symbols().chain(file.dynamic_symbols()) {
            let Some(name) = symbol.name().ok().filter(|_| symbol.is_definition()) else {
                continue;
            };
            self.symbols.insert(name.to_owned());
            let Some(parsed) = Symbol::parse(name) else { continue };
            if parsed.version != VERSION {
                return Err(Failure::file(
                    &self.path,
                    format!(
                        "it is described in version {} of the format, this program reads {VERSION}",
                        parsed.version
                    ),
                    "install the `cargo-ocaml` of the version of ocaml-interop that built it",
                ));
            }
            let name = parsed.to_string();
            self.symbols.insert(name.clone());
            let bytes = || {
                let section = file.section_by_index(symbol.section_index()?).ok()?;
                let start =
                    usize::try_from(symbol.address().checked_sub(section.address())?).ok()?;
                let data = section.data().ok()?.get(start..)?;
                // Some formats don't say how long it is, but the bytes do.
                let size = usize::try_from(symbol.size()).ok().filter(|size| *size > 0);
                data.get(..size.unwrap_or(data.len()))
            };
            let bytes = bytes().unwrap_or_default();
            let damaged = |damaged: Damaged| {
                let help = "build the library anew";
                Failure::file(&self.path, format!("`{name}` is damaged: {damaged}"), help)
            };
            match parsed.kind {
                Kind::Type => {}
                Kind::Export => {
                    let export = decode::export(bytes).map_err(damaged)?;
                    self.exports.insert(export.native, Exported { export, symbol: name });
                }
                Kind::Declared => {
                    let declared = decode::declared(bytes).map_err(damaged)?;
                    self.declared.insert(name, declared);
                }
                Kind::Exception => {
                    let exception = decode::exception(bytes).map_err(damaged)?;
                    self.exceptions.insert(name, exception);
                }
            }
        }
        Ok(())
    }
}
