//! `'a array`.

use ocaml_interop_sys as sys;

use crate::value::{OCaml, OCamlUniformArray};

impl<'gc, A> OCaml<'gc, OCamlUniformArray<A>> {
    /// The number of elements.
    #[inline(always)]
    pub fn len(&self) -> usize {
        // SAFETY: an array is a block, the empty one too.
        unsafe { sys::wosize(self.word()) }
    }

    /// Whether there is none.
    #[inline(always)]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The element at `index`, as it is at this moment: another domain may be
    /// writing the array.
    ///
    /// # Panics
    /// When the array is a `float array`, which is flat: read it as
    /// [`OCamlFloatArray`](crate::OCamlFloatArray).
    #[inline]
    pub fn get(&self, index: usize) -> Option<OCaml<'gc, A>> {
        assert!(
            !self.is_flat(),
            "OCamlUniformArray::get: a float array is flat, and has no elements to point to: \
             read it as OCamlFloatArray"
        );
        // SAFETY: in bounds, and a block of values.
        (index < self.len()).then(|| unsafe { self.field(index) })
    }

    /// Whether the array holds doubles in place.
    #[inline(always)]
    pub(crate) fn is_flat(&self) -> bool {
        self.tag_value() == sys::DOUBLE_ARRAY_TAG
    }
}
