//! `'a Atomic.t`, by the runtime's primitives: none collects or raises (runtime/memory.c).

use ocaml_interop_sys as sys;
use sys::RawOCaml;

use super::int::value_of_int;
use crate::value::{OCaml, OCamlAtomic, OCamlInt};

impl<'gc, A> OCaml<'gc, OCamlAtomic<A>> {
    /// A value that stood in the atomic.
    #[inline(always)]
    fn stood(&self, raw: RawOCaml) -> OCaml<'gc, A> {
        // SAFETY: of the atomic's type. Should nothing else refer to it any more, no collection runs
        // before `'gc` ends.
        unsafe { OCaml::unbound(raw) }
    }

    /// The value: `Atomic.get`.
    #[inline]
    pub fn get(&self) -> OCaml<'gc, A> {
        // SAFETY: an atomic, a block of one field.
        self.stood(unsafe { sys::caml_atomic_load(self.word()) })
    }

    /// Another value for it: `Atomic.set`.
    #[inline]
    pub fn set(&self, value: OCaml<'_, A>) {
        self.exchange(value);
    }

    /// Another value for the one that stood there: `Atomic.exchange`.
    #[inline]
    pub fn exchange(&self, value: OCaml<'_, A>) -> OCaml<'gc, A> {
        // SAFETY: an atomic; the value is of its type, and nothing has moved either.
        self.stood(unsafe { sys::caml_atomic_exchange(self.word(), value.word()) })
    }

    /// Another value, if it still holds `seen`, the same value physically (`==`); whether it did:
    /// `Atomic.compare_and_set`. A boxed number is another block each time that it is made.
    #[inline]
    pub fn compare_and_set(&self, seen: OCaml<'_, A>, value: OCaml<'_, A>) -> bool {
        // SAFETY: an atomic; both values are of its type, and nothing has moved any.
        let done = unsafe { sys::caml_atomic_cas(self.word(), seen.word(), value.word()) };
        done != sys::FALSE
    }
}

impl OCaml<'_, OCamlAtomic<OCamlInt>> {
    /// Adds `n`, and tells the sum before: `Atomic.fetch_and_add`. As in OCaml, it wraps around.
    ///
    /// # Panics
    /// When `n` doesn't fit OCaml's `int`.
    #[inline]
    pub fn fetch_and_add(&self, n: i64) -> i64 {
        // SAFETY: an atomic that holds an int.
        sys::long_of_value(unsafe { sys::caml_atomic_fetch_add(self.word(), value_of_int(n)) })
            as i64
    }
}
