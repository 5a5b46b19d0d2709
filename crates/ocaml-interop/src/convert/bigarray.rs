//! Bigarrays from slices, by copy, and back; and from memory of Rust's, without one.

use ocaml_interop_sys as sys;

use super::{DefaultOCamlMapping, DefaultRustMapping, FromOCaml, FromOCamlError, ToOCaml};
use crate::repr::bigarray::{
    Array1, Bigarray, BigarrayElt, Dimensions, Layout, Owned, kind_to_make,
};
use crate::runtime::{OCamlRuntime, out_of_memory};
use crate::value::OCaml;

/// A bigarray with memory of C's, which the garbage collector frees as it does OCaml's own.
///
/// # Safety
/// Every element is written before anything else is done with the value. As many dimensions as `D`
/// says, with a product that memory has.
///
/// # Panics
/// When memory is exhausted, or this version of OCaml has no such kind.
pub(super) unsafe fn uninitialised<'a, A: BigarrayElt, D: Dimensions, L: Layout>(
    cr: &'a mut OCamlRuntime,
    dims: &[usize],
) -> OCaml<'a, Bigarray<A, D, L>> {
    let layout = if L::IS_FORTRAN { sys::BIGARRAY_FORTRAN } else { 0 };
    let flags = kind_to_make::<A>() | layout;
    let bytes = dims.iter().product::<usize>() * size_of::<A>();
    // SAFETY: the handle is held by `&mut`: the allocation may collect. The
    // kind's elements are as large as `A` (BigarrayElt).
    let raw = unsafe { sys::alloc_bigarray(flags, dims.len() as isize, dims.as_ptr(), bytes) };
    if raw == 0 {
        out_of_memory(bytes);
    }
    // SAFETY: just made.
    unsafe { OCaml::new(cr, raw) }
}

// SAFETY: a one-dimensional bigarray of the kind.
unsafe impl<A: BigarrayElt, L: Layout> ToOCaml<Array1<A, L>> for [A] {
    fn to_ocaml<'a>(&self, cr: &'a mut OCamlRuntime) -> OCaml<'a, Array1<A, L>> {
        // SAFETY: every element is written.
        let array = unsafe { uninitialised(cr, &[self.len()]) };
        array.copy_from_slice(self);
        array
    }
}

// SAFETY: reads a bigarray, its kind and dimensions checked.
unsafe impl<A: BigarrayElt, L: Layout> FromOCaml<Array1<A, L>> for Vec<A> {
    fn from_ocaml(v: OCaml<'_, Array1<A, L>>) -> Self {
        v.to_vec()
    }

    fn try_from_ocaml(v: OCaml<'_, Array1<A, L>>) -> Result<Self, FromOCamlError> {
        v.try_parts().map_err(FromOCamlError::new)?;
        Ok(v.to_vec())
    }
}

// SAFETY: a bigarray of the kind, the dimensions and the layout.
unsafe impl<A: BigarrayElt, D: Dimensions, L: Layout> ToOCaml<Bigarray<A, D, L>>
    for Owned<A, D, L>
{
    fn to_ocaml<'a>(&self, cr: &'a mut OCamlRuntime) -> OCaml<'a, Bigarray<A, D, L>> {
        self.hand_over(cr)
    }
}

impl<A: BigarrayElt, D: Dimensions, L: Layout> DefaultOCamlMapping for Owned<A, D, L> {
    type OCamlType = Bigarray<A, D, L>;
}

impl<A: BigarrayElt, L: Layout> DefaultRustMapping for Array1<A, L> {
    type RustType = Vec<A>;
}
