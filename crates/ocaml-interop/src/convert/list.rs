//! `'a list` from slices, and back.

use std::marker::PhantomData;
use std::mem::MaybeUninit;
use std::ops::Range;

use ocaml_interop_sys as sys;
use sys::RawOCaml;

use super::build::{Sequence, build_leaf, build_sequence, write_each};
use super::ints::{CELL, write_cells};
use super::read::fill;
use super::{FromOCaml, FromOCamlError, Reader, ToOCaml};
use crate::heap::{Counted, Mode, Space, UNKNOWN, fits_any, write_reserved};
use crate::root::BoxRoot;
use crate::runtime::OCamlRuntime;
use crate::value::{OCaml, OCamlList};

// SAFETY: cells of an element and a list, ending in `[]`.
unsafe impl<A: ToOCaml<T>, T: 'static> ToOCaml<OCamlList<T>> for [A] {
    fn to_ocaml<'a>(&self, cr: &'a mut OCamlRuntime) -> OCaml<'a, OCamlList<T>> {
        if fits_any(ToOCaml::<OCamlList<T>>::words_of_leaf(self)) {
            return build_leaf(self, cr);
        }
        let list = build_sequence::<Cells<A, T>>(self, sys::UNIT, cr);
        // SAFETY: a list, just made.
        unsafe { OCaml::new(cr, list) }
    }

    #[inline(always)]
    fn words_of_leaf(&self) -> usize {
        match Cells::<A, T>::FIXED_WORDS {
            Some(each) if fits_any(self.len()) => each * self.len(),
            _ => UNKNOWN,
        }
    }

    #[inline(always)]
    unsafe fn write<M: Mode>(&self, space: &mut Space<'_, M>) -> RawOCaml {
        // SAFETY: the caller's promise.
        space.nested(|space| unsafe { write_list(self, space) })
    }
}

/// A list from its end, so that what there is of it is the one root.
struct Cells<A, T>(PhantomData<(A, T)>);

impl<A: ToOCaml<T>, T: 'static> Sequence for Cells<A, T> {
    type Element = A;
    const FROM_END: bool = true;
    const FIXED_WORDS: Option<usize> = match A::FIXED_WORDS {
        Some(words) => Some(words + CELL),
        None => None,
    };

    #[inline(always)]
    fn words(element: &A) -> usize {
        element.words() + CELL
    }

    #[inline(always)]
    unsafe fn write<M: Mode>(element: &A, list: RawOCaml, space: &mut Space<'_, M>) -> RawOCaml {
        // SAFETY: the caller's promise; a block of two fields.
        unsafe {
            let cell = space.block(2, 0);
            let value = element.write(space);
            space.set(cell, 0, value);
            space.set(cell, 1, list);
            cell
        }
    }

    #[inline(always)]
    unsafe fn add(_index: usize, _list: RawOCaml, cell: RawOCaml) -> RawOCaml {
        cell
    }

    #[inline(always)]
    unsafe fn write_part(
        part: &[A],
        done: usize,
        list: RawOCaml,
        space: &mut Space<'_, Counted>,
    ) -> RawOCaml {
        let ints = A::as_ints(part);
        // SAFETY: the caller's promise, for both.
        unsafe {
            ints.and_then(|ints| write_cells(ints, list, space))
                .unwrap_or_else(|| write_each::<Self>(part, done, list, space))
        }
    }

    fn add_in_parts(element: &A, _index: usize, list: RawOCaml, cr: &mut OCamlRuntime) -> RawOCaml {
        cons_in_parts(element, list, cr)
    }
}

/// Writes the elements.
///
/// # Safety
/// Nothing has allocated since the space was made.
#[inline(always)]
unsafe fn write_list<A: ToOCaml<T>, T, M: Mode>(
    elements: &[A],
    space: &mut Space<'_, M>,
) -> RawOCaml {
    if let Some(ints) = A::as_ints(elements).filter(|ints| !ints.is_empty())
        // SAFETY: the caller's promise.
        && let Some(list) = unsafe { write_cells(ints, sys::UNIT, space) }
    {
        return list;
    }
    let mut list = sys::UNIT;
    let mut last: Option<RawOCaml> = None;
    for element in elements {
        // SAFETY: the caller's promise; `last` is a cell of this space whose second field is still
        // to be written.
        unsafe {
            let cell = space.block(2, 0);
            match last {
                Some(last) => space.set(last, 1, cell),
                None => list = cell,
            }
            let value = element.write(space);
            space.set(cell, 0, value);
            last = Some(cell);
        }
        if space.has_given_up() {
            break;
        }
    }
    if let Some(last) = last {
        // SAFETY: as above.
        unsafe { space.set(last, 1, sys::UNIT) };
    }
    list
}

/// One element that no reservation takes, before a list.
fn cons_in_parts<A: ToOCaml<T>, T: 'static>(
    element: &A,
    list: RawOCaml,
    cr: &mut OCamlRuntime,
) -> RawOCaml {
    // SAFETY: a list, made or rooted until now, and nothing has run since.
    let tail: BoxRoot<OCamlList<T>> = BoxRoot::new(unsafe { OCaml::new(cr, list) });
    // SAFETY: nothing runs between making the value and its use as a root.
    let mut roots = [unsafe { element.to_ocaml(cr).raw() }];
    // SAFETY: a block of two fields; the root is read after the reservation.
    write_reserved::<Counted, _>(cr, CELL, &mut roots, |space, roots| unsafe {
        let cell = space.block(2, 0);
        space.set(cell, 0, roots[0]);
        space.set(cell, 1, tail.get_raw());
        cell
    })
}

// SAFETY: reads a list.
unsafe impl<A: FromOCaml<T>, T> FromOCaml<OCamlList<T>> for Vec<A> {
    fn from_ocaml(v: OCaml<'_, OCamlList<T>>) -> Self {
        super::from_ocaml(v)
    }

    #[inline]
    fn try_from_ocaml(v: OCaml<'_, OCamlList<T>>) -> Result<Self, FromOCamlError> {
        super::try_from_ocaml(v)
    }

    fn read(v: OCaml<'_, OCamlList<T>>, reader: &mut Reader) -> Result<Self, FromOCamlError> {
        reader.descend_to::<A, T>()?;
        if !std::mem::needs_drop::<A>() {
            return read_flat(v, reader).or_else(|error| {
                // Of a cyclic list that is what is said.
                length(v)?;
                Err(error)
            });
        }
        let length = length(v)?;
        let mut rest = v;
        // SAFETY: `next` puts the element into its place.
        unsafe {
            fill(Vec::with_capacity(length), length, |_, place| next(&mut rest, place, reader))
        }
    }
}

/// Reads the first element, and goes on to the rest.
#[inline(always)]
fn next<A: FromOCaml<T>, T>(
    rest: &mut OCaml<'_, OCamlList<T>>,
    place: &mut MaybeUninit<A>,
    reader: &mut Reader,
) -> Result<(), FromOCamlError> {
    match rest.uncons() {
        Some((element, tail)) => {
            *rest = tail;
            A::read_into(element, place, reader)
        }
        None => Err(FromOCamlError::new("the list has become shorter while it was read")),
    }
}

/// How many words most lists have at most. More are a larger frame, and another function.
const FEW: usize = 16;

/// How many words are read before the rest is counted.
const MANY: usize = 1024;

/// The first elements of a list, which own nothing, until it is known how many there are: going from
/// cell to cell is most of what reading takes.
///
/// How many were read stands elsewhere: there it is in a register.
struct First<A, const WORDS: usize> {
    words: [MaybeUninit<RawOCaml>; WORDS],
    of: PhantomData<A>,
}

impl<A, const WORDS: usize> First<A, WORDS> {
    /// How many elements there may be in the words, which aren't aligned for all types.
    const ROOM: usize = match align_of::<A>() <= align_of::<RawOCaml>() {
        true if size_of::<A>() > 0 => WORDS * size_of::<RawOCaml>() / size_of::<A>(),
        _ => 0,
    };

    #[inline(always)]
    fn new() -> Self {
        First { words: [const { MaybeUninit::uninit() }; WORDS], of: PhantomData }
    }

    /// Reads as many as there is room for: how many, and the rest of the list.
    #[inline(always)]
    fn read<'gc, T>(
        &mut self,
        list: OCaml<'gc, OCamlList<T>>,
        reader: &mut Reader,
    ) -> Result<(usize, OCaml<'gc, OCamlList<T>>), FromOCamlError>
    where
        A: FromOCaml<T>,
    {
        let places: *mut MaybeUninit<A> = self.words.as_mut_ptr().cast();
        let mut rest = list;
        for read in 0..Self::ROOM {
            let Some((element, tail)) = rest.uncons() else { return Ok((read, rest)) };
            // SAFETY: there is room for so many in the words, which are aligned as it has to be.
            let place = unsafe { &mut *places.add(read) };
            A::read_into(element, place, reader).map_err(|error| error.at_index(read))?;
            rest = tail;
        }
        Ok((Self::ROOM, rest))
    }

    /// A vector of the elements that were `read`, with room for as many `more`.
    ///
    /// # Safety
    /// So many were read.
    #[inline(always)]
    unsafe fn and_room_for(&self, read: usize, more: usize) -> Vec<A> {
        let mut elements: Vec<A> = Vec::with_capacity(read + more);
        // SAFETY: by FromOCaml's promise they are there, and they own nothing; byte by byte, since the
        // words aren't aligned for all types.
        unsafe {
            let (from, to) = (self.words.as_ptr().cast::<u8>(), elements.as_mut_ptr().cast::<u8>());
            to.copy_from_nonoverlapping(from, read * size_of::<A>());
            elements.set_len(read);
        }
        elements
    }
}

/// Reads a list of what owns nothing, and so isn't nested: a large frame is the last one.
#[inline(always)]
fn read_flat<A: FromOCaml<T>, T>(
    list: OCaml<'_, OCamlList<T>>,
    reader: &mut Reader,
) -> Result<Vec<A>, FromOCamlError> {
    let mut first = First::<A, FEW>::new();
    let (read, rest) = first.read(list, reader)?;
    match rest.is_block() {
        true => read_more(&first.words, rest, reader),
        // SAFETY: so many were read.
        false => Ok(unsafe { first.and_room_for(read, 0) }),
    }
}

/// Reads the rest of a list, whose first elements fill the `few` words.
#[inline(never)]
fn read_more<A: FromOCaml<T>, T>(
    few: &[MaybeUninit<RawOCaml>; FEW],
    rest: OCaml<'_, OCamlList<T>>,
    reader: &mut Reader,
) -> Result<Vec<A>, FromOCamlError> {
    let mut first = First::<A, MANY>::new();
    first.words[..FEW].copy_from_slice(few);
    let places: *mut MaybeUninit<A> = first.words.as_mut_ptr().cast();
    let unread = const { First::<A, FEW>::ROOM..First::<A, MANY>::ROOM };
    // SAFETY: there is room for so many in the words, which are aligned as it has to be.
    let (read, rest) = unsafe { read_to(places, rest, unread, reader) }?;
    if !rest.is_block() {
        // SAFETY: so many were read.
        return Ok(unsafe { first.and_room_for(read, 0) });
    }
    let more = length(rest)?;
    // SAFETY: so many were read.
    let mut elements: Vec<A> = unsafe { first.and_room_for(read, more) };
    let places: *mut MaybeUninit<A> = elements.as_mut_ptr().cast();
    // SAFETY: there is room for so many. What was read is there.
    unsafe {
        let (read, _) = read_to(places, rest, read..read + more, reader)?;
        elements.set_len(read);
    }
    Ok(elements)
}

/// Reads elements to their `places`, as far as the range goes or the list: how far, and the rest.
///
/// # Errors
/// That of the first element that can't be read.
///
/// # Safety
/// The places of the range may be written to.
#[inline(always)]
unsafe fn read_to<'gc, A: FromOCaml<T>, T>(
    places: *mut MaybeUninit<A>,
    list: OCaml<'gc, OCamlList<T>>,
    range: Range<usize>,
    reader: &mut Reader,
) -> Result<(usize, OCaml<'gc, OCamlList<T>>), FromOCamlError> {
    walk(list, range, |index, cell| {
        // SAFETY: a cell, whose first field is the element; a place of the range.
        let (element, place) = unsafe { (cell.field(0), &mut *places.add(index)) };
        A::read_into(element, place, reader).map_err(|error| error.at_index(index))
    })
}

/// The number of cells. A cyclic list (`let rec l = 1 :: l`) has no end: it is found by comparing with
/// a cell that is left behind each time that the length has doubled (Brent's algorithm), though only
/// once in [`STRIDE`] cells: sooner or later a cycle of any length is met there, too.
fn length<T>(list: OCaml<'_, OCamlList<T>>) -> Result<usize, FromOCamlError> {
    let (mut length, mut rest) = (0, list);
    let (mut behind, mut leave_at) = (list, STRIDE);
    loop {
        (length, rest) = walk(rest, length..length + STRIDE, |_, _| Ok(()))?;
        if !rest.is_block() {
            return Ok(length);
        }
        if rest.word() == behind.word() {
            return Err(FromOCamlError::new("the list is cyclic, and has no end"));
        }
        if length == leave_at {
            behind = rest;
            leave_at *= 2;
        }
    }
}

/// How many cells are counted at a time.
const STRIDE: usize = 1024;

/// Visits the cells, each with its index, as far as the range goes or the list: how far, and the rest.
///
/// From one cell to the next, each step waits for the one before. But most lists were made in one go,
/// and their cells are equally far from each other, also when the collector has moved them: there
/// several are found at once ([`Steps::ahead`]). Where they aren't, it is tried less and less often.
#[inline(always)]
fn walk<'gc, T>(
    list: OCaml<'gc, OCamlList<T>>,
    range: Range<usize>,
    mut visit: impl FnMut(usize, OCaml<'gc, OCamlList<T>>) -> Result<(), FromOCamlError>,
) -> Result<(usize, OCaml<'gc, OCamlList<T>>), FromOCamlError> {
    let (mut index, mut rest) = (range.start, list);
    let mut singly = AHEAD;
    loop {
        let mut last = rest;
        for _ in 0..singly {
            if index == range.end || !rest.is_block() {
                return Ok((index, rest));
            }
            visit(index, rest)?;
            index += 1;
            last = rest;
            // SAFETY: a cell, whose second field is a list.
            rest = unsafe { rest.field(1) };
        }
        let start = index;
        if let Some(steps) = Steps::of(last, rest) {
            while range.end - index >= AHEAD
                && let Some((cells, tail)) = steps.ahead(rest)
            {
                for cell in cells {
                    visit(index, cell)?;
                    index += 1;
                }
                rest = tail;
            }
        }
        singly = if index - start < 4 * AHEAD { singly * 2 } else { AHEAD };
    }
}

/// How many cells are found at once.
const AHEAD: usize = 4;

/// How many cells later memory is asked for what it will take a while to bring: with 24 or 160, lists
/// of a million take longer.
const SOON: usize = 64;

/// No platform has smaller pages, in bytes.
const PAGE: isize = 4096;

/// Equal steps from cell to cell, within a page of OCaml's heap.
struct Steps {
    /// In bytes.
    step: isize,
    /// A word of the page.
    within: isize,
}

impl Steps {
    /// As from one cell to the next, which is in the heap.
    #[inline(always)]
    fn of<T>(cell: OCaml<'_, OCamlList<T>>, next: OCaml<'_, OCamlList<T>>) -> Option<Steps> {
        let step = next.word().wrapping_sub(cell.word());
        (!sys::is_static(next.header()?)).then(|| Steps { step, within: second(next.word()) })
    }

    /// The first cells of the list and the rest, if each is a step behind the one before.
    ///
    /// The second fields are read where they would be, and each is compared with where the next cell
    /// would be. The first one is a cell's for certain: if all are equal, then all are cells. If
    /// not, what was read may have been anything.
    #[inline(always)]
    #[expect(clippy::type_complexity, reason = "the cells and the rest")]
    fn ahead<'gc, T>(
        &self,
        list: OCaml<'gc, OCamlList<T>>,
    ) -> Option<([OCaml<'gc, OCamlList<T>>; AHEAD], OCaml<'gc, OCamlList<T>>)> {
        let at = |index: usize| list.word().wrapping_add(self.step.wrapping_mul(index as isize));
        if (self.within ^ second(at(AHEAD - 1))) & -PAGE != 0 {
            return None;
        }
        prefetch(at(SOON));
        let mut differ = 0;
        for index in 0..AHEAD {
            // SAFETY: an aligned word between two of one page, in which there is a cell that isn't a
            // constant of the program. So the page is the heap's: a block of two fields is in a minor
            // heap or in a pool of the major one, and both are mapped in whole pages
            // (runtime/domain.c, `pool_acquire` in runtime/shared_heap.c). None is given back while
            // this thread has its domain's lock: it takes all domains to stop. Another domain may
            // write there, and the load is relaxed.
            differ |= unsafe { sys::field(at(index), 1) } ^ at(index + 1);
        }
        // SAFETY: lists, reachable from this one, if nothing differs.
        let list = |index| unsafe { OCaml::unbound(at(index)) };
        (differ == 0).then(|| (std::array::from_fn(list), list(AHEAD)))
    }
}

/// Where the second field of a cell is.
const fn second(cell: RawOCaml) -> isize {
    cell.wrapping_add(size_of::<RawOCaml>() as isize)
}

/// Asks for what is at the address, if anything is. At the end of a page, the processor doesn't see by
/// itself that the next one is wanted.
#[inline(always)]
fn prefetch(address: RawOCaml) {
    #[cfg(target_arch = "x86_64")]
    // SAFETY: of any address; SSE is there on every x86-64.
    unsafe {
        use std::arch::x86_64::{_MM_HINT_T0, _mm_prefetch};
        _mm_prefetch::<_MM_HINT_T0>(address as *const i8);
    }
    #[cfg(target_arch = "aarch64")]
    // SAFETY: of any address; changes nothing but the cache.
    unsafe {
        std::arch::asm!("prfm pldl1keep, [{}]", in(reg) address, options(nostack, preserves_flags, readonly));
    }
    #[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
    let _ = address;
}
