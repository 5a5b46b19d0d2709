//! What the compiled OCaml says of its border, written down for the macros, which compare with it.

use std::fs;
use std::path::{Path, PathBuf};

use ocaml_interop_bridge::interface::{Reading, schema, tokens};
use ocaml_interop_bridge::symbols::schema as files;
use ocaml_interop_config::Toolchain;
use ocaml_interop_schema::form::{Registered, Schema, Type};

use crate::cargo::Target;
use crate::error::Error;
use crate::packages::Package;
use crate::reader::{Reader, Request};

/// The variables by which the macros find the files, and know that they are those of the package which
/// they are in: a program that cargo runs has both, too, and may run cargo for another package.
const VARIABLE: &str = "OCAML_INTEROP_SCHEMA";
const PACKAGE_VARIABLE: &str = "OCAML_INTEROP_SCHEMA_PACKAGE";

/// Reads compiled modules (`.cmt`), and those of the libraries that are linked, where it is known which
/// these are, and writes what they say into the output folder. Returns what cargo has to be told.
pub(crate) fn write(
    toolchain: &Toolchain,
    target: &Target,
    mut files: Vec<PathBuf>,
    libraries: Option<&[Package]>,
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
    let packages = libraries.unwrap_or_default();
    // What an unknown library registers, nobody can tell.
    let mut computes_names = libraries.is_none();
    let mut directives = Vec::new();
    for package in packages.iter().filter(|package| !is_of_ocaml(toolchain, package)) {
        let registers = registers(package)?;
        if registers != Registers::Nothing {
            let compiled = compiled_in(&package.directory)?;
            computes_names |= registers == Registers::Values && compiled.is_empty();
            directives.extend(compiled.iter().map(|file| rerun_if_changed(file)));
            files.extend(compiled);
        }
    }
    let folders = packages.iter().map(|package| package.directory.clone()).collect();
    let json = reader.run(&Request { folders, modules: Vec::new(), files })?;
    let reading = Reading::from_json(&json).map_err(Error::Input)?;
    let problems: Vec<_> = reading.files.iter().filter_map(|file| file.error.as_deref()).collect();
    if !problems.is_empty() {
        return Err(Error::Input(problems.join("\n")));
    }
    let folder = target.out_dir.join("ocaml_interop_schema");
    write_files(&schema(&reading, computes_names), &folder)?;
    directives.push(format!("cargo:rustc-env={VARIABLE}={}", folder.display()));
    directives.push(format!("cargo:rustc-env={PACKAGE_VARIABLE}={}", target.package.display()));
    Ok(directives)
}

/// A file for each name and symbol, and one of all names.
fn write_files(schema: &Schema, folder: &Path) -> Result<(), Error> {
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(Error::file(folder))?;
    }
    fs::create_dir_all(folder).map_err(Error::file(folder))?;
    let write = |name: String, part: Schema| {
        let path = folder.join(name);
        fs::write(&path, format!("{}\n", tokens(&part))).map_err(Error::file(&path))
    };
    let nothing = Schema { registered: &[], externals: &[], ..*schema };
    // Both lists are in order of what tells the parts apart.
    for registered in schema.registered.chunk_by(|one, other| one.name == other.name) {
        write(files::registered(registered[0].name), Schema { registered, ..nothing })?;
    }
    for externals in schema.externals.chunk_by(|one, other| one.native == other.native) {
        write(files::external(externals[0].native), Schema { externals, ..nothing })?;
    }
    let values = schema.registered.iter().filter(|one| !matches!(one.ty, Type::Exception(_)));
    let untyped = |one: &Registered| Registered { ty: &Type::Unknown, ..*one };
    let names: Vec<_> = values.map(untyped).collect();
    write(files::NAMES.to_owned(), Schema { registered: names.leak(), ..nothing })
}

fn rerun_if_changed(file: &Path) -> String {
    format!("cargo:rerun-if-changed={}", file.display())
}

/// OCaml's own libraries register names for the runtime, and none for users.
fn is_of_ocaml(toolchain: &Toolchain, package: &Package) -> bool {
    let own = ["", "unix", "str", "dynlink", "threads", "runtime_events", "compiler-libs"];
    let standard = toolchain.standard_library();
    own.iter().any(|folder| package.directory == standard.join(folder))
}

/// What a library registers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Registers {
    Nothing,
    Exceptions,
    /// And exceptions, perhaps.
    Values,
}

/// What the code of a library registers, by the symbols in it.
fn registers(package: &Package) -> Result<Registers, Error> {
    let mut registers = Registers::Nothing;
    for archive in package.archives.iter().map(|archive| archive.with_extension("a")) {
        // A library of interfaces has no code.
        if archive.is_file() {
            let code = fs::read(&archive).map_err(Error::file(&archive))?;
            registers = registers.max(mentions_register(&code));
        }
    }
    Ok(registers)
}

/// Inlined it is the runtime's function; else it is the module's, beside `register_exception`.
fn mentions_register(code: &[u8]) -> Registers {
    let module = b"Stdlib__Callback";
    if memory_contains(code, b"caml_register_named_value") {
        return Registers::Values;
    }
    let mut found = Registers::Nothing;
    for (at, window) in code.windows(module.len()).enumerate() {
        if window == module {
            let rest = &code[at + module.len()..];
            let function = rest.strip_prefix(b".").or(rest.strip_prefix(b"__")).unwrap_or(rest);
            if !function.starts_with(b"register_exception") {
                return Registers::Values;
            }
            found = Registers::Exceptions;
        }
    }
    found
}

fn memory_contains(memory: &[u8], text: &[u8]) -> bool {
    memory.windows(text.len()).any(|window| window == text)
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

#[cfg(test)]
mod tests {
    use super::Registers::{Exceptions, Nothing, Values};
    use super::mentions_register;

    #[test]
    fn exceptions_are_no_values() {
        for (code, expected) in [
            ("x\0camlStdlib__Callback.register_exception_355\0", Exceptions),
            ("camlStdlib__Callback__register_exception_355", Exceptions),
            ("camlStdlib__Callback.register_270\0", Values),
            ("camlStdlib__Callback.register_exception_1\0camlStdlib__Callback\0", Values),
            ("\0caml_register_named_value\0", Values),
            ("", Nothing),
        ] {
            assert_eq!(mentions_register(code.as_bytes()), expected, "{code}");
        }
    }
}
