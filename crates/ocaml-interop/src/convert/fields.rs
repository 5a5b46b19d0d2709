//! The fields of a block, as a list: one type for every arity.
//!
//! `(field::<A, _>(a), (field::<B, _>(b), ()))` is the list of two fields.
//! Tuples, derived records and constructors, and the arguments of calls are all
//! such lists; what is done to them stands here once.

use std::marker::PhantomData;

use ocaml_interop_sys as sys;
use sys::RawOCaml;

use super::ToOCaml;
use crate::heap::{Counted, Mode, Space, write_reserved};
use crate::root::BoxRoot;
use crate::runtime::OCamlRuntime;

/// A value that is to stand in a field of OCaml type `M`.
#[derive(Debug)]
pub struct Field<'a, M, V: ?Sized> {
    value: &'a V,
    _type: PhantomData<fn() -> M>,
}

impl<M, V: ?Sized> Clone for Field<'_, M, V> {
    #[inline(always)]
    fn clone(&self) -> Self {
        *self
    }
}

impl<M, V: ?Sized> Copy for Field<'_, M, V> {}

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
/// `write` hands out `LEN` values.
pub unsafe trait Fields: Copy {
    /// How many fields.
    const LEN: usize;

    /// Whether what the fields hold takes as many words whatever they are: none of them follows a
    /// pointer, or walks through a sequence.
    const ARE_FIXED: bool;

    /// How many words the fields hold, the block itself left out, where that is known.
    fn words(&self) -> usize;

    /// Writes what the fields hold and hands each value to `put`, in order. `INNER`: by
    /// [`ToOCaml::write_field`].
    ///
    /// # Safety
    /// Nothing has allocated since `space` was made.
    unsafe fn write<M: Mode, const INNER: bool>(
        &self,
        space: &mut Space<'_, M>,
        first: usize,
        put: &mut impl FnMut(&mut Space<'_, M>, usize, RawOCaml),
    );

    /// Whether every field is a float, so that a record of them is flat.
    fn all_floats() -> bool;

    /// Hands each field's float to `put`, or stops at one that has to be
    /// converted first.
    fn floats(&self, first: usize, put: &mut impl FnMut(usize, f64)) -> Option<()>;

    /// Converts each field and roots it.
    fn root(&self, cr: &mut OCamlRuntime, roots: &mut Vec<AnyRoot>);
}

// SAFETY: there is nothing to hand out.
unsafe impl Fields for () {
    const LEN: usize = 0;
    const ARE_FIXED: bool = true;

    #[inline(always)]
    fn words(&self) -> usize {
        0
    }

    #[inline(always)]
    unsafe fn write<M: Mode, const INNER: bool>(
        &self,
        _space: &mut Space<'_, M>,
        _first: usize,
        _put: &mut impl FnMut(&mut Space<'_, M>, usize, RawOCaml),
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

// SAFETY: one value, and those of the rest.
unsafe impl<T: 'static, V: ToOCaml<T> + ?Sized, Rest: Fields> Fields for (Field<'_, T, V>, Rest) {
    const LEN: usize = 1 + Rest::LEN;
    const ARE_FIXED: bool = V::FIXED_WORDS.is_some() && Rest::ARE_FIXED;

    #[inline(always)]
    fn words(&self) -> usize {
        self.0.value.words() + self.1.words()
    }

    #[inline(always)]
    unsafe fn write<M: Mode, const INNER: bool>(
        &self,
        space: &mut Space<'_, M>,
        first: usize,
        put: &mut impl FnMut(&mut Space<'_, M>, usize, RawOCaml),
    ) {
        // SAFETY: the caller's promise.
        unsafe {
            let value =
                if INNER { self.0.value.write_field(space) } else { self.0.value.write(space) };
            put(space, first, value);
            self.1.write::<M, INNER>(space, first + 1, put);
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
    // SAFETY: at most 256 fields; the roots are read after the collection that reserving may have
    // run.
    write_reserved::<Counted, _>(cr, roots.len() + 1, &mut [], |space, _| unsafe {
        let block = space.block(roots.len(), tag);
        for (index, root) in roots.iter().enumerate() {
            space.set(block, index, root.get_raw());
        }
        block
    })
}
