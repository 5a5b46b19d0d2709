//! The second phase: reserved words, and writing blocks into them.

use std::sync::atomic::Ordering;

use ocaml_interop_sys as sys;
use sys::{RawOCaml, Tag};

use crate::runtime::{OCamlRuntime, out_of_memory};

/// The largest reservation, in words: a quarter of the minor heap as it is by default.
pub(super) const LARGEST: usize = 64 * 1024;
/// The largest, in words, that a sequence is made by: larger ones gain nothing more, and the caches
/// are smaller.
const LARGEST_CHUNK: usize = 16 * 1024;
/// What every minor heap takes: one block of the largest young size.
pub(super) const SMALL: usize = sys::MAX_YOUNG_WOSIZE + 1;

/// The largest reservation that the minor heap of this domain takes, at least [`SMALL`].
#[inline(always)]
pub(crate) fn max_reservation(cr: &OCamlRuntime) -> usize {
    // SAFETY: the handle proves that the domain state is this thread's.
    let (start, end) = unsafe {
        let state = cr.state();
        ((*state).young_start as usize, (*state).young_end as usize)
    };
    ((end - start) / (4 * size_of::<usize>())).clamp(SMALL, LARGEST)
}

/// The largest reservation that pays for a part of a sequence.
pub(crate) fn chunk(cr: &OCamlRuntime) -> usize {
    max_reservation(cr).min(LARGEST_CHUNK)
}

/// Words of the minor heap that are ours to fill, from the lowest on.
///
/// Between its making and its end nothing may allocate in the minor heap, call
/// OCaml or release the lock: all three take a handle, and the code that writes
/// has none.
#[derive(Debug)]
pub struct Space {
    next: *mut RawOCaml,
    #[cfg(debug_assertions)]
    end: *mut RawOCaml,
}

/// Reserves `words` words of the minor heap. `roots` are values that are needed
/// afterwards: they are brought up to date when a collection runs.
///
/// `words` is at most [`max_reservation`].
///
/// # Panics
/// When the collection that is due could find no memory.
#[inline(always)]
pub(crate) fn reserve(cr: &mut OCamlRuntime, words: usize, roots: &mut [RawOCaml]) -> Space {
    if words == 0 {
        return Space::over(std::ptr::NonNull::dangling().as_ptr(), 0);
    }
    let state = cr.state();
    // SAFETY: the handle proves that the domain state is this thread's. This is
    // the allocation of OCaml's own code (runtime/caml/memory.h, Alloc_small):
    // below young_limit the runtime is entered, else the words are ours.
    unsafe {
        let lowered = ((*state).young_ptr as usize).wrapping_sub(words * size_of::<usize>());
        if cfg!(feature = "gc-stress") || lowered < (*state).young_limit.load(Ordering::Relaxed) {
            reserve_slowly(state, words, roots);
        } else {
            (*state).young_ptr = lowered as *mut usize;
        }
        let start = (*state).young_ptr.cast::<RawOCaml>();
        // One block over all: should the writing end early (no memory for a
        // large part, then a panic), a sampled address still has a header.
        *start = sys::make_header(words - 1, sys::ABSTRACT_TAG) as RawOCaml;
        Space::over(start, words)
    }
}

#[cold]
#[inline(never)]
fn reserve_slowly(state: *mut sys::DomainState, words: usize, roots: &mut [RawOCaml]) {
    // SAFETY: `state` is this thread's; `roots` are values, and nobody else
    // refers to them while the collection writes them.
    let outcome = unsafe { sys::reserve(state, words, roots.as_mut_ptr(), roots.len() as isize) };
    match outcome {
        sys::RESERVE_OK => {}
        sys::RESERVE_NO_MEMORY => out_of_memory(words * size_of::<usize>()),
        _ => panic!("a reservation of {words} words is larger than OCaml's minor heap"),
    }
}

impl Space {
    #[inline(always)]
    fn over(next: *mut RawOCaml, words: usize) -> Space {
        let _ = words;
        Space {
            next,
            #[cfg(debug_assertions)]
            end: next.wrapping_add(words),
        }
    }

    /// Starts a block of `wosize` fields; the caller writes every field with
    /// [`set`](Self::set) before anything else happens.
    ///
    /// # Safety
    /// The words were reserved, `wosize` is between 1 and 256.
    #[inline(always)]
    pub unsafe fn block(&mut self, wosize: usize, tag: Tag) -> RawOCaml {
        debug_assert!((1..=sys::MAX_YOUNG_WOSIZE).contains(&wosize));
        #[cfg(debug_assertions)]
        assert!(self.next.wrapping_add(wosize + 1) <= self.end, "more written than was sized");
        // SAFETY: within the reservation, by the caller's promise.
        unsafe {
            *self.next = sys::make_header(wosize, tag) as RawOCaml;
            let block = self.next.add(1);
            self.next = block.add(wosize);
            block as RawOCaml
        }
    }

    /// Writes a field of a block of this space.
    ///
    /// # Safety
    /// `block` came from [`block`](Self::block) of this space, with more than
    /// `index` fields.
    #[inline(always)]
    pub unsafe fn set(&mut self, block: RawOCaml, index: usize, value: RawOCaml) {
        // SAFETY: in bounds by the caller's promise; a plain store, since
        // nobody else has seen the block.
        unsafe { *(block as *mut RawOCaml).add(index) = value }
    }

    /// Writes a double into a block of this space.
    ///
    /// # Safety
    /// As [`set`](Self::set); the block's tag says that it holds doubles.
    #[inline(always)]
    pub unsafe fn set_double(&mut self, block: RawOCaml, index: usize, value: f64) {
        // SAFETY: as in `set`; a double is as large as a field.
        unsafe { *(block as *mut f64).add(index) = value }
    }

    /// Whether every reserved word was written.
    #[inline(always)]
    pub(crate) fn finish(self) {
        #[cfg(debug_assertions)]
        assert!(self.next == self.end, "less written than was sized");
    }
}
