//! The place where a value stands: a root's slot, or a variable.

use std::cell::UnsafeCell;
use std::marker::PhantomData;

use ocaml_interop_sys::RawOCaml;

/// A word of memory that holds an OCaml value, kept up to date by the garbage
/// collector where it belongs to a root.
///
/// Seen only through [`OCamlRef`]. Reading it takes a handle.
#[repr(transparent)]
pub struct OCamlCell<T> {
    // The collector writes it, when this thread allocates.
    word: UnsafeCell<RawOCaml>,
    _type: PhantomData<fn(T) -> T>,
}

/// A reference to an OCaml value that stays valid while code runs that
/// allocates or calls OCaml. [`BoxRoot`](crate::BoxRoot) and
/// [`OCaml`](crate::OCaml) dereference to it.
pub type OCamlRef<'a, T> = &'a OCamlCell<T>;

impl<T> OCamlCell<T> {
    /// A cell seen in memory.
    ///
    /// # Safety
    /// `word` holds a value of OCaml type `T` for all of `'a`, and is updated
    /// when the value moves.
    #[inline(always)]
    pub(crate) unsafe fn from_ptr<'a>(word: *const RawOCaml) -> &'a OCamlCell<T> {
        // SAFETY: the type is transparent over the word.
        unsafe { &*word.cast::<OCamlCell<T>>() }
    }

    /// The value as a word.
    ///
    /// # Safety
    /// The domain lock is held. The word is stale after the next allocation or
    /// call.
    #[inline(always)]
    pub unsafe fn get_raw(&self) -> RawOCaml {
        // SAFETY: the lock is held, so no collection is writing the cell.
        unsafe { *self.word.get() }
    }
}

impl<T> std::fmt::Debug for OCamlCell<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "OCamlCell<{}>", std::any::type_name::<T>())
    }
}
