//! Writing blocks into words of the minor heap.

use std::marker::PhantomData;

use ocaml_interop_sys as sys;
use sys::{RawOCaml, Tag};

use crate::runtime::stack::{self, ASK};

/// The largest reservation, in words: a quarter of the minor heap as it is by default.
pub(super) const LARGEST: usize = 64 * 1024;
/// What every minor heap takes: one block of the largest young size.
pub(super) const SMALL: usize = sys::MAX_YOUNG_WOSIZE + 1;
pub(super) const WORD: usize = size_of::<RawOCaml>();

/// How the words of a space are written.
pub trait Mode {
    /// Whether as many words as are written were counted before.
    const COUNTED: bool;
}

/// Counted before: from the lowest word up, and nothing looks whether they suffice.
#[derive(Debug)]
pub enum Counted {}

/// As many as there are: from the highest down, as OCaml's own code allocates, with one comparison
/// for each block.
#[derive(Debug)]
pub enum Checked {}

impl Mode for Counted {
    const COUNTED: bool = true;
}

impl Mode for Checked {
    const COUNTED: bool = false;
}

/// Words of the minor heap while blocks are written into them.
///
/// What isn't inlined is given the next word and the bounds and gives back the next word, and what
/// is rarely called gives words, too: so the next word is always in a register.
#[derive(Debug)]
pub struct Space<'a, M> {
    /// Counted: the next word to write; checked: the lowest that is written.
    next: usize,
    bounds: &'a mut Bounds,
    mode: PhantomData<M>,
}

/// How far writing may go.
#[derive(Debug)]
pub struct Bounds {
    /// The lowest word that may be written.
    pub(super) limit: usize,
    pub(super) count: Count,
    /// How far down the stack writing may go without asking whether there is more, or whether it is
    /// still worth while.
    pub(super) floor: usize,
}

impl Bounds {
    /// Where a block of so many bytes begins that the limit has no room for.
    #[cold]
    #[inline(never)]
    fn lowered_slowly(&mut self, next: usize, bytes: usize) -> usize {
        if self.count == Count::OPEN {
            // SAFETY: the lock is held where a space is written. This only asks for a slice: the
            // words between young_start and young_ptr stay as they are until the lock's holder
            // allocates, and as free as those above the limit were.
            let lowest = unsafe { sys::pass_half(sys::state(), self.limit) };
            if next.wrapping_sub(bytes) >= lowest {
                self.limit = lowest;
                return next - bytes;
            }
        }
        // Begun again, to count: at least as many words as any block takes are free there.
        let (start, count) = self.count.and(next);
        self.count = count;
        if count == Count::GIVEN_UP {
            self.floor = ASK;
        }
        self.limit = start - SMALL * WORD;
        start - bytes
    }
}

/// What becomes of the words that are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Count(pub(super) usize);

impl Count {
    /// They are to be taken.
    pub(super) const OPEN: Count = Count(0);
    /// They are reserved, as many as were counted.
    pub(super) const RESERVED: Count = Count(usize::MAX);
    /// They are dropped, and were to no end: no reservation takes the structure.
    pub(super) const GIVEN_UP: Count = Count(usize::MAX / 2);

    /// They are dropped, and so were `words` before.
    #[inline(always)]
    pub(super) const fn counting(words: usize) -> Count {
        Count(words + 1)
    }

    #[inline(always)]
    pub(super) const fn is_written(self) -> bool {
        self.0.wrapping_add(1) <= 1
    }

    #[cold]
    #[inline(never)]
    fn given_up(self) -> Count {
        assert!(self != Count::RESERVED, "{CHANGED}");
        Count::GIVEN_UP
    }

    /// How far down the stack writing may go from here; 0 where it is in vain.
    #[cold]
    #[inline(never)]
    fn floor(self) -> usize {
        if self == Count::GIVEN_UP { 0 } else { stack::floor().unwrap_or_else(too_deep) }
    }

    /// Counts what was written from `start` down to `next`.
    fn and(self, next: usize) -> (usize, Count) {
        assert!(self != Count::RESERVED, "{CHANGED}");
        // SAFETY: the lock is held where a space is written, and the words of an open one begin at
        // young_ptr.
        let start = unsafe { (*sys::state()).young_ptr as usize };
        let words = self.0.saturating_sub(1) + (start - next) / WORD;
        (start, if words > LARGEST { Count::GIVEN_UP } else { Count::counting(words) })
    }
}

/// A conversion gave two structures for one value.
const CHANGED: &str = "conversion to OCaml: the value changed while it was converted";

impl<'a, M: Mode> Space<'a, M> {
    /// From `next`, as far as the bounds say.
    #[inline(always)]
    pub(crate) fn new(next: usize, bounds: &'a mut Bounds) -> Self {
        Space { next, bounds, mode: PhantomData }
    }

    /// All that words were reserved for is written.
    ///
    /// # Panics
    /// When that wasn't counted, and other words were written than are reserved.
    #[inline(always)]
    pub(crate) fn finish(self) {
        if M::COUNTED {
            debug_assert_eq!(self.next, self.bounds.limit, "less written than was counted");
        } else {
            assert!(self.next == self.bounds.limit, "{CHANGED}");
        }
    }

    /// Hands the next word and the bounds to a function that isn't inlined.
    #[inline(always)]
    pub fn pass<R>(&mut self, write: impl FnOnce(usize, &mut Bounds) -> (R, usize)) -> R {
        let (result, next) = write(self.next, self.bounds);
        self.next = next;
        result
    }

    /// The other side of [`pass`](Self::pass).
    #[inline(always)]
    pub fn passed<R>(
        next: usize,
        bounds: &mut Bounds,
        write: impl FnOnce(&mut Space<'_, M>) -> R,
    ) -> (R, usize) {
        let mut space = Space::new(next, bounds);
        let result = write(&mut space);
        (result, space.next)
    }

    /// Starts a block of `wosize` fields; the caller writes every field with
    /// [`set`](Self::set) before anything else happens.
    ///
    /// # Safety
    /// `wosize` is between 1 and 256; nothing has allocated since the room was made.
    #[inline(always)]
    pub unsafe fn block(&mut self, wosize: usize, tag: Tag) -> RawOCaml {
        debug_assert!((1..=sys::MAX_YOUNG_WOSIZE).contains(&wosize));
        if M::COUNTED {
            let header = self.next;
            self.next += (wosize + 1) * WORD;
            debug_assert!(self.next <= self.bounds.limit, "more written than was counted");
            // SAFETY: reserved, and nobody else has seen it.
            unsafe { *(header as *mut RawOCaml) = sys::make_header(wosize, tag) as RawOCaml };
            return (header + WORD) as RawOCaml;
        }
        let lowered = self.next.wrapping_sub((wosize + 1) * WORD);
        self.next = match lowered < self.bounds.limit {
            true => self.bounds.lowered_slowly(self.next, (wosize + 1) * WORD),
            false => lowered,
        };
        // SAFETY: from here on are as many words of the minor heap, free or reserved; nobody else
        // writes there while the lock is held.
        unsafe { *(self.next as *mut RawOCaml) = sys::make_header(wosize, tag) as RawOCaml };
        (self.next + WORD) as RawOCaml
    }

    /// So many words for blocks that the caller writes, headers included; none where there is no
    /// room for them.
    #[inline(always)]
    pub(crate) fn words(&mut self, count: usize) -> Option<*mut RawOCaml> {
        if M::COUNTED {
            let words = self.next;
            self.next += count * WORD;
            debug_assert!(self.next <= self.bounds.limit, "more written than was counted");
            return Some(words as *mut RawOCaml);
        }
        if count > self.next.wrapping_sub(self.bounds.limit) / WORD {
            return None;
        }
        self.next -= count * WORD;
        Some(self.next as *mut RawOCaml)
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

    /// Writes what stands behind a pointer or in a sequence: one level deeper. Not at all where that
    /// is known to be in vain: what returns is a value then, too.
    ///
    /// # Panics
    /// When the stack doesn't suffice for one level more.
    #[inline(always)]
    pub fn nested(&mut self, write: impl FnOnce(&mut Self) -> RawOCaml) -> RawOCaml {
        if !M::COUNTED && stack::here() < self.bounds.floor {
            match self.bounds.count.floor() {
                0 => return sys::UNIT,
                floor => self.bounds.floor = floor,
            }
        }
        write(self)
    }

    /// Says that the structure can't be written at once: a hand-written conversion is in it, say.
    /// It is then built part by part, each part rooted.
    #[inline(always)]
    pub fn give_up(&mut self) {
        self.bounds.count = self.bounds.count.given_up();
        self.bounds.floor = ASK;
    }

    /// Whether writing on is in vain.
    #[inline(always)]
    pub(crate) fn has_given_up(&self) -> bool {
        !M::COUNTED && self.bounds.count == Count::GIVEN_UP
    }

    /// Whether a block of the major heap may be made: not before everything else is known to fit,
    /// since it can't be taken back.
    #[inline(always)]
    pub(crate) fn takes_large(&mut self) -> bool {
        if M::COUNTED {
            return true;
        }
        if self.bounds.count == Count::OPEN {
            self.bounds.count = Count::counting(0);
        }
        self.bounds.count == Count::RESERVED
    }
}

#[cold]
#[inline(never)]
pub(crate) fn too_deep() -> usize {
    panic!("conversion to OCaml: the value is nested deeper than this thread's stack allows")
}
