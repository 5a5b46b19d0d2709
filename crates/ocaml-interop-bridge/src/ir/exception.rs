//! Exceptions that both sides have.

use proc_macro2::Ident;
use syn::{Generics, LitStr, Type};

use super::{Constructor, Doc};
use crate::symbols::Hash;

/// A Rust error type: one exception, or one for each variant.
#[derive(Debug)]
pub struct Exceptions {
    /// Its name in Rust.
    pub name: Ident,
    /// Its parameters, of which there may be none.
    pub generics: Generics,
    /// The Rust type.
    pub rust: Type,
    /// It is neither a struct nor an enum.
    pub is_union: bool,
    /// Its exceptions.
    pub all: Vec<Exception>,
    /// The variants for all other exceptions, of which there may be one.
    pub others: Vec<Constructor>,
    /// The hash of its definition.
    pub hash: Hash,
}

/// An exception.
#[derive(Debug)]
pub struct Exception {
    /// How Rust takes it apart and builds it.
    pub constructor: Constructor,
    /// OCaml's name for it, where it differs from the Rust name: `Parser.Syntax`.
    pub given_name: Option<LitStr>,
    /// The name that OCaml registers it by, where it differs from that.
    pub given_registered: Option<LitStr>,
    /// Its documentation.
    pub doc: Doc,
}

impl Exception {
    /// OCaml's name for it.
    pub fn ocaml_name(&self) -> String {
        self.given_name.as_ref().map_or_else(|| self.constructor.tag(), LitStr::value)
    }

    /// The name that OCaml registers it by.
    pub fn registered(&self) -> String {
        self.given_registered.as_ref().map_or_else(|| self.ocaml_name(), LitStr::value)
    }
}
