//! Arguments that live in OCaml's heap, bound to the handle.
//!
//! An exported function takes the handle and, beside it, values that are
//! unrooted. In the signature nothing ties the two. In the body `export` does:
//! each such argument is bound anew, for the time that the handle is borrowed,
//! so that using it after an allocation doesn't compile.

use std::borrow::Cow;

use crate::runtime::OCamlRuntime;
use crate::value::OCaml;

/// What can be bound to the handle.
pub trait Rebind<'a> {
    /// The same, for `'a` at most.
    type Bound;

    /// Binds.
    fn rebind(self) -> Self::Bound;
}

impl<'a, 'long: 'a, T> Rebind<'a> for OCaml<'long, T> {
    type Bound = OCaml<'a, T>;

    #[inline(always)]
    fn rebind(self) -> OCaml<'a, T> {
        self
    }
}

impl<'a, 'long: 'a, T: ?Sized> Rebind<'a> for &'long T {
    type Bound = &'a T;

    #[inline(always)]
    fn rebind(self) -> &'a T {
        self
    }
}

impl<'a, 'long: 'a, T: ToOwned + ?Sized> Rebind<'a> for Cow<'long, T> {
    type Bound = Cow<'a, T>;

    #[inline(always)]
    fn rebind(self) -> Cow<'a, T> {
        self
    }
}

/// Binds an argument to the handle.
#[inline(always)]
pub fn rebind<'a, A: Rebind<'a>>(_cr: &'a OCamlRuntime, argument: A) -> A::Bound {
    argument.rebind()
}
