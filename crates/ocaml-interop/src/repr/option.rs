//! `'a option` and `('a, 'e) result`.

use ocaml_interop_sys as sys;

use crate::value::OCaml;

impl<T> OCaml<'static, Option<T>> {
    /// `None`.
    #[inline(always)]
    pub fn none() -> OCaml<'static, Option<T>> {
        // SAFETY: an immediate, valid for ever.
        unsafe { OCaml::unbound(sys::UNIT) }
    }
}

impl<'gc, A> OCaml<'gc, Option<A>> {
    /// Whether it is `None`.
    #[inline(always)]
    pub fn is_none(&self) -> bool {
        self.is_long()
    }

    /// Whether it is `Some _`.
    #[inline(always)]
    pub fn is_some(&self) -> bool {
        self.is_block()
    }

    /// As Rust's.
    #[inline(always)]
    pub fn to_option(&self) -> Option<OCaml<'gc, A>> {
        // SAFETY: `Some` has one field.
        self.is_some().then(|| unsafe { self.field(0) })
    }
}

impl<'gc, A, E> OCaml<'gc, Result<A, E>> {
    /// Whether it is `Ok _`.
    #[inline(always)]
    pub fn is_ok(&self) -> bool {
        self.tag_value() == 0
    }

    /// Whether it is `Error _`.
    #[inline(always)]
    pub fn is_error(&self) -> bool {
        self.tag_value() == 1
    }

    /// As Rust's.
    ///
    /// # Errors
    /// Where it is `Error _`.
    #[inline(always)]
    pub fn to_result(&self) -> Result<OCaml<'gc, A>, OCaml<'gc, E>> {
        // SAFETY: both constructors have one field.
        if self.is_ok() { Ok(unsafe { self.field(0) }) } else { Err(unsafe { self.field(0) }) }
    }
}
