//! A reference to a definition, opaque to the compiler's checks of constants.

use std::ptr;

use crate::form::Definition;

/// A reference to a type's definition.
///
/// Definitions refer to each other in circles, as recursive types do. Statics may; but the compiler
/// looks through the references in a constant, and calls the circle an error. It looks through no
/// pointer.
#[derive(Clone, Copy, Debug)]
pub struct Link(*const Definition);

impl Link {
    /// A reference to `definition`.
    pub const fn to(definition: &'static Definition) -> Link {
        Link(definition)
    }

    /// The definition.
    #[allow(unsafe_code)]
    pub const fn definition(self) -> &'static Definition {
        // SAFETY: made of a `&'static Definition` in `to`, or of one that was defined before anybody
        // outside this crate had the link (`Later`).
        unsafe { &*self.0 }
    }
}

// SAFETY: a link is a `&'static Definition`, and definitions are `Sync`.
#[allow(unsafe_code)]
unsafe impl Sync for Link {}

// SAFETY: as for `Sync`.
#[allow(unsafe_code)]
unsafe impl Send for Link {}

/// Where a definition will stand that links refer to already.
///
/// Whoever makes one gives no link to it out of this crate, and looks at none, before it is defined.
pub(crate) struct Later(*mut Definition);

impl Later {
    /// A place that is never freed.
    pub(crate) fn new() -> Later {
        Later(Box::leak(Box::<Definition>::new_uninit()).as_mut_ptr())
    }

    /// A reference to the definition.
    pub(crate) fn link(&self) -> Link {
        Link(self.0)
    }

    /// Puts the definition into its place.
    #[allow(unsafe_code)]
    pub(crate) fn define(self, definition: Definition) {
        // SAFETY: the place is a leaked box of this type, and nobody refers to what is in it yet.
        unsafe { ptr::write(self.0, definition) }
    }
}
