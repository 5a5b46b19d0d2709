//! `float`, and the blocks that hold floats flat.

use ocaml_interop_sys as sys;

use crate::value::{OCaml, OCamlFloat, OCamlFloatArray};

impl OCaml<'_, OCamlFloat> {
    /// The float.
    #[inline(always)]
    pub fn to_f64(&self) -> f64 {
        // SAFETY: a float's block, and nothing has moved it.
        unsafe { *(self.word() as *const f64) }
    }
}

impl OCaml<'_, OCamlFloatArray> {
    /// The number of floats.
    #[inline(always)]
    pub fn len(&self) -> usize {
        // SAFETY: a block of doubles, or the empty block; both have a header.
        unsafe { sys::wosize(self.word()) }
    }

    /// Whether there is none.
    #[inline(always)]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The float at `index`, as it is at this moment: another domain may be
    /// writing the array.
    #[inline(always)]
    pub fn get(&self, index: usize) -> Option<f64> {
        // SAFETY: in bounds; a double is as large as a field.
        (index < self.len()).then(|| unsafe { double_field(self.word(), index) })
    }
}

/// A double in a block of doubles.
///
/// # Safety
/// `block` holds more than `index` doubles, and nothing has moved it.
#[inline(always)]
pub(crate) unsafe fn double_field(block: sys::RawOCaml, index: usize) -> f64 {
    // SAFETY: the caller's promise; relaxed, since the array is mutable.
    f64::from_bits(unsafe { sys::field(block, index) } as u64)
}
