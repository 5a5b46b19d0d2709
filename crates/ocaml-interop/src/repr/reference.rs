//! `'a ref`.

use super::store::store;
use crate::value::{OCaml, OCamlReference};

impl<'gc, A> OCaml<'gc, OCamlReference<A>> {
    /// What it refers to, as it is at this moment: OCaml's `!r`.
    #[inline(always)]
    pub fn get(&self) -> OCaml<'gc, A> {
        // SAFETY: a record of one field, `contents`.
        unsafe { self.field(0) }
    }

    /// Makes it refer to another value: OCaml's `r := v`. For a Rust value, see the same method of a
    /// root.
    #[inline(always)]
    pub fn set(&self, value: OCaml<'_, A>) {
        // SAFETY: as above; the value is of its type, and nothing has moved either.
        unsafe { store(self.word(), 0, value.word()) }
    }
}
