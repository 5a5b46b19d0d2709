//! `('a, 'b) Either.t`.

use crate::value::{Either, OCaml};

impl<'gc, A, B> OCaml<'gc, Either<A, B>> {
    /// As Rust's.
    #[inline]
    pub fn to_either(&self) -> Either<OCaml<'gc, A>, OCaml<'gc, B>> {
        match self.tag_value() {
            // SAFETY: both constructors have one field.
            0 => Either::Left(unsafe { self.field(0) }),
            // SAFETY: as above.
            _ => Either::Right(unsafe { self.field(0) }),
        }
    }
}
