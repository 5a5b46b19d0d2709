//! What is an OCaml value already: references, roots, values.

use ocaml_interop_sys::RawOCaml;

use super::{FromOCaml, ToOCaml};
use crate::heap::{Mode, Space};
use crate::root::BoxRoot;
use crate::runtime::OCamlRuntime;
use crate::value::{OCaml, OCamlCell};

// SAFETY: the cell holds a value of the type.
unsafe impl<T> ToOCaml<T> for OCamlCell<T> {
    #[inline(always)]
    fn to_ocaml<'a>(&self, cr: &'a mut OCamlRuntime) -> OCaml<'a, T> {
        cr.get(self)
    }
    const FIXED_WORDS: Option<usize> = Some(0);
    #[inline(always)]
    unsafe fn write<M: Mode>(&self, _space: &mut Space<'_, M>) -> RawOCaml {
        // SAFETY: a space is written to its end at once, so the lock
        // is held and nothing moves.
        unsafe { self.get_raw() }
    }
}

// SAFETY: the value is of the type. A handle taken by `&mut` excludes values
// that borrow it, so only immediates, valid for ever, come here by that way.
unsafe impl<T> ToOCaml<T> for OCaml<'_, T> {
    #[inline(always)]
    fn to_ocaml<'a>(&self, _cr: &'a mut OCamlRuntime) -> OCaml<'a, T> {
        // SAFETY: see above.
        unsafe { OCaml::unbound(self.word()) }
    }
    const FIXED_WORDS: Option<usize> = Some(0);
    #[inline(always)]
    unsafe fn write<M: Mode>(&self, _space: &mut Space<'_, M>) -> RawOCaml {
        self.word()
    }
}

// SAFETY: the value is rooted as it is.
unsafe impl<T: 'static> FromOCaml<T> for BoxRoot<T> {
    #[inline]
    fn from_ocaml(v: OCaml<'_, T>) -> Self {
        BoxRoot::new(v)
    }
}
