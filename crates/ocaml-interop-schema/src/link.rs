//! A reference to a definition, opaque to the compiler's checks of constants.

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
        // SAFETY: made of a `&'static Definition` in `to`, which alone makes links.
        unsafe { &*self.0 }
    }
}

// SAFETY: a link is a `&'static Definition`, and definitions are `Sync`.
#[allow(unsafe_code)]
unsafe impl Sync for Link {}

// SAFETY: as for `Sync`.
#[allow(unsafe_code)]
unsafe impl Send for Link {}
