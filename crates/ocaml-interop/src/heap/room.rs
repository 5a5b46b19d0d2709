//! Free words of the minor heap: looking whether there are enough, and taking them.

use std::sync::atomic::Ordering;

use ocaml_interop_sys as sys;
use sys::RawOCaml;

use super::space::{Bounds, Checked, Count, LARGEST, Mode, SMALL, Space, WORD};
use crate::runtime::stack::ASK;
use crate::runtime::{OCamlRuntime, out_of_memory};

/// The largest, in words, that a sequence is made by: larger ones gain nothing more, and the caches
/// are smaller.
const LARGEST_CHUNK: usize = 16 * 1024;

/// Words of the minor heap that blocks are written into, from the highest down, as OCaml's own code
/// allocates.
///
/// The words of an [open](open) room are OCaml's until [`take`](Self::take) takes what was
/// written. Where they don't suffice, the same writing goes on over the same words, to no end but
/// to count how many the whole takes ([`measured`](Self::measured)): those are then
/// [reserved](reserve), and written into once more.
///
/// Between its making and its end nothing may allocate in the minor heap, call OCaml or release the
/// lock: all three take a handle, and the code that writes has none.
#[derive(Debug)]
pub(crate) struct Room {
    next: usize,
    bounds: Bounds,
}

/// Opens a room over what is free of the minor heap. `roots` are values that are needed
/// afterwards: they are brought up to date when a collection runs.
///
/// # Panics
/// When the collection that is due could find no memory.
#[inline(always)]
pub(crate) fn open(cr: &mut OCamlRuntime, roots: &mut [RawOCaml]) -> Room {
    let state = cr.state();
    // SAFETY: the handle proves that the domain state is this thread's.
    let (start, limit) =
        unsafe { ((*state).young_ptr as usize, (*state).young_limit.load(Ordering::Relaxed)) };
    if cfg!(feature = "gc-stress") || start.wrapping_sub(SMALL * WORD) < limit {
        let (limit, count) = open_slowly(state, roots);
        // SAFETY: as above.
        return Room::new(unsafe { (*state).young_ptr as usize }, limit, count);
    }
    Room::new(start, limit, Count::OPEN)
}

/// Where something is due, or the minor heap's end is near.
#[cold]
#[inline(never)]
fn open_slowly(state: *mut sys::DomainState, roots: &mut [RawOCaml]) -> (usize, Count) {
    // SAFETY: `state` is this thread's; `roots` are values, and nobody else
    // refers to them while the collection writes them.
    let (limit, start) = unsafe {
        let limit = sys::make_room(state, roots.as_mut_ptr(), roots.len() as isize);
        (limit, (*state).young_ptr as usize)
    };
    if limit == 0 {
        out_of_memory(SMALL * WORD);
    }
    match start - SMALL * WORD {
        // There is room, but none that can be had without more ado (a sample is due, another
        // domain waits for a collection): what is counted can be reserved.
        small if small < limit => (small, Count::counting(0)),
        _ => (limit, Count::OPEN),
    }
}

/// Whether every minor heap takes so many words.
#[inline(always)]
pub(crate) fn fits_any(words: usize) -> bool {
    words <= SMALL
}

/// Reserves `words` words of the minor heap, and writes as many. `roots` as in [`open`].
///
/// `words` is [`SMALL`] at most, [a part of a sequence](chunk), or was [measured](Room::measured).
/// What was measured is written in the way that measured it: should it take other words this time,
/// it panics.
///
/// # Panics
/// When the collection that is due could find no memory.
#[inline(always)]
pub(crate) fn write_reserved<M: Mode, R>(
    cr: &mut OCamlRuntime,
    words: usize,
    roots: &mut [RawOCaml],
    write: impl FnOnce(&mut Space<'_, M>, &[RawOCaml]) -> R,
) -> R {
    let (start, mut bounds) = reserved::<M>(cr, words, roots);
    let mut space = Space::new(start, &mut bounds);
    let written = write(&mut space, roots);
    space.finish();
    written
}

/// As [`write_reserved`], for who writes without a closure, which the compiler inlines only where it
/// finds it small: where writing starts, and the bounds. [`Space::finish`] ends it.
///
/// # Panics
/// As there.
#[inline(always)]
pub(crate) fn reserved<M: Mode>(
    cr: &mut OCamlRuntime,
    words: usize,
    roots: &mut [RawOCaml],
) -> (usize, Bounds) {
    let lowest = reserve(cr, words, roots);
    let end = lowest.wrapping_add(words * WORD);
    let (start, limit) = if M::COUNTED { (lowest, end) } else { (end, lowest) };
    (start, Bounds { limit, count: Count::RESERVED, floor: ASK })
}

/// Reserves words; where they begin. Of none it is an address below which nothing may be written,
/// whoever tries.
#[inline(always)]
fn reserve(cr: &mut OCamlRuntime, words: usize, roots: &mut [RawOCaml]) -> usize {
    if words == 0 {
        return usize::MAX;
    }
    let state = cr.state();
    // SAFETY: the handle proves that the domain state is this thread's. This is
    // the allocation of OCaml's own code (runtime/caml/memory.h, Alloc_small):
    // below young_limit the runtime is entered, else the words are ours.
    unsafe {
        let mut lowest = ((*state).young_ptr as usize).wrapping_sub(words * WORD);
        if cfg!(feature = "gc-stress") || lowest < (*state).young_limit.load(Ordering::Relaxed) {
            lowest = reserve_slowly(state, words, roots);
        } else {
            (*state).young_ptr = lowest as *mut usize;
        }
        // One block over all: should the writing end early (no memory for a
        // large part, then a panic), a sampled address still has a header.
        *(lowest as *mut usize) = sys::make_header(words - 1, sys::ABSTRACT_TAG);
        lowest
    }
}

/// As [`reserve`], where the runtime has to be asked.
#[cold]
#[inline(never)]
fn reserve_slowly(state: *mut sys::DomainState, words: usize, roots: &mut [RawOCaml]) -> usize {
    // SAFETY: `state` is this thread's; `roots` are values, and nobody else
    // refers to them while the collection writes them.
    let outcome = unsafe { sys::reserve(state, words, roots.as_mut_ptr(), roots.len() as isize) };
    match outcome {
        // SAFETY: as above.
        sys::RESERVE_OK => unsafe { (*state).young_ptr as usize },
        sys::RESERVE_NO_MEMORY => out_of_memory(words * WORD),
        _ => panic!("a reservation of {words} words is larger than OCaml's minor heap"),
    }
}

/// Words that were written and aren't taken: they were only counted, or the writing panicked.
struct Untaken;

impl Drop for Untaken {
    #[cold]
    #[inline(never)]
    fn drop(&mut self) {
        // SAFETY: a room is written by a thread that holds the lock.
        unsafe { sys::leave_free() }
    }
}

impl Room {
    #[inline(always)]
    fn new(next: usize, limit: usize, count: Count) -> Room {
        Room { next, bounds: Bounds { limit, count, floor: ASK } }
    }

    /// Writes.
    #[inline(always)]
    pub(crate) fn write<R>(&mut self, write: impl FnOnce(&mut Space<'_, Checked>) -> R) -> R {
        let untaken = Untaken;
        let (result, next) = Space::passed(self.next, &mut self.bounds, write);
        self.next = next;
        if self.is_written() {
            std::mem::forget(untaken);
        }
        result
    }

    /// Whether all that was written is there.
    #[inline(always)]
    pub(crate) fn is_written(&self) -> bool {
        self.bounds.count.is_written()
    }

    /// The words that the structure takes, where one reservation has room for it.
    pub(crate) fn measured(&self, cr: &OCamlRuntime) -> Option<usize> {
        if self.bounds.count == Count::GIVEN_UP {
            return None;
        }
        // SAFETY: the handle proves that the domain state is this thread's.
        let start = unsafe { (*cr.state()).young_ptr as usize };
        let words = self.bounds.count.0 - 1 + (start - self.next) / WORD;
        (words <= max_reservation(cr)).then_some(words)
    }

    /// Takes the words that were written. Another part may follow where
    /// there is [room](Self::has_room): what is taken stays, whatever becomes of that.
    #[inline(always)]
    pub(crate) fn take(&mut self, cr: &mut OCamlRuntime) {
        debug_assert!(self.is_written());
        debug_assert!(self.next >= self.bounds.limit, "more written than there is room for");
        // SAFETY: the handle proves that the domain state is this thread's, where nothing has
        // allocated since the room was opened; the blocks down to `next` are whole, and no lower
        // than the limit that was read then.
        unsafe { (*cr.state()).young_ptr = self.next as *mut usize };
    }

    /// Whether another part can begin: what only counts needs room for any block.
    #[inline(always)]
    pub(crate) fn has_room(&self) -> bool {
        self.next.wrapping_sub(SMALL * WORD) >= self.bounds.limit
    }
}

/// The largest reservation that pays for a part of a sequence.
pub(crate) fn chunk(cr: &OCamlRuntime) -> usize {
    max_reservation(cr).min(LARGEST_CHUNK)
}

/// The largest reservation that the minor heap of this domain takes, at least [`SMALL`].
fn max_reservation(cr: &OCamlRuntime) -> usize {
    // SAFETY: the handle proves that the domain state is this thread's.
    let (start, end) = unsafe {
        let state = cr.state();
        ((*state).young_start as usize, (*state).young_end as usize)
    };
    ((end - start) / (4 * WORD)).clamp(SMALL, LARGEST)
}
