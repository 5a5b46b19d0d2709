//! Blocks that are too large for the minor heap, and strings of any size.

use ocaml_interop_sys as sys;
use sys::{RawOCaml, Tag};

use super::{Mode, Space};
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

/// Whether a block of so many fields stands in the minor heap.
#[inline(always)]
pub(crate) const fn is_young(wosize: usize) -> bool {
    wosize >= 1 && wosize <= sys::MAX_YOUNG_WOSIZE
}

/// More words than there are: what isn't seen at once. Far from overflow, however many fields of a
/// type are added up: fields are as many as somebody wrote down.
pub(crate) const UNKNOWN: usize = 1 << 40;

/// The words that one block takes in the minor heap.
#[inline(always)]
pub(crate) const fn words_of_block(wosize: usize) -> usize {
    if is_young(wosize) { wosize + 1 } else { 0 }
}

/// The fields of a string of `length` bytes: at least one byte of padding.
#[inline(always)]
pub(crate) const fn string_wosize(length: usize) -> usize {
    length / size_of::<RawOCaml>() + 1
}

impl<M: Mode> Space<'_, M> {
    /// Writes a string.
    ///
    /// # Safety
    /// As [`block`](Self::block).
    ///
    /// # Panics
    /// When memory is exhausted.
    #[inline(always)]
    pub unsafe fn string(&mut self, bytes: &[u8]) -> RawOCaml {
        let wosize = string_wosize(bytes.len());
        let block = if is_young(wosize) {
            // SAFETY: the caller's promise.
            unsafe { self.block(wosize, sys::STRING_TAG) }
        } else if self.takes_large() {
            alloc_large(wosize, sys::STRING_TAG)
        } else {
            return sys::UNIT;
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
pub(crate) unsafe fn copy(bytes: &[u8], to: *mut u8) {
    /// The first and the last of what is at least as long as one `W`, and twice that at most.
    #[inline(always)]
    unsafe fn ends<W>(from: *const u8, to: *mut u8, length: usize) {
        let last = length - size_of::<W>();
        // SAFETY: inside of both, by the caller's promise; what overlaps is written twice the same.
        unsafe {
            to.cast::<W>().write_unaligned(from.cast::<W>().read_unaligned());
            to.add(last).cast::<W>().write_unaligned(from.add(last).cast::<W>().read_unaligned());
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
