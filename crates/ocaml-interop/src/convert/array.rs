//! `'a array`, `float array`, `floatarray` from slices, and back.

use std::marker::PhantomData;

use ocaml_interop_sys as sys;
use sys::{RawOCaml, Tag};

use super::build::{Sequence, build_checked, build_leaf, build_sequence};
use super::ints::write_fields;
use super::read::fill;
use super::{FromOCaml, FromOCamlError, Reader, ToOCaml};
use crate::heap::{
    Counted, Mode, Space, UNKNOWN, alloc_large, is_young, large_block, words_of_block,
    write_reserved,
};
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
        if is_one_block(self) {
            return build_leaf(self, cr);
        }
        let array = if self.is_empty() || is_young(self.len()) {
            build_checked::<OCamlUniformArray<T>, _>(self, cr, array_in_parts)
        } else {
            array_in_parts(self, cr)
        };
        // SAFETY: an array, just made.
        unsafe { OCaml::new(cr, array) }
    }

    #[inline(always)]
    fn words_of_leaf(&self) -> usize {
        if is_one_block(self) { words_of_block(self.len()) } else { UNKNOWN }
    }

    #[inline(always)]
    unsafe fn write<M: Mode>(&self, space: &mut Space<'_, M>) -> RawOCaml {
        // SAFETY: the caller's promise, for all of these.
        unsafe {
            if self.is_empty() {
                empty()
            } else if let Some(ints) = A::as_ints(self) {
                write_ints(ints, space)
            } else if !A::is_float() {
                space.nested(|space| write_values(self, space))
            } else if let Some(floats) = A::as_floats(self) {
                copy_doubles(floats, space)
            } else if self.iter().all(|element| element.as_float().is_some()) {
                let floats = self.iter().map(|element| element.as_float().unwrap_or_default());
                write_doubles(self.len(), floats, space)
            } else {
                space.give_up();
                sys::UNIT
            }
        }
    }
}

/// Whether the array is known to be a block of nothing but numbers.
#[inline(always)]
fn is_one_block<A: ToOCaml<T>, T: 'static>(elements: &[A]) -> bool {
    A::as_ints(elements).is_some() || A::is_float() && A::as_floats(elements).is_some()
}

/// Writes an array of one integer at least.
///
/// # Safety
/// Nothing has allocated since the space was made.
#[inline(always)]
unsafe fn write_ints<M: Mode>(ints: &[i64], space: &mut Space<'_, M>) -> RawOCaml {
    // SAFETY: the caller's promise; as many as the block has room for, which nobody else has seen.
    unsafe {
        let Some(array) = block_of_numbers(ints.len(), 0, space) else {
            return sys::UNIT;
        };
        write_fields(ints, array);
        array
    }
}

/// Writes an array that isn't flat, of one element at least.
///
/// # Safety
/// Nothing has allocated since the space was made.
#[inline(always)]
unsafe fn write_values<A: ToOCaml<T>, T: 'static, M: Mode>(
    elements: &[A],
    space: &mut Space<'_, M>,
) -> RawOCaml {
    let is_young = is_young(elements.len());
    // Memory doesn't bound how many elements without size there are: in parts
    // the block comes before the first of them.
    if !is_young && size_of::<A>() == 0 {
        space.give_up();
        return sys::UNIT;
    }
    let array = if is_young {
        // SAFETY: the caller's promise; 1 to 256 fields.
        Some(unsafe { space.block(elements.len(), 0) })
    } else if space.takes_large() {
        // Every field holds a value from the start: should an element panic,
        // the block stays behind, and a compaction reads it.
        Some(large_block(elements.len(), 0))
    } else {
        None
    };
    for (index, element) in elements.iter().enumerate() {
        // SAFETY: the caller's promise; in bounds of a block of this space, or of a new major block,
        // where each field is written once.
        unsafe {
            let value = element.write(space);
            match array {
                Some(array) if is_young => space.set(array, index, value),
                Some(array) => initialize(array, index, value),
                None => {}
            }
        }
        if space.has_given_up() {
            break;
        }
    }
    array.unwrap_or(sys::UNIT)
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

/// The array in the major heap, filled from its start.
fn array_in_parts<A: ToOCaml<T>, T: 'static>(elements: &[A], cr: &mut OCamlRuntime) -> RawOCaml {
    if elements.is_empty() {
        return empty();
    }
    if A::is_float() {
        return floats_in_parts(elements, cr);
    }
    let array = large_block(elements.len(), 0);
    build_sequence::<Places<A, T>>(elements, array, cr)
}

/// An array from its start, whose places hold `()`.
struct Places<A, T>(PhantomData<(A, T)>);

impl<A: ToOCaml<T>, T: 'static> Sequence for Places<A, T> {
    type Element = A;
    const FROM_END: bool = false;
    const FIXED_WORDS: Option<usize> = A::FIXED_WORDS;

    #[inline(always)]
    fn words(element: &A) -> usize {
        element.words()
    }

    #[inline(always)]
    unsafe fn write<M: Mode>(element: &A, _array: RawOCaml, space: &mut Space<'_, M>) -> RawOCaml {
        // SAFETY: the caller's promise.
        unsafe { element.write(space) }
    }

    #[inline(always)]
    unsafe fn add(index: usize, array: RawOCaml, value: RawOCaml) -> RawOCaml {
        // SAFETY: in bounds; the place holds `()`.
        unsafe { initialize(array, index, value) };
        array
    }

    fn add_in_parts(element: &A, index: usize, array: RawOCaml, cr: &mut OCamlRuntime) -> RawOCaml {
        set_in_parts(array, index, element, cr)
    }
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
    // `floats` may read roots: after the reservation they are up to date.
    let words = words_of_block(len);
    // SAFETY: nothing has run since the words were reserved.
    write_reserved::<Counted, _>(cr, words, &mut [], |space, _| unsafe {
        write_doubles(len, floats, space)
    })
}

/// Writes a block of doubles.
///
/// # Safety
/// Nothing has allocated since the space was made.
#[inline(always)]
unsafe fn write_doubles<M: Mode>(
    len: usize,
    floats: impl Iterator<Item = f64>,
    space: &mut Space<'_, M>,
) -> RawOCaml {
    if len == 0 {
        return empty();
    }
    // SAFETY: the caller's promise.
    let Some(block) = (unsafe { block_of_numbers(len, sys::DOUBLE_ARRAY_TAG, space) }) else {
        return sys::UNIT;
    };
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
unsafe fn copy_doubles<M: Mode>(floats: &[f64], space: &mut Space<'_, M>) -> RawOCaml {
    if floats.is_empty() {
        return empty();
    }
    // SAFETY: the caller's promise; as many as the block has room for, which nobody else has seen.
    unsafe {
        let Some(block) = block_of_numbers(floats.len(), sys::DOUBLE_ARRAY_TAG, space) else {
            return sys::UNIT;
        };
        (block as *mut f64).copy_from_nonoverlapping(floats.as_ptr(), floats.len());
        block
    }
}

/// A block of `len` numbers, 1 at least, that are still to be written, before anything else; none
/// where the space only counts.
///
/// # Safety
/// As [`write_doubles`].
#[inline(always)]
unsafe fn block_of_numbers<M: Mode>(
    len: usize,
    tag: Tag,
    space: &mut Space<'_, M>,
) -> Option<RawOCaml> {
    if is_young(len) {
        // SAFETY: the caller's promise.
        Some(unsafe { space.block(len, tag) })
    } else {
        space.takes_large().then(|| alloc_large(len, tag))
    }
}

// SAFETY: a block of doubles.
unsafe impl ToOCaml<OCamlFloatArray> for [f64] {
    #[inline]
    fn to_ocaml<'a>(&self, cr: &'a mut OCamlRuntime) -> OCaml<'a, OCamlFloatArray> {
        build_leaf(self, cr)
    }
    #[inline(always)]
    fn words_of_leaf(&self) -> usize {
        words_of_block(self.len())
    }
    #[inline(always)]
    unsafe fn write<M: Mode>(&self, space: &mut Space<'_, M>) -> RawOCaml {
        // SAFETY: the caller's promise.
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
            fn words_of_leaf(&self) -> usize {
                self[..].words_of_leaf()
            }
            #[inline(always)]
            unsafe fn write<M: Mode>(&self, space: &mut Space<'_, M>) -> RawOCaml {
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
        super::from_ocaml(v)
    }

    #[inline]
    fn try_from_ocaml(v: OCaml<'_, OCamlUniformArray<T>>) -> Result<Self, FromOCamlError> {
        super::try_from_ocaml(v)
    }

    fn read(
        v: OCaml<'_, OCamlUniformArray<T>>,
        reader: &mut Reader,
    ) -> Result<Self, FromOCamlError> {
        if v.is_flat() {
            // SAFETY: a block of as many doubles.
            if let Some(floats) = unsafe { A::from_floats(v.word(), v.len()) } {
                return Ok(floats);
            }
            // SAFETY: in bounds of a block of doubles; `put` puts.
            unsafe {
                fill(Vec::with_capacity(v.len()), v.len(), |index, place| {
                    super::put(place, A::from_float(double_field(v.word(), index)))
                })
            }
        } else {
            reader.descend_to::<A, T>()?;
            // SAFETY: in bounds of a block of values of type `T`; read into its place.
            unsafe {
                fill(Vec::with_capacity(v.len()), v.len(), |index, place| {
                    A::read_into(v.field::<T>(index), place, reader)
                })
            }
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
