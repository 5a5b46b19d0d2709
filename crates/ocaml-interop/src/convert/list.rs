//! `'a list` from slices, and back.

use std::marker::PhantomData;
use std::mem::MaybeUninit;
use std::ops::Range;

use ocaml_interop_sys as sys;
use sys::RawOCaml;

use super::build::{Sequence, build_sequence, write_each};
use super::ints::{CELL, write_cells};
use super::read::fill;
use super::{FromOCaml, FromOCamlError, Reader, ToOCaml};
use crate::heap::{Counted, Mode, Space, write_reserved};
use crate::root::BoxRoot;
use crate::runtime::OCamlRuntime;
use crate::value::{OCaml, OCamlList};

// SAFETY: cells of an element and a list, ending in `[]`.
unsafe impl<A: ToOCaml<T>, T: 'static> ToOCaml<OCamlList<T>> for [A] {
    fn to_ocaml<'a>(&self, cr: &'a mut OCamlRuntime) -> OCaml<'a, OCamlList<T>> {
        let list = build_sequence::<Cells<A, T>>(self, sys::UNIT, cr);
        // SAFETY: a list, just made.
        unsafe { OCaml::new(cr, list) }
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
        // What owns nothing isn't nested: a large frame is the last one then.
        if !std::mem::needs_drop::<A>() {
            let mut first = First::<A, FEW>::new();
            let rest = first.read::<T, 0>(v, reader)?;
            return match rest.is_block() {
                true => read_flat(&first.words, rest, reader),
                false => Ok(first.and_room_for(0)),
            };
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

/// The first elements of a list, which own nothing, until it is known how many there are: going from
/// cell to cell is most of what reading takes.
struct First<A, const WORDS: usize> {
    words: [MaybeUninit<RawOCaml>; WORDS],
    read: usize,
    of: PhantomData<A>,
}

/// How many elements there may be in so many words, which aren't aligned for all types.
const fn room<A>(words: usize) -> usize {
    match align_of::<A>() <= align_of::<RawOCaml>() {
        true if size_of::<A>() > 0 => words * size_of::<RawOCaml>() / size_of::<A>(),
        _ => 0,
    }
}

impl<A, const WORDS: usize> First<A, WORDS> {
    #[inline(always)]
    fn new() -> Self {
        First { words: [const { MaybeUninit::uninit() }; WORDS], read: 0, of: PhantomData }
    }

    /// Reads as many as there is room for; the rest of the list. What there is room for in `DONE` words
    /// has been read.
    #[inline(always)]
    fn read<'gc, T, const DONE: usize>(
        &mut self,
        list: OCaml<'gc, OCamlList<T>>,
        reader: &mut Reader,
    ) -> Result<OCaml<'gc, OCamlList<T>>, FromOCamlError>
    where
        A: FromOCaml<T>,
    {
        let places: *mut MaybeUninit<A> = self.words.as_mut_ptr().cast();
        let mut rest = list;
        for read in const { room::<A>(DONE) }..const { room::<A>(WORDS) } {
            self.read = read;
            let Some((element, tail)) = rest.uncons() else { return Ok(rest) };
            // SAFETY: there is room for so many in the words, which are aligned as it has to be.
            let place = unsafe { &mut *places.add(read) };
            if let Err(error) = A::read_into(element, place, reader) {
                // Of a cyclic list that is what is said.
                length(rest)?;
                return Err(error.at_index(read));
            }
            rest = tail;
        }
        self.read = const { room::<A>(WORDS) };
        Ok(rest)
    }

    /// A vector of them, with room for as many `more`.
    #[inline(always)]
    fn and_room_for(&self, more: usize) -> Vec<A> {
        let mut elements: Vec<A> = Vec::with_capacity(self.read + more);
        // SAFETY: as many were read, by FromOCaml's promise, and they own nothing; byte by byte, since
        // the words aren't aligned for all types.
        unsafe {
            let (from, to) = (self.words.as_ptr().cast::<u8>(), elements.as_mut_ptr().cast::<u8>());
            to.copy_from_nonoverlapping(from, self.read * size_of::<A>());
            elements.set_len(self.read);
        }
        elements
    }
}

/// Reads the rest of a list, whose first elements fill the `few` words.
#[inline(never)]
fn read_flat<A: FromOCaml<T>, T>(
    few: &[MaybeUninit<RawOCaml>; FEW],
    rest: OCaml<'_, OCamlList<T>>,
    reader: &mut Reader,
) -> Result<Vec<A>, FromOCamlError> {
    let mut first = First::<A, 1024>::new();
    first.words[..FEW].copy_from_slice(few);
    let rest = first.read::<T, FEW>(rest, reader)?;
    if !rest.is_block() {
        return Ok(first.and_room_for(0));
    }
    let mut marks = Marks::new(rest);
    let more = count(rest, |index, cell| marks.mark(index, cell))?;
    let elements = first.and_room_for(more);
    // SAFETY: there is room for so many more, which own nothing.
    unsafe { marks.fill(elements, more, reader) }
}

/// Cells of a list, equally far from each other, remembered while it is counted. From one cell to the
/// next, each step waits for the one before; from several places at once, several go on at a time.
struct Marks<'gc, T> {
    cells: [OCaml<'gc, OCamlList<T>>; MARKS],
    marked: usize,
    /// How many elements there are from one to the next.
    apart: usize,
}

/// So many that few elements are left when all lanes are through; even, since every other one is given
/// up when there is no room.
const MARKS: usize = 64;

/// In how many places a list is read at once. More than four, and the processor hasn't the registers.
const LANES: usize = 4;

type Lanes<'gc, T> = [OCaml<'gc, OCamlList<T>>; LANES];

impl<'gc, T> Marks<'gc, T> {
    #[inline(always)]
    fn new(list: OCaml<'gc, OCamlList<T>>) -> Self {
        Marks { cells: [list; MARKS], marked: 1, apart: STRIDE }
    }

    /// Takes a look at a cell.
    #[inline(always)]
    fn mark(&mut self, index: usize, cell: OCaml<'gc, OCamlList<T>>) {
        if index != self.marked * self.apart {
            return;
        }
        if self.marked == MARKS {
            self.marked = MARKS / 2;
            self.apart *= 2;
            for kept in 1..MARKS / 2 {
                self.cells[kept] = self.cells[2 * kept];
            }
        }
        self.cells[self.marked] = cell;
        self.marked += 1;
    }

    /// Reads all `more` elements, behind those that are there.
    ///
    /// # Errors
    /// That of the first element that can't be read.
    ///
    /// # Safety
    /// The vector has room for them, and they own nothing.
    #[inline(always)]
    unsafe fn fill<A: FromOCaml<T>>(
        &self,
        mut elements: Vec<A>,
        more: usize,
        reader: &mut Reader,
    ) -> Result<Vec<A>, FromOCamlError> {
        let blocks = more / self.apart / LANES;
        let (done, each) = (elements.len(), blocks * self.apart);
        let mut lanes: Lanes<'gc, T> = std::array::from_fn(|lane| self.cells[lane * blocks]);
        let places: *mut MaybeUninit<A> = elements.spare_capacity_mut().as_mut_ptr();
        for index in 0..each {
            for lane in 0..LANES {
                // SAFETY: less than `more`, for which there is room.
                let place = unsafe { &mut *places.add(lane * each + index) };
                if let Err(error) = next(&mut lanes[lane], place, reader) {
                    let error = error.at_index(done + lane * each + index);
                    let unread = index + 1..each;
                    return Err(first_error::<A, T>(error, lanes, lane, unread, done, reader));
                }
            }
        }
        let mut rest = lanes[LANES - 1];
        // SAFETY: so many were read, and there is room for the others; `next` puts each into its place.
        unsafe {
            elements.set_len(done + LANES * each);
            fill(elements, done + more, |_, place| next(&mut rest, place, reader))
        }
    }
}

/// The error of the first element that can't be read: `error`, `found_in` a lane, or one that a
/// lane before it hasn't come to yet. Each lane reads as many as `unread` ends with, behind the `done`.
#[cold]
#[inline(never)]
fn first_error<A: FromOCaml<T>, T>(
    error: FromOCamlError,
    lanes: Lanes<'_, T>,
    found_in: usize,
    unread: Range<usize>,
    done: usize,
    reader: &mut Reader,
) -> FromOCamlError {
    for (lane, mut rest) in lanes.into_iter().enumerate().take(found_in) {
        for index in unread.clone() {
            if let Err(earlier) = next(&mut rest, &mut MaybeUninit::<A>::uninit(), reader) {
                return earlier.at_index(done + lane * unread.end + index);
            }
        }
    }
    error
}

/// How many cells are counted at a time.
const STRIDE: usize = 8;

/// The number of cells.
fn length<T>(list: OCaml<'_, OCamlList<T>>) -> Result<usize, FromOCamlError> {
    count(list, |_, _| ())
}

/// The number of cells, of which one in [`STRIDE`] is shown, with its index. A cyclic list
/// (`let rec l = 1 :: l`) has no end: it is found by comparing with a cell that is left behind each
/// time that the length has doubled (Brent's algorithm), though only once in as many cells: sooner or
/// later a cycle of any length is met there, too.
#[inline(always)]
fn count<'gc, T>(
    list: OCaml<'gc, OCamlList<T>>,
    mut show: impl FnMut(usize, OCaml<'gc, OCamlList<T>>),
) -> Result<usize, FromOCamlError> {
    let mut length = 0_usize;
    let mut behind = list;
    let mut leave_at = STRIDE;
    let mut rest = list;
    loop {
        for _ in 0..STRIDE {
            match rest.tl() {
                Some(tail) => rest = tail,
                None => return Ok(length),
            }
            length += 1;
        }
        if rest.is_block() && rest.word() == behind.word() {
            return Err(FromOCamlError::new("the list is cyclic, and has no end"));
        }
        if length == leave_at {
            behind = rest;
            leave_at *= 2;
        }
        show(length, rest);
    }
}
