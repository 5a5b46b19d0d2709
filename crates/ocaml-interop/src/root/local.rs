//! Roots on the stack, for the arguments of an exported function: two stores to make,
//! one to drop.

use std::cell::UnsafeCell;
use std::marker::PhantomData;
use std::ops::Deref;

use ocaml_interop_sys as sys;
use sys::{RawOCaml, RootsBlock};

use crate::runtime::OCamlRuntime;
use crate::value::OCamlCell;

/// A value that is about to be rooted where it stands.
#[derive(Debug)]
pub struct Local<T> {
    word: UnsafeCell<RawOCaml>,
    block: UnsafeCell<RootsBlock>,
    _type: PhantomData<fn(T) -> T>,
}

impl<T> Local<T> {
    /// A value, not rooted yet.
    ///
    /// # Safety
    /// `raw` is a value of OCaml type `T`, and nothing runs before it is rooted.
    #[inline(always)]
    pub unsafe fn new(raw: RawOCaml) -> Local<T> {
        let block = UnsafeCell::new(RootsBlock::default());
        Local { word: UnsafeCell::new(raw), block, _type: PhantomData }
    }

    /// Roots the value, until what is returned is dropped.
    ///
    /// # Safety
    /// Roots are dropped in the opposite order, in the call of OCaml's that made them, and
    /// never forgotten.
    #[inline(always)]
    pub unsafe fn link<'a>(&'a self, cr: &OCamlRuntime) -> Linked<'a, T> {
        // SAFETY: the handle proves that the list is this thread's; the block stays where it
        // is while it is borrowed, and nobody else refers to its inside.
        let list = unsafe {
            let list = sys::local_roots(cr.state());
            let block = self.block.get();
            (*block).next = *list;
            (*block).ntables = 1;
            (*block).nitems = 1;
            (*block).tables[0].write(self.word.get());
            *list = block;
            list
        };
        Linked { local: self, list }
    }
}

/// A value rooted on the stack.
#[derive(Debug)]
pub struct Linked<'a, T> {
    local: &'a Local<T>,
    list: *mut *mut RootsBlock,
}

impl<T> Drop for Linked<'_, T> {
    #[inline(always)]
    fn drop(&mut self) {
        // SAFETY: by `link`'s promise the lock is held, and ours is the first of the list.
        unsafe {
            debug_assert!(std::ptr::eq(*self.list, self.local.block.get()));
            *self.list = (*self.local.block.get()).next;
        }
    }
}

impl<T> Deref for Linked<'_, T> {
    type Target = OCamlCell<T>;

    #[inline(always)]
    fn deref(&self) -> &OCamlCell<T> {
        // SAFETY: the collector keeps the word up to date while it is linked.
        unsafe { OCamlCell::from_ptr(self.local.word.get()) }
    }
}
