//! `'a list` from slices, and back.

use std::mem::MaybeUninit;

use ocaml_interop_sys as sys;
use sys::RawOCaml;

use super::build::build;
use super::read::filled;
use super::{FromOCaml, FromOCamlError, ToOCaml};
use crate::heap::{Size, Space, chunk, reserve};
use crate::root::BoxRoot;
use crate::runtime::OCamlRuntime;
use crate::value::{OCaml, OCamlList};

// SAFETY: cells of an element and a list, ending in `[]`.
unsafe impl<A: ToOCaml<T>, T: 'static> ToOCaml<OCamlList<T>> for [A] {
    #[inline]
    fn to_ocaml<'a>(&self, cr: &'a mut OCamlRuntime) -> OCaml<'a, OCamlList<T>> {
        build(self, cr, list_in_chunks)
    }

    #[inline(always)]
    fn size_hint(&self, size: &mut Size) {
        size.add_nested(|size| {
            for element in self {
                size.add_block(2);
                element.size_hint(size);
                if size.is_over() {
                    break;
                }
            }
        });
    }

    #[inline(always)]
    unsafe fn write(&self, space: &mut Space) -> RawOCaml {
        // SAFETY: size_hint counted a cell and the element for each.
        unsafe { write_list(self, sys::UNIT, space) }
    }
}

/// Writes the elements before `tail`.
///
/// # Safety
/// A cell and the words of each element are reserved.
#[inline(always)]
unsafe fn write_list<A: ToOCaml<T>, T>(
    elements: &[A],
    tail: RawOCaml,
    space: &mut Space,
) -> RawOCaml {
    let mut list = tail;
    let mut last: Option<RawOCaml> = None;
    for element in elements {
        // SAFETY: reserved, by the caller's promise; `last` is a cell of this
        // space whose second field is still to be written.
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
    }
    if let Some(last) = last {
        // SAFETY: as above.
        unsafe { space.set(last, 1, tail) };
    }
    list
}

/// From the end, as many elements at once as one reservation takes; the list so
/// far is the one root.
fn list_in_chunks<A: ToOCaml<T>, T: 'static>(elements: &[A], cr: &mut OCamlRuntime) -> RawOCaml {
    let limit = chunk(cr);
    let mut list = sys::UNIT;
    let mut rest = elements;
    while let Some(last) = rest.last() {
        let (count, words) = fitting_from_end(rest, limit);
        if count == 0 {
            list = cons_in_parts(last, list, cr);
            rest = &rest[..rest.len() - 1];
            continue;
        }
        let (before, chunk) = rest.split_at(rest.len() - count);
        let mut roots = [list];
        let mut space = reserve(cr, words, &mut roots);
        // SAFETY: `fitting_from_end` counted the words.
        list = unsafe { write_list(chunk, roots[0], &mut space) };
        space.finish();
        rest = before;
    }
    list
}

/// How many of the last elements fit a reservation with their cells, and their
/// words.
#[inline]
fn fitting_from_end<A: ToOCaml<T>, T>(elements: &[A], limit: usize) -> (usize, usize) {
    let mut size = Size::up_to(limit);
    let mut words = 0;
    for (count, element) in elements.iter().rev().enumerate() {
        size.add_block(2);
        element.size_hint(&mut size);
        if size.is_over() {
            return (count, words);
        }
        words = size.words();
    }
    (elements.len(), words)
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
    let mut space = reserve(cr, 3, &mut roots);
    // SAFETY: three words for a cell; the root is read after the reservation.
    unsafe {
        let cell = space.block(2, 0);
        space.set(cell, 0, roots[0]);
        space.set(cell, 1, tail.get_raw());
        space.finish();
        cell
    }
}

// SAFETY: reads a list.
unsafe impl<A: FromOCaml<T>, T> FromOCaml<OCamlList<T>> for Vec<A> {
    fn from_ocaml(v: OCaml<'_, OCamlList<T>>) -> Self {
        super::unwrap(Self::try_from_ocaml(v))
    }

    fn try_from_ocaml(v: OCaml<'_, OCamlList<T>>) -> Result<Self, FromOCamlError> {
        super::check_depth()?;
        // What owns nothing isn't nested: a large frame is the last one then.
        if !std::mem::needs_drop::<A>() {
            return read_flat(v);
        }
        let mut rest = v;
        filled(length(v)?, |_| next(&mut rest))
    }
}

/// Reads the first element, and goes on to the rest.
#[inline(always)]
fn next<A: FromOCaml<T>, T>(rest: &mut OCaml<'_, OCamlList<T>>) -> Result<A, FromOCamlError> {
    match rest.uncons() {
        Some((element, tail)) => {
            *rest = tail;
            A::try_from_ocaml(element)
        }
        None => Err(FromOCamlError::new("the list has become shorter while it was read")),
    }
}

/// Reads a list whose first elements are kept while they are counted: going from cell to cell is
/// most of what it takes.
#[inline(never)]
fn read_flat<A: FromOCaml<T>, T>(list: OCaml<'_, OCamlList<T>>) -> Result<Vec<A>, FromOCamlError> {
    const FIRST: usize = 1024;
    let mut first = [const { MaybeUninit::<RawOCaml>::uninit() }; FIRST];
    let mut kept = 0;
    let mut rest = list;
    while kept < FIRST
        && let Some((element, tail)) = rest.uncons()
    {
        first[kept].write(element.word());
        kept += 1;
        rest = tail;
    }
    filled(kept + length(rest)?, |index| {
        if index < kept {
            // SAFETY: written above; a value of type `T`, and nothing has moved it.
            A::try_from_ocaml(unsafe { OCaml::unbound(first[index].assume_init()) })
        } else {
            next(&mut rest)
        }
    })
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
            match rest.uncons() {
                Some((_, tail)) => rest = tail,
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
