//! `float`, and the blocks that hold floats flat.

use ocaml_interop_sys as sys;

use super::store::store_double;
use crate::value::{OCaml, OCamlFloat, OCamlFloatArray};

impl OCaml<'_, OCamlFloat> {
    /// The float.
    #[inline(always)]
    pub fn to_f64(&self) -> f64 {
        // SAFETY: a float's block, and nothing has moved it.
        unsafe { *(self.word() as *const f64) }
    }
}

impl<'gc> OCaml<'gc, OCamlFloatArray> {
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

    /// The floats, each as it is at the moment it is read.
    #[inline]
    pub fn iter(&self) -> impl ExactSizeIterator<Item = f64> + use<'gc> {
        let array = self.word();
        // SAFETY: in bounds, and nothing moves it during `'gc`.
        (0..self.len()).map(move |index| unsafe { double_field(array, index) })
    }

    /// Replaces the float at `index`.
    ///
    /// # Panics
    /// When `index` is out of bounds.
    #[inline]
    pub fn set(&self, index: usize, x: f64) {
        let len = self.len();
        assert!(index < len, "OCamlFloatArray::set: index {index} of {len} floats");
        // SAFETY: in bounds.
        unsafe { store_double(self.word(), index, x) }
    }

    /// Replaces all floats.
    ///
    /// # Panics
    /// When the lengths differ.
    pub fn copy_from_slice(&self, floats: &[f64]) {
        let len = self.len();
        assert!(
            len == floats.len(),
            "OCamlFloatArray::copy_from_slice: {} floats into {len}",
            floats.len()
        );
        for (index, x) in floats.iter().enumerate() {
            // SAFETY: in bounds.
            unsafe { store_double(self.word(), index, *x) }
        }
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

/// A copy of all doubles of a block.
///
/// # Safety
/// `block` holds `len` doubles, and nothing has moved it.
#[inline]
pub(crate) unsafe fn doubles(block: sys::RawOCaml, len: usize) -> Vec<f64> {
    let mut doubles = Vec::with_capacity(len);
    // SAFETY: as many as there is room for, each written before the length says so. Another domain
    // may be writing the block: where there is one, each is read by itself.
    unsafe {
        let to: *mut f64 = doubles.as_mut_ptr();
        if sys::is_alone() {
            to.copy_from_nonoverlapping(block as *const f64, len);
        } else {
            for index in 0..len {
                to.add(index).write(double_field(block, index));
            }
        }
        doubles.set_len(len);
    }
    doubles
}
