//! What the macros know beside their input.

use crate::symbols::{Hash, Kind, Symbol};

/// Whether a build script has compiled OCaml code together with the package, and has written what
/// that says of its border into the folder that the environment's `OCAML_INTEROP_SCHEMA` names.
#[derive(Clone, Copy, Debug)]
pub enum Schema {
    /// It has.
    Written {
        /// Whether this file is there.
        has: fn(&str) -> bool,
    },
    /// There is no such folder.
    Missing,
}

/// What the macros know beside their input.
#[derive(Clone, Debug)]
pub struct Context {
    /// Whether there is something to compare with.
    pub schema: Schema,
    /// What tells the crate apart from the others of a program.
    pub of_crate: String,
    /// How many symbols of this name were asked for before, in this crate.
    pub before: fn(&str) -> usize,
}

impl Context {
    /// A symbol of which there is one in a program.
    pub(super) fn symbol(&self, kind: Kind, name: &str, hash: Hash) -> Symbol {
        if kind == Kind::Export {
            return Symbol::new(kind, name, hash.number());
        }
        let hash = hash.text(&self.of_crate);
        let first = Symbol::new(kind, name, hash.number());
        match (self.before)(&first.to_string()) {
            0 => first,
            several => Symbol::new(kind, name, hash.text(&several.to_string()).number()),
        }
    }
}
