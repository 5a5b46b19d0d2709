//! An argument that is a reference already, or was rooted for the call.

use super::BoxRoot;
use crate::value::OCamlRef;

/// An argument of a call: a reference that the caller holds, or a root made for
/// the call.
#[derive(Debug)]
pub enum RefOrRooted<'a, 'b, T: 'static> {
    /// The caller's.
    Ref(&'a OCamlRef<'b, T>),
    /// Made for the call.
    Root(BoxRoot<T>),
}

impl<T: 'static> RefOrRooted<'_, '_, T> {
    /// The reference to pass on.
    pub fn as_ocaml_ref(&self) -> OCamlRef<'_, T> {
        match self {
            Self::Ref(reference) => reference,
            Self::Root(root) => root,
        }
    }
}
