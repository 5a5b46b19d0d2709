//! `'a Lazy.t`: looked at, not forced.

use std::sync::atomic::{Ordering, fence};

use ocaml_interop_sys as sys;

use crate::value::{OCaml, OCamlLazy};

impl<'gc, A> OCaml<'gc, OCamlLazy<A>> {
    /// Whether the value is there: `Lazy.is_val`.
    #[inline]
    pub fn is_forced(&self) -> bool {
        self.get().is_some()
    }

    /// The value, if it is there.
    ///
    /// A lazy value is a block of its own until it is forced, and while it is; then one that holds the
    /// value, or the value itself (stdlib/camlinternalLazy.ml).
    pub fn get(&self) -> Option<OCaml<'gc, A>> {
        let tag = self.header().map(sys::tag_of);
        // Whoever forces it writes the value before the tag.
        fence(Ordering::Acquire);
        match tag {
            Some(sys::LAZY_TAG | sys::FORCING_TAG) => None,
            // SAFETY: a block of the value.
            Some(sys::FORWARD_TAG) => Some(unsafe { self.field(0) }),
            // SAFETY: what is no block of a lazy value is the value.
            _ => Some(unsafe { OCaml::unbound(self.word()) }),
        }
    }
}
