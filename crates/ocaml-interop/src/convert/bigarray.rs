//! Bigarrays from slices, by copy, and back.

use ocaml_interop_sys as sys;

use super::{FromOCaml, ToOCaml};
use crate::repr::bigarray::{Array1, BigarrayElt};
use crate::runtime::{OCamlRuntime, out_of_memory};
use crate::value::OCaml;

// SAFETY: a one-dimensional bigarray of the kind.
unsafe impl<A: BigarrayElt> ToOCaml<Array1<A>> for [A] {
    fn to_ocaml<'a>(&self, cr: &'a mut OCamlRuntime) -> OCaml<'a, Array1<A>> {
        let bytes = size_of_val(self);
        // SAFETY: the handle is held by `&mut`: the allocation may collect. The
        // kind's elements are as large as `A` (BigarrayElt).
        let raw = unsafe { sys::alloc_bigarray(A::KIND, self.len() as isize, bytes) };
        if raw == 0 {
            out_of_memory(bytes);
        }
        // SAFETY: just made.
        let array: OCaml<'a, Array1<A>> = unsafe { OCaml::new(cr, raw) };
        array.copy_from_slice(self);
        array
    }
}

// SAFETY: reads a bigarray, its kind and dimensions checked.
unsafe impl<A: BigarrayElt> FromOCaml<Array1<A>> for Vec<A> {
    fn from_ocaml(v: OCaml<'_, Array1<A>>) -> Self {
        v.to_vec()
    }
}
