//! An unrooted OCaml value.

use std::marker::PhantomData;
use std::ops::Deref;

use ocaml_interop_sys as sys;
use sys::RawOCaml;

use super::{OCamlCell, OCamlRef};
use crate::runtime::OCamlRuntime;

/// An OCaml value of OCaml type `T`, valid while the handle is borrowed.
///
/// The garbage collector doesn't know of it. It stays where it is as long as
/// this thread neither allocates in OCaml's heap, nor calls OCaml, nor releases
/// the domain lock: all three take `&mut OCamlRuntime`, which ends the borrow
/// `'gc`. To keep a value for longer, root it with [`root`](Self::root).
///
/// # Representation
/// One machine word: an immediate, or a pointer to the first field of a block.
/// Neither `Send` nor `Sync`.
#[repr(transparent)]
pub struct OCaml<'gc, T> {
    raw: RawOCaml,
    // Borrows the handle, which keeps it on the thread.
    _borrow: PhantomData<&'gc OCamlRuntime>,
    // Invariant in `T`, and no `T` is owned.
    _type: PhantomData<fn(T) -> T>,
}

impl<T> Clone for OCaml<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for OCaml<'_, T> {}

impl<T> std::fmt::Debug for OCaml<'_, T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "OCaml<{}>({:#x})", std::any::type_name::<T>(), self.raw)
    }
}

impl<T> Deref for OCaml<'_, T> {
    type Target = OCamlCell<T>;

    #[inline(always)]
    fn deref(&self) -> &OCamlCell<T> {
        // SAFETY: the word is a value of type `T`; the reference can't outlive
        // the borrow `'gc`, during which nothing moves.
        unsafe { OCamlCell::from_ptr(&self.raw) }
    }
}

impl<'gc, T> OCaml<'gc, T> {
    /// A word as a value.
    ///
    /// # Safety
    /// `raw` is a value of OCaml type `T`, and has not moved since it was read.
    #[doc(hidden)]
    #[inline(always)]
    pub unsafe fn new(_cr: &'gc OCamlRuntime, raw: RawOCaml) -> OCaml<'gc, T> {
        // SAFETY: the caller's promise; the handle gives the lifetime.
        unsafe { OCaml::unbound(raw) }
    }

    /// A word as a value, for as long as the caller says.
    ///
    /// # Safety
    /// As [`new`](Self::new); and nothing moves the value during `'gc`.
    #[inline(always)]
    pub(crate) unsafe fn unbound(raw: RawOCaml) -> OCaml<'gc, T> {
        OCaml { raw, _borrow: PhantomData, _type: PhantomData }
    }

    /// The value as a reference, for functions that take an
    /// [`OCamlRef`](crate::OCamlRef).
    #[inline(always)]
    #[allow(clippy::should_implement_trait)] // The name is 0.12's.
    pub fn as_ref<'a>(&'a self) -> &'a OCamlCell<T>
    where
        'gc: 'a,
    {
        self
    }

    /// The value as a word.
    ///
    /// # Safety
    /// The word is stale after the next allocation or call.
    #[inline(always)]
    pub unsafe fn raw(&self) -> RawOCaml {
        self.raw
    }

    /// The value as a word, inside the library.
    #[inline(always)]
    pub(crate) fn word(self) -> RawOCaml {
        self.raw
    }

    /// Whether the value is an immediate.
    #[doc(hidden)]
    #[inline(always)]
    pub fn is_long(&self) -> bool {
        sys::is_long(self.raw)
    }

    /// Whether the value is a block.
    #[doc(hidden)]
    #[inline(always)]
    pub fn is_block(&self) -> bool {
        sys::is_block(self.raw)
    }

    /// The block's header; an immediate has none.
    #[inline(always)]
    pub(crate) fn header(&self) -> Option<usize> {
        // SAFETY: a block, and nothing has moved it during `'gc`.
        self.is_block().then(|| unsafe { sys::header(self.raw) })
    }

    /// Whether the value is a block of `size` fields.
    #[doc(hidden)]
    #[inline(always)]
    pub fn is_block_sized(&self, size: usize) -> bool {
        // SAFETY: a block, and nothing has moved it during `'gc`.
        self.is_block() && unsafe { sys::wosize(self.raw) } == size
    }

    /// The block's tag.
    ///
    /// # Panics
    /// When the value is an immediate.
    #[doc(hidden)]
    #[inline(always)]
    pub fn tag_value(&self) -> u8 {
        assert!(self.is_block(), "tag_value: an immediate has no tag");
        // SAFETY: a block, and nothing has moved it during `'gc`.
        unsafe { sys::tag(self.raw) }
    }

    /// The block's size in fields.
    ///
    /// # Safety
    /// The value is a block.
    #[doc(hidden)]
    #[inline(always)]
    pub unsafe fn size(&self) -> usize {
        // SAFETY: the caller's promise; nothing has moved it during `'gc`.
        unsafe { sys::wosize(self.raw) }
    }

    /// The block's field `index`.
    ///
    /// # Safety
    /// The value is a block of values with more than `index` fields, and that
    /// field is of OCaml type `F`.
    #[doc(hidden)]
    #[inline(always)]
    pub unsafe fn field<F>(&self, index: usize) -> OCaml<'gc, F> {
        // SAFETY: the caller's promise; what a reachable block holds is
        // reachable, and stays put as long.
        unsafe { OCaml::unbound(sys::field(self.raw, index)) }
    }
}

impl OCamlRuntime {
    /// The value that a reference holds, for as long as the handle is borrowed.
    ///
    /// ```
    /// # use ocaml_interop::*;
    /// # let _guard = OCamlRuntime::init()?;
    /// # OCamlRuntime::with_domain_lock(|cr| {
    /// let root: BoxRoot<String> = "kept".to_boxroot(cr);
    /// let text = cr.get(&root);
    /// assert_eq!(text.as_str(), "kept");
    /// # });
    /// # Ok::<(), String>(())
    /// ```
    #[inline(always)]
    pub fn get<'tmp, T>(&'tmp self, reference: OCamlRef<T>) -> OCaml<'tmp, T> {
        // SAFETY: the handle proves that the lock is held; the cell's word is a
        // value of type `T`, reachable while `reference` lives. It stays put
        // while `self` is borrowed, but is it reachable as long? A root may be
        // dropped meanwhile: then the block is garbage, but no collection runs
        // before `'tmp` ends, so its memory stays as it is.
        unsafe { OCaml::new(self, reference.get_raw()) }
    }
}
