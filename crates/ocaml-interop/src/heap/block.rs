//! Blocks that are too large for the minor heap, and strings of any size.

use ocaml_interop_sys as sys;
use sys::{RawOCaml, Tag};

use super::{Size, Space};
use crate::runtime::out_of_memory;

/// A block in the major heap, its fields not written yet. No collection runs.
///
/// # Panics
/// When memory is exhausted, or no block can be that large.
#[inline]
pub(crate) fn alloc_large(wosize: usize, tag: Tag) -> RawOCaml {
    assert!(
        wosize <= sys::MAX_WOSIZE,
        "a block of {wosize} words is larger than OCaml allows (Sys.max_array_length)"
    );
    // SAFETY: callers stand in `heap`'s protocol, so the lock is held.
    let block = unsafe { sys::alloc_shr(wosize, tag as usize) };
    if block == 0 {
        out_of_memory(wosize * size_of::<RawOCaml>());
    }
    block
}

/// A block of values in the major heap, every field `()`.
pub(crate) fn large_block(wosize: usize, tag: Tag) -> RawOCaml {
    let block = alloc_large(wosize, tag);
    for index in 0..wosize {
        // SAFETY: in bounds, and nobody else has seen the block; an immediate
        // needs no barrier.
        unsafe { *(block as *mut RawOCaml).add(index) = sys::UNIT }
    }
    block
}

/// The fields of a string of `length` bytes: at least one byte of padding.
#[inline(always)]
pub(crate) const fn string_wosize(length: usize) -> usize {
    length / size_of::<RawOCaml>() + 1
}

impl Size {
    /// Adds a string of `length` bytes.
    #[inline(always)]
    pub fn add_string(&mut self, length: usize) {
        let wosize = string_wosize(length);
        if wosize <= sys::MAX_YOUNG_WOSIZE {
            self.add_block(wosize);
        }
    }
}

impl Space {
    /// Writes a string.
    ///
    /// # Safety
    /// The words were reserved, as [`Size::add_string`] counts them.
    ///
    /// # Panics
    /// When memory is exhausted.
    #[inline(always)]
    pub unsafe fn string(&mut self, bytes: &[u8]) -> RawOCaml {
        let wosize = string_wosize(bytes.len());
        let block = if wosize <= sys::MAX_YOUNG_WOSIZE {
            // SAFETY: reserved, by the caller's promise.
            unsafe { self.block(wosize, sys::STRING_TAG) }
        } else {
            alloc_large(wosize, sys::STRING_TAG)
        };
        // SAFETY: the block has `wosize` words, one byte more than `bytes` at
        // least; nobody else has seen it. The last word's padding ends in the
        // number of padding bytes before it (runtime/alloc.c, caml_alloc_string).
        unsafe {
            let last = (block as *mut usize).add(wosize - 1);
            let padding = wosize * size_of::<usize>() - 1 - bytes.len();
            *last = (padding << (usize::BITS - 8)).to_le();
            copy(bytes, block as *mut u8);
        }
        block
    }
}

/// Copies bytes; few of them, as most strings have, without a call.
///
/// # Safety
/// There is room for them, elsewhere.
#[inline(always)]
unsafe fn copy(bytes: &[u8], to: *mut u8) {
    /// The first and the last of what is at least as long as one `W`, and twice that at most.
    #[inline(always)]
    unsafe fn ends<W>(from: *const u8, to: *mut u8, length: usize) {
        let last = length - size_of::<W>();
        // SAFETY: inside of both, by the caller's promise; what overlaps is written twice the same.
        unsafe {
            let first = from.cast::<W>().read_unaligned();
            let end = from.add(last).cast::<W>().read_unaligned();
            to.cast::<W>().write_unaligned(first);
            to.add(last).cast::<W>().write_unaligned(end);
        }
    }

    let (from, length) = (bytes.as_ptr(), bytes.len());
    // SAFETY: the caller's promise.
    unsafe {
        match length {
            8..=16 => ends::<u64>(from, to, length),
            17..=32 => ends::<[u64; 2]>(from, to, length),
            _ => to.copy_from_nonoverlapping(from, length),
        }
    }
}
