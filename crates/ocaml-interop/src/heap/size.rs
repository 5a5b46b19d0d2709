//! The first phase: how many words a structure needs.

use super::space::{LARGEST, SMALL, max_reservation};
use crate::runtime::OCamlRuntime;

/// Adds up the words, headers included, that a structure takes in the minor
/// heap.
///
/// It knows the largest reservation, and once the sum is past it says so
/// ([`is_over`](Self::is_over)): walking on is in vain then. Blocks of more
/// than 256 fields are allocated in the major heap and don't count.
#[derive(Debug)]
pub struct Size {
    words: usize,
    limit: usize,
    depth: usize,
}

/// More than any reservation, and far from overflow however often it is added.
const UNKNOWN: usize = 1 << 48;

/// How deep a structure is that is built in one reservation: sizing and writing
/// recurse without looking at the stack.
const MAX_DEPTH: usize = 100;

impl Size {
    #[inline(always)]
    pub(crate) fn up_to(limit: usize) -> Size {
        Size { words: 0, limit, depth: 0 }
    }

    /// Adds a block of `wosize` fields and its header.
    #[inline(always)]
    pub fn add_block(&mut self, wosize: usize) {
        self.words += wosize + 1;
    }

    /// Says that the structure can't be sized: a hand-written conversion is in
    /// it. It is then built part by part, each part rooted.
    #[inline(always)]
    pub fn unknown(&mut self) {
        self.words += UNKNOWN;
    }

    /// Adds what stands behind a pointer or in a sequence: one level deeper.
    #[inline(always)]
    pub fn add_nested(&mut self, add: impl FnOnce(&mut Size)) {
        if self.depth == MAX_DEPTH {
            return self.unknown();
        }
        self.depth += 1;
        add(self);
        self.depth -= 1;
    }

    /// Whether the sum is past the largest reservation.
    #[inline(always)]
    pub fn is_over(&self) -> bool {
        self.words > self.limit
    }

    /// Of what one reservation may take in any minor heap.
    #[inline(always)]
    pub(crate) fn of_one_reservation() -> Size {
        Size::up_to(LARGEST)
    }

    /// The sum, or nothing where no reservation of this domain takes it.
    #[inline(always)]
    pub(crate) fn reservable(self, cr: &OCamlRuntime) -> Option<usize> {
        let fits = self.words <= SMALL || (!self.is_over() && self.words <= max_reservation(cr));
        fits.then_some(self.words)
    }

    /// The words so far.
    #[inline(always)]
    pub(crate) fn words(&self) -> usize {
        self.words
    }
}
