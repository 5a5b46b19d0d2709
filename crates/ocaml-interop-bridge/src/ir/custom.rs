//! Rust types whose values live inside OCaml, and the functions of such a type.

use proc_macro2::{Ident, Span};
use syn::{Generics, ItemImpl, LitStr, Path};

use super::{Doc, Export};
use crate::symbols::Hash;

/// A type that derives `OCamlCustom`.
#[derive(Debug)]
pub struct Custom {
    /// Its name in Rust.
    pub name: Ident,
    /// Its parameters, of which there are to be none.
    pub generics: Generics,
    /// The name of the OCaml type, where one was given.
    pub ocaml_name: Option<LitStr>,
    /// Where each of these was asked for: `compare`, by `Ord`;
    pub compare: Option<Span>,
    /// `hash`, by `Hash`;
    pub hash_of_values: Option<Span>,
    /// `marshal`, by serde;
    pub marshal: Option<Span>,
    /// `exclusive`: values may be borrowed by `&mut`.
    pub exclusive: bool,
    /// The function that tells how much memory a value owns.
    pub size: Option<Path>,
    /// Its documentation.
    pub doc: Doc,
    /// The hash of its definition.
    pub hash: Hash,
}

impl Custom {
    /// The name of the OCaml type.
    pub fn ocaml_name(&self) -> String {
        let own = || format!("{}.t", crate::syntax::plain(&self.name));
        self.ocaml_name.as_ref().map_or_else(own, LitStr::value)
    }
}

/// An `impl` block whose functions OCaml calls.
#[derive(Debug)]
pub struct Methods {
    /// The block as written, without the attributes that the macro has read.
    pub block: ItemImpl,
    /// Its exported functions, each with its place among the block's items.
    pub exports: Vec<(usize, Export)>,
}
