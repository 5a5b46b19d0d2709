//! `'a array`, `float array`, `floatarray` from slices, and back.

use ocaml_interop_sys as sys;
use sys::RawOCaml;

use super::build::{build, never_in_parts};
use super::read::filled;
use super::{FromOCaml, FromOCamlError, ToOCaml};
use crate::heap::{Size, Space, alloc_large, chunk, large_block, reserve};
use crate::repr::{double_field, doubles};
use crate::root::BoxRoot;
use crate::runtime::OCamlRuntime;
use crate::value::{OCaml, OCamlFloatArray, OCamlUniformArray};

/// The array of no elements; every type has the same.
fn empty() -> RawOCaml {
    // SAFETY: a static block of the runtime.
    unsafe { sys::empty_block() }
}

// SAFETY: a block of the elements, or of doubles where they are floats.
unsafe impl<A: ToOCaml<T>, T: 'static> ToOCaml<OCamlUniformArray<T>> for [A] {
    #[inline]
    fn to_ocaml<'a>(&self, cr: &'a mut OCamlRuntime) -> OCaml<'a, OCamlUniformArray<T>> {
        build(self, cr, array_in_chunks)
    }

    #[inline(always)]
    fn size_hint(&self, size: &mut Size) {
        // Memory doesn't bound how many elements without size there are: in parts
        // the block comes before the first of them.
        if size_of::<A>() == 0 && self.len() > sys::MAX_YOUNG_WOSIZE {
            return size.unknown();
        }
        if A::is_float() {
            if A::as_floats(self).is_some() {
                return size_of_block(self.len(), size);
            }
            if self.iter().any(|element| element.as_float().is_none()) {
                return size.unknown();
            }
            return size_of_block(self.len(), size);
        }
        size_of_block(self.len(), size);
        size.add_nested(|size| {
            for element in self {
                element.size_hint(size);
                if size.is_over() {
                    break;
                }
            }
        });
    }

    #[inline(always)]
    unsafe fn write(&self, space: &mut Space) -> RawOCaml {
        if A::is_float() {
            if let Some(floats) = A::as_floats(self) {
                // SAFETY: size_hint counted the block.
                return unsafe { copy_doubles(floats, space) };
            }
            // Sized only when each has its float at hand.
            let floats = self.iter().map(|element| element.as_float().unwrap_or_default());
            // SAFETY: size_hint counted the block.
            return unsafe { write_doubles(self.len(), floats, space) };
        }
        if self.is_empty() {
            return empty();
        }
        if self.len() > sys::MAX_YOUNG_WOSIZE {
            // Every field holds a value from the start: should an element panic,
            // the block stays behind, and a compaction reads it.
            let array = large_block(self.len(), 0);
            for (index, element) in self.iter().enumerate() {
                // SAFETY: size_hint counted the element; the array is a new
                // major block, each field written once, and nothing runs before
                // the last: neither writing nor alloc_large collects.
                unsafe {
                    let value = element.write(space);
                    initialize(array, index, value);
                }
            }
            return array;
        }
        // SAFETY: size_hint counted the block and the elements.
        unsafe {
            let array = space.block(self.len(), 0);
            for (index, element) in self.iter().enumerate() {
                let value = element.write(space);
                space.set(array, index, value);
            }
            array
        }
    }
}

/// Adds an array's block, unless it goes to the major heap.
#[inline(always)]
fn size_of_block(len: usize, size: &mut Size) {
    if (1..=sys::MAX_YOUNG_WOSIZE).contains(&len) {
        size.add_block(len);
    }
}

/// The first write of a field of a block in the major heap.
///
/// # Safety
/// The field is in bounds, and holds nothing or an immediate.
#[inline(always)]
unsafe fn initialize(block: RawOCaml, index: usize, value: RawOCaml) {
    // SAFETY: the caller's promise; an immediate needs no barrier.
    unsafe {
        let field = (block as *mut RawOCaml).add(index);
        if sys::is_long(value) { *field = value } else { sys::caml_initialize(field, value) }
    }
}

/// The array in the major heap, its elements in as many reservations as it
/// takes.
fn array_in_chunks<A: ToOCaml<T>, T: 'static>(elements: &[A], cr: &mut OCamlRuntime) -> RawOCaml {
    if elements.is_empty() {
        return empty();
    }
    if A::is_float() {
        return floats_in_parts(elements, cr);
    }
    let limit = chunk(cr);
    let mut array = large_block(elements.len(), 0);
    let mut done = 0;
    while done < elements.len() {
        let (count, words) = fitting(&elements[done..], limit);
        if count == 0 {
            array = set_in_parts(array, done, &elements[done], cr);
            done += 1;
            continue;
        }
        let mut roots = [array];
        let mut space = reserve(cr, words, &mut roots);
        array = roots[0];
        for (index, element) in elements.iter().enumerate().skip(done).take(count) {
            // SAFETY: `fitting` counted the element; the field holds `()`, and
            // nothing collects before the space ends.
            unsafe {
                let value = element.write(&mut space);
                initialize(array, index, value);
            }
        }
        space.finish();
        done += count;
    }
    array
}

/// How many of the first elements fit a reservation, and their words.
fn fitting<A: ToOCaml<T>, T>(elements: &[A], limit: usize) -> (usize, usize) {
    let mut size = Size::up_to(limit);
    let mut words = 0;
    for (count, element) in elements.iter().enumerate() {
        element.size_hint(&mut size);
        if size.is_over() {
            return (count, words);
        }
        words = size.words();
    }
    (elements.len(), words)
}

/// Converts one element that no reservation takes; gives the array back.
fn set_in_parts<A: ToOCaml<T>, T: 'static>(
    array: RawOCaml,
    index: usize,
    element: &A,
    cr: &mut OCamlRuntime,
) -> RawOCaml {
    // SAFETY: an array, and nothing has run since it was made or rooted.
    let root: BoxRoot<OCamlUniformArray<T>> = BoxRoot::new(unsafe { OCaml::new(cr, array) });
    let value = element.to_ocaml(cr).word();
    // SAFETY: nothing has run since the value was made; the root is up to date,
    // and the field holds `()`.
    unsafe {
        let array = root.get_raw();
        initialize(array, index, value);
        array
    }
}

/// Floats that only their own conversion yields.
fn floats_in_parts<A: ToOCaml<T>, T: 'static>(elements: &[A], cr: &mut OCamlRuntime) -> RawOCaml {
    let floats: Vec<f64> = elements
        .iter()
        .map(|element| match element.as_float() {
            Some(x) => x,
            // SAFETY: `is_float` says that the value made is a float.
            None => unsafe { *(element.to_ocaml(cr).word() as *const f64) },
        })
        .collect();
    block_of_doubles(cr, floats.len(), floats.into_iter())
}

/// A block of doubles. Collections may run.
pub(super) fn block_of_doubles(
    cr: &mut OCamlRuntime,
    len: usize,
    floats: impl Iterator<Item = f64>,
) -> RawOCaml {
    let mut size = Size::up_to(sys::MAX_YOUNG_WOSIZE + 1);
    size_of_block(len, &mut size);
    // `floats` may read roots: after the reservation they are up to date.
    let mut space = reserve(cr, size.words(), &mut []);
    // SAFETY: sized and reserved just now.
    let block = unsafe { write_doubles(len, floats, &mut space) };
    space.finish();
    block
}

/// Writes a block of doubles.
///
/// # Safety
/// The words that `size_of_block` counts are reserved.
#[inline(always)]
unsafe fn write_doubles(
    len: usize,
    floats: impl Iterator<Item = f64>,
    space: &mut Space,
) -> RawOCaml {
    if len == 0 {
        return empty();
    }
    // SAFETY: the caller's promise.
    let block = unsafe { doubles_block(len, space) };
    for (index, x) in floats.enumerate().take(len) {
        // SAFETY: in bounds of a block that nobody else has seen.
        unsafe { space.set_double(block, index, x) };
    }
    block
}

/// A block of doubles that lie in memory already.
///
/// # Safety
/// As [`write_doubles`].
#[inline(always)]
unsafe fn copy_doubles(floats: &[f64], space: &mut Space) -> RawOCaml {
    if floats.is_empty() {
        return empty();
    }
    // SAFETY: the caller's promise; as many as the block has room for, which nobody else has seen.
    unsafe {
        let block = doubles_block(floats.len(), space);
        (block as *mut f64).copy_from_nonoverlapping(floats.as_ptr(), floats.len());
        block
    }
}

/// A block of `len` doubles, 1 at least, that are still to be written.
///
/// # Safety
/// As [`write_doubles`].
#[inline(always)]
unsafe fn doubles_block(len: usize, space: &mut Space) -> RawOCaml {
    if len <= sys::MAX_YOUNG_WOSIZE {
        // SAFETY: reserved, by the caller's promise.
        unsafe { space.block(len, sys::DOUBLE_ARRAY_TAG) }
    } else {
        alloc_large(len, sys::DOUBLE_ARRAY_TAG)
    }
}

// SAFETY: a block of doubles.
unsafe impl ToOCaml<OCamlFloatArray> for [f64] {
    #[inline]
    fn to_ocaml<'a>(&self, cr: &'a mut OCamlRuntime) -> OCaml<'a, OCamlFloatArray> {
        build(self, cr, never_in_parts)
    }
    #[inline(always)]
    fn size_hint(&self, size: &mut Size) {
        size_of_block(self.len(), size);
    }
    #[inline(always)]
    unsafe fn write(&self, space: &mut Space) -> RawOCaml {
        // SAFETY: size_hint counted the block.
        unsafe { copy_doubles(self, space) }
    }
}

/// Vectors and fixed-size arrays convert as slices do.
macro_rules! as_slice {
    ($([$($generics:tt)*] $rust:ty;)*) => {$(
        // SAFETY: as the conversion of the slice.
        unsafe impl<$($generics)*> ToOCaml<T> for $rust
        where
            [A]: ToOCaml<T>,
        {
            #[inline]
            fn to_ocaml<'a>(&self, cr: &'a mut OCamlRuntime) -> OCaml<'a, T> {
                self[..].to_ocaml(cr)
            }
            #[inline(always)]
            fn size_hint(&self, size: &mut Size) {
                self[..].size_hint(size);
            }
            #[inline(always)]
            unsafe fn write(&self, space: &mut Space) -> RawOCaml {
                // SAFETY: the caller's promise.
                unsafe { self[..].write(space) }
            }
        }
    )*};
}

as_slice! {
    [A, T] Vec<A>;
    [A, T, const N: usize] [A; N];
}

// SAFETY: reads an array, flat or not.
unsafe impl<A: FromOCaml<T>, T> FromOCaml<OCamlUniformArray<T>> for Vec<A> {
    fn from_ocaml(v: OCaml<'_, OCamlUniformArray<T>>) -> Self {
        super::unwrap(Self::try_from_ocaml(v))
    }

    fn try_from_ocaml(v: OCaml<'_, OCamlUniformArray<T>>) -> Result<Self, FromOCamlError> {
        super::check_depth()?;
        if v.is_flat() {
            // SAFETY: a block of as many doubles.
            if let Some(floats) = unsafe { A::from_floats(v.word(), v.len()) } {
                return Ok(floats);
            }
            // SAFETY: in bounds of a block of doubles.
            filled(v.len(), |index| unsafe { A::from_float(double_field(v.word(), index)) })
        } else {
            // SAFETY: in bounds of a block of values of type `T`.
            filled(v.len(), |index| unsafe { A::try_from_ocaml(v.field::<T>(index)) })
        }
    }
}

// SAFETY: reads a block of doubles.
unsafe impl FromOCaml<OCamlFloatArray> for Vec<f64> {
    fn from_ocaml(v: OCaml<'_, OCamlFloatArray>) -> Self {
        // SAFETY: a block of as many doubles.
        unsafe { doubles(v.word(), v.len()) }
    }
}
