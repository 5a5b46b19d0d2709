//! `BoxRoot`, on the well-kept boxroot library.

use std::cell::UnsafeCell;
use std::marker::PhantomData;
use std::mem::ManuallyDrop;
use std::ops::Deref;

use ocaml_interop_sys as sys;
use sys::{RawOCaml, Slot};

use crate::runtime::{OCamlRuntime, is_stopped, out_of_memory};
use crate::value::{OCaml, OCamlCell, OCamlRef};

/// A rooted OCaml value: it stays alive, and reachable from Rust, until the
/// root is dropped.
///
/// Read it with a handle: `cr.get(&root)`, [`get`](Self::get), or
/// [`to_rust`](OCamlCell::to_rust). It dereferences to an [`OCamlRef`], so
/// `&root` is an argument for every function that takes one.
///
/// A root may be sent to any thread, and dropped on any thread at any time, also
/// after the runtime has stopped; making one and reading it takes a handle.
///
/// # Representation
/// A word: an immediate itself, since the collector never moves it; of a block, the
/// address of a slot in a table that the collector scans (see the boxroot library).
/// Making and dropping one costs some nanoseconds.
pub struct BoxRoot<T: 'static> {
    // What `deref` points to where it is an immediate, and cells may change under a
    // shared reference.
    word: UnsafeCell<RawOCaml>,
    _type: PhantomData<fn(T) -> T>,
}

// SAFETY: the word changes with `&mut` only. The slot is read only with a handle, so with
// a domain lock held, when no collection runs; boxroot takes deletions from every thread,
// with or without a lock. What OCaml lets Rust see of a value on another domain is what its
// memory model allows: fields are read by relaxed atomic loads.
unsafe impl<T> Send for BoxRoot<T> {}
// SAFETY: as for `Send`; through `&BoxRoot` the slot is only read.
unsafe impl<T> Sync for BoxRoot<T> {}

/// What boxroot asks the system for at a time, in bytes.
const ROOTS_TABLE: usize = 16 << 10;

impl<T> BoxRoot<T> {
    /// Roots a value.
    ///
    /// # Panics
    /// When memory is exhausted. When the thread doesn't hold the domain lock: an
    /// immediate such as [`OCaml::unit`] is at hand without it.
    #[inline]
    pub fn new(value: OCaml<'_, T>) -> BoxRoot<T> {
        if sys::is_long(value.word()) && sys::state().is_null() {
            creation_failed();
        }
        Self::held(value)
    }

    /// As [`new`](Self::new), where it is known that the thread holds the domain lock.
    #[inline]
    pub(crate) fn held(value: OCaml<'_, T>) -> BoxRoot<T> {
        let value = value.word();
        let word = if sys::is_long(value) {
            value
        } else {
            // SAFETY: a block's `OCaml` exists only while a handle does.
            match unsafe { sys::root(value) } {
                Some(slot) => slot.as_ptr().expose_provenance() as RawOCaml,
                None => creation_failed(),
            }
        };
        BoxRoot { word: UnsafeCell::new(word), _type: PhantomData }
    }

    /// The slot, if it has one.
    #[inline(always)]
    fn slot(&self) -> Option<Slot> {
        // SAFETY: nobody writes the word while the root is borrowed.
        let word = unsafe { *self.word.get() };
        let slot = std::ptr::with_exposed_provenance_mut(word as usize);
        // SAFETY: what is no immediate is the address of a slot.
        (!sys::is_long(word)).then(|| unsafe { Slot::new_unchecked(slot) })
    }

    /// The value, while the handle is borrowed.
    #[inline(always)]
    pub fn get<'a>(&self, cr: &'a OCamlRuntime) -> OCaml<'a, T> {
        cr.get(self)
    }

    /// Replaces the value, and gives a reference to the root.
    ///
    /// # Panics
    /// When memory is exhausted. When the thread doesn't hold the domain lock: an
    /// immediate such as [`OCaml::unit`] is at hand without it.
    #[inline]
    pub fn keep<'a>(&'a mut self, value: OCaml<'_, T>) -> OCamlRef<'a, T> {
        match self.slot() {
            Some(mut slot) if !sys::is_long(value.word()) => {
                // SAFETY: as in `new`; `&mut self` excludes readers.
                if !unsafe { sys::root_modify(&mut slot, value.word()) } {
                    creation_failed();
                }
                *self.word.get_mut() = slot.as_ptr().expose_provenance() as RawOCaml;
            }
            _ => *self = BoxRoot::new(value),
        }
        self
    }

    /// The same root under another type.
    ///
    /// # Safety
    /// The value is of OCaml type `U`.
    #[inline(always)]
    pub(crate) unsafe fn cast<U>(self) -> BoxRoot<U> {
        let mut this = ManuallyDrop::new(self);
        BoxRoot { word: UnsafeCell::new(*this.word.get_mut()), _type: PhantomData }
    }
}

#[cold]
fn creation_failed() -> ! {
    if sys::state().is_null() {
        panic!(
            "can't root an OCaml value: this thread doesn't hold the domain lock; make the root \
             inside with_domain_lock, or in an exported function, and not while it is released"
        );
    }
    out_of_memory(ROOTS_TABLE)
}

impl<T> Drop for BoxRoot<T> {
    #[inline]
    fn drop(&mut self) {
        if let Some(slot) = self.slot()
            // SAFETY: made by `sys::root`, deleted once.
            && !unsafe { sys::root_delete_inline(slot) }
        {
            delete(slot);
        }
    }
}

#[cold]
#[inline(never)]
fn delete(slot: Slot) {
    // After the runtime's end its tables are as they were; a root in them costs
    // nothing, and boxroot must not look at the runtime any more.
    if !is_stopped() {
        // SAFETY: made by `sys::root`, deleted once; any thread may.
        unsafe { sys::root_delete(slot) }
    }
}

impl<T> Deref for BoxRoot<T> {
    type Target = OCamlCell<T>;

    #[inline(always)]
    fn deref(&self) -> &OCamlCell<T> {
        let word = match self.slot() {
            Some(slot) => slot.as_ptr().cast_const(),
            None => self.word.get(),
        };
        // SAFETY: the slot holds a value of type `T`, and the collector keeps it up to
        // date, as long as the root lives; our own word an immediate, while it stays
        // where it is.
        unsafe { OCamlCell::from_ptr(word) }
    }
}

impl<T> std::fmt::Debug for BoxRoot<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "BoxRoot<{}>", std::any::type_name::<T>())
    }
}

impl<'gc, T: 'static> OCaml<'gc, T> {
    /// Roots the value.
    ///
    /// # Panics
    /// When memory is exhausted. When the thread doesn't hold the domain lock: an
    /// immediate such as [`OCaml::unit`] is at hand without it.
    #[inline]
    pub fn root(self) -> BoxRoot<T> {
        BoxRoot::new(self)
    }
}
