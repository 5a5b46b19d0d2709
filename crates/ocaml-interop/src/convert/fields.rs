//! The fields of a block, as a list: one type for every arity.
//!
//! `(field::<A, _>(a), (field::<B, _>(b), ()))` is the list of two fields.
//! Tuples, derived records and constructors, and the arguments of calls are all
//! such lists; what is done to them stands here once.

use std::marker::PhantomData;

use ocaml_interop_sys as sys;
use sys::RawOCaml;

use super::ToOCaml;
use crate::heap::{Size, Space};
use crate::root::BoxRoot;
use crate::runtime::OCamlRuntime;

/// A value that is to stand in a field of OCaml type `M`.
#[derive(Debug)]
pub struct Field<'a, M, V: ?Sized> {
    value: &'a V,
    _type: PhantomData<fn() -> M>,
}

/// A field of OCaml type `M`.
#[inline(always)]
pub fn field<M: 'static, V: ToOCaml<M> + ?Sized>(value: &V) -> Field<'_, M, V> {
    Field { value, _type: PhantomData }
}

/// A value of some OCaml type, rooted.
pub(crate) type AnyRoot = BoxRoot<()>;

/// A list of fields.
///
/// # Safety
/// `add_sizes` counts what `write` takes, and `write` hands out `LEN` values.
pub unsafe trait Fields {
    /// How many fields.
    const LEN: usize;

    /// Adds the words of what the fields hold, the block itself left out.
    fn add_sizes(&self, size: &mut Size);

    /// Writes what the fields hold and hands each value to `put`, in order.
    ///
    /// # Safety
    /// The words that `add_sizes` counts are reserved in `space`.
    unsafe fn write(
        &self,
        space: &mut Space,
        first: usize,
        put: &mut impl FnMut(&mut Space, usize, RawOCaml),
    );

    /// Whether every field is a float, so that a record of them is flat.
    fn all_floats() -> bool;

    /// Hands each field's float to `put`, or stops at one that has to be
    /// converted first.
    fn floats(&self, first: usize, put: &mut impl FnMut(usize, f64)) -> Option<()>;

    /// Converts each field and roots it.
    fn root(&self, cr: &mut OCamlRuntime, roots: &mut Vec<AnyRoot>);
}

// SAFETY: nothing is counted, nothing written.
unsafe impl Fields for () {
    const LEN: usize = 0;

    #[inline(always)]
    fn add_sizes(&self, _size: &mut Size) {}

    #[inline(always)]
    unsafe fn write(
        &self,
        _space: &mut Space,
        _first: usize,
        _put: &mut impl FnMut(&mut Space, usize, RawOCaml),
    ) {
    }

    #[inline(always)]
    fn all_floats() -> bool {
        true
    }

    #[inline(always)]
    fn floats(&self, _first: usize, _put: &mut impl FnMut(usize, f64)) -> Option<()> {
        Some(())
    }

    fn root(&self, _cr: &mut OCamlRuntime, _roots: &mut Vec<AnyRoot>) {}
}

// SAFETY: each of the two counts what it writes.
unsafe impl<M: 'static, V: ToOCaml<M> + ?Sized, Rest: Fields> Fields for (Field<'_, M, V>, Rest) {
    const LEN: usize = 1 + Rest::LEN;

    #[inline(always)]
    fn add_sizes(&self, size: &mut Size) {
        self.0.value.size_hint(size);
        self.1.add_sizes(size);
    }

    #[inline(always)]
    unsafe fn write(
        &self,
        space: &mut Space,
        first: usize,
        put: &mut impl FnMut(&mut Space, usize, RawOCaml),
    ) {
        // SAFETY: `add_sizes` counted both, and the caller reserved it.
        unsafe {
            let value = self.0.value.write(space);
            put(space, first, value);
            self.1.write(space, first + 1, put);
        }
    }

    #[inline(always)]
    fn all_floats() -> bool {
        V::is_float() && Rest::all_floats()
    }

    #[inline(always)]
    fn floats(&self, first: usize, put: &mut impl FnMut(usize, f64)) -> Option<()> {
        put(first, self.0.value.as_float()?);
        self.1.floats(first + 1, put)
    }

    fn root(&self, cr: &mut OCamlRuntime, roots: &mut Vec<AnyRoot>) {
        let root = self.0.value.to_boxroot(cr);
        // SAFETY: `AnyRoot` stands for a root of any type; it is never read as
        // a value of type `()`.
        roots.push(unsafe { root.cast() });
        self.1.root(cr, roots);
    }
}

/// A block of rooted values. Collections may run.
pub(crate) fn block_of_roots(cr: &mut OCamlRuntime, tag: sys::Tag, roots: &[AnyRoot]) -> RawOCaml {
    if roots.len() > sys::MAX_YOUNG_WOSIZE {
        let block = crate::heap::alloc_large(roots.len(), tag);
        for (index, root) in roots.iter().enumerate() {
            // SAFETY: in bounds; each field of a new major block is written once
            // by caml_initialize, and nothing has run since it was made.
            unsafe { sys::caml_initialize((block as *mut RawOCaml).add(index), root.get_raw()) }
        }
        return block;
    }
    let mut space = crate::heap::reserve(cr, roots.len() + 1, &mut []);
    // SAFETY: the words are reserved; the roots are read after the collection
    // that reserving may have run.
    unsafe {
        let block = space.block(roots.len(), tag);
        for (index, root) in roots.iter().enumerate() {
            space.set(block, index, root.get_raw());
        }
        space.finish();
        block
    }
}
