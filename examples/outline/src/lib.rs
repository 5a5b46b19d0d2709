//! The outline of OCaml files, by OCaml's own parser and type checker.
//!
//! The OCaml side stands in `ocaml/`: `outline.mli` is where to begin. Its types, and the one function
//! that crosses the border, the build script has written in Rust.

mod error;
mod item;

use std::path::{Path, PathBuf};

use ocaml_interop::OCamlRuntime;

pub use error::{Error, Problem};
pub use item::{Item, Kind, Location};

mod ocaml {
    include!(concat!(env!("OUT_DIR"), "/ocaml_bindings.rs"));
}

/// The outline of an OCaml implementation (`.ml`), item by item.
///
/// Compiled interfaces (`.cmi`) of other modules are looked for next to the file, then in
/// `include_dirs`, then in OCaml's standard library.
///
/// # Errors
/// The file can't be read, or has a syntax or type error: [`Error::Problem`], with the location.
pub fn outline(
    cr: &mut OCamlRuntime,
    include_dirs: &[PathBuf],
    file: &Path,
) -> Result<Vec<Item>, Error> {
    let include_dirs: Vec<&[u8]> = include_dirs.iter().map(|dir| bytes(dir)).collect();
    let outcome = ocaml::outline::of_file(cr, &include_dirs, bytes(file))?;
    // The fallible conversion: names in the file are bytes to OCaml, and text to Rust.
    let outcome: Result<Vec<Item>, Problem> = cr.get(&outcome).try_to_rust()?;
    Ok(outcome?)
}

/// A path as OCaml takes it: a string of bytes, in any encoding.
fn bytes(path: &Path) -> &[u8] {
    path.as_os_str().as_encoded_bytes()
}
