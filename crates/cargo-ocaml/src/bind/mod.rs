//! An OCaml module for a library's functions, as text.
//!
//! `collect` finds the types and functions, and what can't be said in OCaml; `types` writes a type
//! down; `order` puts all into modules, each type behind those that it mentions; `print` writes them.

mod collect;
mod doc;
mod names;
mod order;
mod print;
mod types;

use crate::failure::Failure;
use crate::library::Library;

/// A module's two files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Module {
    /// The interface, with documentation.
    pub mli: String,
    /// The implementation.
    pub ml: String,
}

/// Writes the module of a library. `command` is how it was asked for, which the files say.
///
/// # Errors
/// When something in it has no place in OCaml: all of it.
pub fn bind(library: &Library, command: &str) -> Result<Module, Failure> {
    if library.exports.is_empty() {
        return Err(Failure::file(
            &library.path,
            "no exported function is described in it",
            "put `#[export]` on the functions that OCaml is to call",
        ));
    }
    let mut problems = Vec::new();
    let collected = collect::collect(library, &mut problems);
    let scope = order::order(&collected, &mut problems);
    if !problems.is_empty() {
        let problems: Vec<_> = problems.iter().map(|problem| format!("error: {problem}")).collect();
        return Err(Failure::Unusable(problems.join("\n\n")));
    }
    Ok(print::module(&scope, &collected, command))
}
