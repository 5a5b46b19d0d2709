//! `'a list` from slices, and back.

use std::marker::PhantomData;
use std::mem::MaybeUninit;

use ocaml_interop_sys as sys;
use sys::RawOCaml;

use super::build::{Sequence, build_sequence};
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
        Some(words) => Some(words + 3),
        None => None,
    };

    #[inline(always)]
    fn words(element: &A) -> usize {
        element.words() + 3
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
    write_reserved::<Counted, _>(cr, 3, &mut roots, |space, roots| unsafe {
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
        let length = match short(v) {
            Some(length) => length,
            // What owns nothing isn't nested: a large frame is the last one then.
            None if !std::mem::needs_drop::<A>() => return read_flat(v, reader),
            None => length(v)?,
        };
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

/// Reads a list whose first elements are read before all are counted: going from cell to cell is
/// most of what it takes.
#[inline(never)]
fn read_flat<A: FromOCaml<T>, T>(
    list: OCaml<'_, OCamlList<T>>,
    reader: &mut Reader,
) -> Result<Vec<A>, FromOCamlError> {
    const WORDS: usize = 1024;
    let mut words = [const { MaybeUninit::<RawOCaml>::uninit() }; WORDS];
    let room = match align_of::<A>() <= align_of::<RawOCaml>() {
        true => size_of_val(&words) / size_of::<A>().max(1),
        false => 0,
    };
    let first: *mut MaybeUninit<A> = words.as_mut_ptr().cast();
    let mut read = 0;
    let mut rest = list;
    while read < room && rest.is_block() {
        // SAFETY: there is room for one more in the words, which are aligned as it has to be.
        let place = unsafe { &mut *first.add(read) };
        if let Err(error) = next(&mut rest, place, reader) {
            // Of a cyclic list that is what is said.
            length(rest)?;
            return Err(error.at_index(read));
        }
        read += 1;
    }
    let length = read + length(rest)?;
    let mut elements: Vec<A> = Vec::with_capacity(length);
    // SAFETY: as many were read, by FromOCaml's promise, and they own nothing; byte by byte, since the
    // words aren't aligned for all types. `next` puts each of the others into its place.
    unsafe {
        let bytes = read * size_of::<A>();
        first.cast::<u8>().copy_to_nonoverlapping(elements.as_mut_ptr().cast(), bytes);
        elements.set_len(read);
        fill(elements, length, |_, place| next(&mut rest, place, reader))
    }
}

/// The number of cells, where they are few: to read so few before they are counted, and to copy them
/// then, takes longer than to count them.
#[inline(always)]
fn short<T>(list: OCaml<'_, OCamlList<T>>) -> Option<usize> {
    const FEW: usize = 16;
    let mut rest = list;
    for length in 0..FEW {
        match rest.tl() {
            Some(tail) => rest = tail,
            None => return Some(length),
        }
    }
    None
}

/// The number of cells. A cyclic list (`let rec l = 1 :: l`) has no end: it is found by comparing with
/// a cell that is left behind each time that the length has doubled (Brent's algorithm), though only
/// once in [`STRIDE`] cells: sooner or later a cycle of any length is met there, too.
fn length<T>(list: OCaml<'_, OCamlList<T>>) -> Result<usize, FromOCamlError> {
    const STRIDE: usize = 8;
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
    }
}
