//! Compiled OCaml code, compared with a library: its declarations of the library's functions, and what
//! it registers for the library to call.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::{env, process};

use ocaml_interop_bridge::interface::{self, Item, Place, Reading, Value, schema};
use ocaml_interop_bridge::symbols::Symbol;
use ocaml_interop_build::reader::{Reader, Request};
use ocaml_interop_config::Toolchain;
use ocaml_interop_schema::form::{External, Schema};
use ocaml_interop_schema::{check, exceptions};

use crate::failure::Failure;
use crate::library::Library;

/// What was compared.
#[derive(Debug, Default)]
pub struct Report {
    /// How many declarations and registrations agree.
    pub compared: usize,
    /// How many don't: each with what the difference is.
    pub differences: Vec<String>,
    /// What can't be compared, and why.
    pub unknown: Vec<String>,
}

/// Compares all OCaml code below `paths`, which are folders and compiled files, with the library.
/// Without one, with those below the folders.
///
/// # Errors
/// When one of them can't be read.
pub fn check(library: Option<&Path>, paths: &[PathBuf]) -> Result<Report, Failure> {
    let found = Found::below(paths)?;
    let libraries = match library {
        Some(path) => vec![Library::read(path)?],
        None => described(&found.libraries)?,
    };
    let schema = read(&found)?;
    let mut report = Report::default();
    report.unknown.extend(found.interfaces.iter().map(|path| {
        let path = path.display();
        format!(
            "{path}: there is no `.cmt` beside it, which says more: `dune build @check` makes it"
        )
    }));
    let mut externals: Vec<_> = schema.externals.iter().collect();
    externals.sort_by_key(|external| in_order(external.place));
    for external in externals {
        external_against(external, &libraries, &mut report);
    }
    // A library may be there as an archive and as a shared one.
    let declared: BTreeMap<_, _> = libraries.iter().flat_map(|one| &one.declared).collect();
    for declared in declared.values() {
        match check::compare_declared(&schema, declared) {
            Err(difference) => report.differences.push(difference.as_str().to_owned()),
            Ok(check::COMPUTED_NAME) => report.unknown.push(format!(
                "`ocaml!` declares `{}`: no `Callback.register` there has this name, but {}",
                declared.name,
                match found.is_a_part {
                    true => "not all files were named",
                    false => "some names are computed",
                }
            )),
            Ok(check::UNKNOWN_TYPE) => report.unknown.push(format!(
                "`ocaml!` declares `{}`: a part of its type isn't known where it is registered; \
                 register `fun x -> …`",
                declared.name
            )),
            Ok(_) => report.compared += 1,
        }
    }
    exceptions_against(&schema, &libraries, &mut report);
    Ok(report)
}

/// Exceptions that OCaml registers; of the others Rust makes its own.
fn exceptions_against(schema: &Schema, libraries: &[Library], report: &mut Report) {
    let all: BTreeMap<_, _> = libraries.iter().flat_map(|one| &one.exceptions).collect();
    for exception in all.values() {
        match exceptions::compare(schema, exception) {
            Err(difference) => report.differences.push(difference.as_str().to_owned()),
            Ok(check::CHECKED) => report.compared += 1,
            Ok(check::UNKNOWN_TYPE) => report.unknown.push(format!(
                "the exception `{}`: which one OCaml registers by this name isn't written where it is \
                 registered; register `[%extension_constructor …]`",
                exception.registered
            )),
            Ok(_) => {}
        }
    }
}

/// A place's file, and its line as a number.
fn in_order(place: &str) -> (&str, u32) {
    let (file, line) = place.rsplit_once(':').unwrap_or((place, ""));
    (file, line.parse().unwrap_or_default())
}

fn external_against(external: &External, libraries: &[Library], report: &mut Report) {
    let External { native, place, .. } = external;
    let name = external.name.rsplit('.').next().unwrap_or(external.name);
    let is_defined = libraries.iter().any(|library| library.symbols.contains(*native));
    if let Some(one) = libraries.iter().find_map(|library| library.exports.get(native)) {
        match check::compare_exported(external, &one.export) {
            Some(difference) => {
                report.differences.push(format!("{place}: {}", difference.as_str()));
            }
            None => report.compared += 1,
        }
        let types = one.export.arguments.iter().map(|(field, _)| field.ty);
        if !types.chain([one.export.result.0]).all(check::is_described) {
            report.unknown.push(format!(
                "{place}: a type in `{native}` isn't described: write `#[derive(OCamlDescriber)]` on it"
            ));
        }
    } else if Symbol::parse(native).is_some() {
        // What `bind` has written refers to the library's symbols.
        match is_defined {
            true => report.compared += 1,
            false => report.differences.push(format!(
                "{place}: this file was generated for another version of the library, which had \
                 `{native}`\nhelp: run `cargo ocaml bind` again"
            )),
        }
    } else if is_defined {
        report.unknown.push(format!(
            "{place}: `{name}`: `{native}` is in the library, but no `#[export]` describes it"
        ));
    } else if let Some(near) = near(native, libraries) {
        report.unknown.push(format!(
            "{place}: `{name}`: `{native}` isn't in the library, which has `{near}`"
        ));
    }
}

/// An exported symbol whose name differs in a letter or two.
fn near<'a>(native: &str, libraries: &'a [Library]) -> Option<&'a str> {
    let exports = libraries.iter().flat_map(|library| library.exports.keys());
    exports
        .copied()
        .filter(|known| native.len() > 3 && strsim::levenshtein(native, known) <= 2)
        .min()
}

/// Files to look at.
#[derive(Debug, Default)]
struct Found {
    compiled: BTreeSet<PathBuf>,
    /// Interfaces of which no implementation is there.
    interfaces: BTreeSet<PathBuf>,
    /// Files were named: there may be others.
    is_a_part: bool,
    libraries: BTreeSet<PathBuf>,
}

impl Found {
    fn below(paths: &[PathBuf]) -> Result<Found, Failure> {
        let mut found = Found::default();
        for path in paths {
            if path.is_dir() {
                found.folder(path)?;
            } else if !path.exists() {
                let help = "build the OCaml code first, with `dune build @check` say; then name its \
                            `_build` folder, or `.cmt`, `.cmti` and `.cmi` files";
                return Err(Failure::file(path, "no such file or folder", help));
            } else if is_compiled(path) {
                found.is_a_part = true;
                found.compiled.insert(path.clone());
            } else {
                let help = "name folders, or `.cmt`, `.cmti` and `.cmi` files";
                return Err(Failure::file(path, "this is no compiled OCaml file", help));
            }
        }
        if found.compiled.is_empty() {
            let shown: Vec<_> = paths.iter().map(|path| path.display().to_string()).collect();
            return Err(Failure::Unusable(format!(
                "{}: no compiled OCaml code, no `.cmt` file\nhelp: build it first, with `dune build \
                 @check` or `ocamlfind ocamlopt -bin-annot`",
                shown.join(", ")
            )));
        }
        Ok(found)
    }

    fn folder(&mut self, folder: &Path) -> Result<(), Failure> {
        for entry in fs::read_dir(folder).map_err(Failure::system(folder))? {
            let path = entry.map_err(Failure::system(folder))?.path();
            let extension = path.extension().unwrap_or_default();
            if path.is_dir() && !path.is_symlink() {
                // Cargo's own folder has libraries of long ago, too.
                if !path.join("CACHEDIR.TAG").exists() {
                    self.folder(&path)?;
                }
            } else if extension == "cmt" {
                self.compiled.insert(path);
            } else if extension == "cmti" && !path.with_extension("cmt").exists() {
                // An implementation would say more.
                self.interfaces.insert(path.clone());
                self.compiled.insert(path);
            } else if ["a", "so", "lib", "dylib"].iter().any(|known| extension == *known) {
                self.libraries.insert(path);
            }
        }
        Ok(())
    }
}

fn is_compiled(path: &Path) -> bool {
    let extension = path.extension().unwrap_or_default();
    ["cmt", "cmti", "cmi"].iter().any(|known| extension == *known)
}

/// The libraries among these that say something of OCaml.
fn described(paths: &BTreeSet<PathBuf>) -> Result<Vec<Library>, Failure> {
    let mut libraries = Vec::new();
    for path in paths {
        // Others' libraries may be of any kind.
        match Library::read_any(path) {
            Ok(library) if !library.describes_nothing() => libraries.push(library),
            _ => {}
        }
    }
    match libraries.is_empty() {
        true => Err(Failure::Unusable(
            "no library that describes its functions was found there\nhelp: name it, such as `--lib \
             target/release/libname.a`"
                .to_owned(),
        )),
        false => Ok(libraries),
    }
}

/// What the compiled files say.
fn read(found: &Found) -> Result<Schema, Failure> {
    let unusable = |error: &dyn std::fmt::Display| Failure::Unusable(error.to_string());
    let toolchain = Toolchain::find().map_err(|error| unusable(&error))?;
    let folder = env::temp_dir().join(format!("cargo-ocaml-{}", process::id()));
    let folders: BTreeSet<_> =
        found.compiled.iter().filter_map(|path| path.parent()).map(Path::to_owned).collect();
    let request = Request {
        folders: folders.into_iter().collect(),
        modules: Vec::new(),
        files: found.compiled.iter().cloned().collect(),
    };
    let json = Reader::compile(&toolchain, &folder).and_then(|reader| reader.run(&request));
    let _ = fs::remove_dir_all(&folder);
    let json = json.map_err(|error| unusable(&error))?;
    let mut reading = Reading::from_json(&json).map_err(|error| unusable(&error))?;
    reading.files.iter_mut().for_each(with_interface);
    let problems: Vec<_> = reading.files.iter().filter_map(|file| file.error.as_deref()).collect();
    match problems.is_empty() {
        true => Ok(schema(&reading, found.is_a_part)),
        false => Err(Failure::Unusable(format!(
            "{}\nhelp: compile the OCaml code anew; the OCaml that is found here is {}",
            problems.join("\n"),
            toolchain.version()
        ))),
    }
}

/// An interface's own declarations of foreign functions, where there is no implementation to say more.
fn with_interface(file: &mut interface::File) {
    let name = file.file.clone().unwrap_or_default();
    if !name.ends_with(".cmt") {
        let items = std::mem::take(&mut file.items);
        externals_of(&items, &name, &mut file.externals);
        file.items = items;
    }
}

fn externals_of(items: &[Item], file: &str, found: &mut Vec<interface::External>) {
    for item in items {
        match item {
            Item::Value(Value { name, ty, primitive: Some(primitive), .. }) => {
                found.push(interface::External {
                    path: name.clone(),
                    ty: ty.clone(),
                    primitive: primitive.clone(),
                    location: Some(Place::File(file.to_owned())),
                });
            }
            Item::Module { items, .. } => externals_of(items, file, found),
            _ => {}
        }
    }
}
