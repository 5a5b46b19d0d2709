//! `bytes`, read and written in place while other domains may do the same.
//!
//! Others may write at any time, so there is no safe slice. Each byte is read and written by itself,
//! as it is at that moment, unless this domain is the only one.

use std::ops::Range;
use std::sync::atomic::AtomicU8;
use std::sync::atomic::Ordering::Relaxed;

use ocaml_interop_sys as sys;

use super::string::{bytes_of, not_utf8};
use crate::value::{OCaml, OCamlBytes};

/// Copies bytes that others may be writing.
///
/// # Safety
/// As many can be read, and written elsewhere.
unsafe fn read_shared(from: *const u8, to: *mut u8, len: usize) {
    // SAFETY: the caller's promise; where this domain is alone nobody writes (see `is_alone`).
    unsafe {
        if sys::is_alone() {
            return to.copy_from_nonoverlapping(from, len);
        }
        for index in 0..len {
            to.add(index).write((*from.add(index).cast::<AtomicU8>()).load(Relaxed));
        }
    }
}

impl<'gc> OCaml<'gc, OCamlBytes> {
    /// The number of bytes.
    #[inline(always)]
    pub fn len(&self) -> usize {
        // SAFETY: a block of bytes, and nothing has moved it.
        unsafe { sys::string_length(self.word()) }
    }

    /// Whether there is none.
    #[inline(always)]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The byte at `index`, in bounds.
    #[inline(always)]
    fn at(&self, index: usize) -> &'gc AtomicU8 {
        debug_assert!(index < self.len());
        // SAFETY: in bounds of the block, which nothing moves during `'gc`; an atomic of one byte.
        unsafe { AtomicU8::from_ptr((self.word() as *mut u8).add(index)) }
    }

    /// The bytes in a part of it.
    ///
    /// # Panics
    /// When it reaches past the end.
    fn part(&self, what: &str, offset: usize, len: usize) -> Range<usize> {
        let all = self.len();
        match offset.checked_add(len) {
            Some(end) if end <= all => offset..end,
            _ => panic!("OCamlBytes::{what}: {len} bytes at {offset} of {all}"),
        }
    }

    /// The byte at `index`, as it is at this moment: another domain may be writing it.
    #[inline]
    pub fn get(&self, index: usize) -> Option<u8> {
        (index < self.len()).then(|| self.at(index).load(Relaxed))
    }

    /// Writes the byte at `index`.
    ///
    /// # Panics
    /// When `index` is out of bounds.
    ///
    /// ```
    /// # use ocaml_interop::*;
    /// # let _guard = OCamlRuntime::init()?;
    /// # OCamlRuntime::with_domain_lock(|cr| {
    /// let bytes: OCaml<OCamlBytes> = "0123456789".to_ocaml(cr);
    /// bytes.set(0, b'A');
    /// bytes.write_at(4, b"abc");
    /// bytes.fill(8..10, b'.');
    /// assert_eq!(bytes.to_vec(), b"A123abc7..");
    /// # });
    /// # Ok::<(), String>(())
    /// ```
    #[inline]
    pub fn set(&self, index: usize, byte: u8) {
        self.part("set", index, 1);
        self.at(index).store(byte, Relaxed);
    }

    /// The bytes, each as it is at the moment it is read.
    #[inline]
    pub fn iter(&self) -> impl ExactSizeIterator<Item = u8> + use<'gc> {
        let bytes = *self;
        (0..self.len()).map(move |index| bytes.at(index).load(Relaxed))
    }

    /// A copy of the bytes, each as it is at the moment it is read.
    pub fn to_vec(&self) -> Vec<u8> {
        let len = self.len();
        let mut bytes = Vec::with_capacity(len);
        // SAFETY: the block has as many, and the vector room for them, which are there when the
        // length says so.
        unsafe {
            read_shared(self.word() as *const u8, bytes.as_mut_ptr(), len);
            bytes.set_len(len);
        }
        bytes
    }

    /// Copies the bytes from `offset` on into `to`, as many as that has room for.
    ///
    /// # Panics
    /// When there aren't as many.
    pub fn read_at(&self, offset: usize, to: &mut [u8]) {
        let part = self.part("read_at", offset, to.len());
        // SAFETY: in bounds of both.
        unsafe {
            read_shared((self.word() as *const u8).add(part.start), to.as_mut_ptr(), to.len());
        }
    }

    /// Writes bytes from `offset` on, as OCaml's `Bytes.blit_string` does.
    ///
    /// # Panics
    /// When they reach past the end.
    pub fn write_at(&self, offset: usize, from: &[u8]) {
        let part = self.part("write_at", offset, from.len());
        if sys::is_alone() {
            // SAFETY: in bounds, and nobody else reads or writes (see `is_alone`).
            unsafe { (self.word() as *mut u8).add(part.start).copy_from(from.as_ptr(), from.len()) }
            return;
        }
        for (index, byte) in part.zip(from) {
            self.at(index).store(*byte, Relaxed);
        }
    }

    /// Replaces all bytes.
    ///
    /// # Panics
    /// When the lengths differ.
    pub fn copy_from_slice(&self, from: &[u8]) {
        let len = self.len();
        assert!(len == from.len(), "OCamlBytes::copy_from_slice: {} bytes into {len}", from.len());
        self.write_at(0, from);
    }

    /// Makes all bytes of a range the same.
    ///
    /// # Panics
    /// When the range reaches past the end.
    pub fn fill(&self, range: Range<usize>, byte: u8) {
        for index in self.part("fill", range.start, range.len()) {
            self.at(index).store(byte, Relaxed);
        }
    }

    /// The bytes, in place, to be written: for what fills a slice, as `std::io::Read` does.
    ///
    /// # Safety
    /// Nothing else reads or writes the bytes during `'gc`: no other domain, no function that shares
    /// them, no other slice. OCaml's type doesn't tell.
    #[inline(always)]
    #[allow(clippy::mut_from_ref)] // That there is no other is the caller's promise.
    pub unsafe fn as_mut_slice(&self) -> &'gc mut [u8] {
        // SAFETY: the caller's promise; nothing moves the block during `'gc`.
        unsafe { std::slice::from_raw_parts_mut(self.word() as *mut u8, self.len()) }
    }

    /// The bytes, in place.
    ///
    /// # Safety
    /// Nothing writes the bytes during `'gc`: no other domain, and no function
    /// that shares them. OCaml's type doesn't tell.
    #[inline(always)]
    pub unsafe fn as_bytes(&self) -> &'gc [u8] {
        // SAFETY: the caller's promise; nothing moves the block during `'gc`.
        unsafe { bytes_of(self.word()) }
    }

    /// The text, in place.
    ///
    /// # Safety
    /// As [`as_bytes`](Self::as_bytes).
    ///
    /// # Panics
    /// When the bytes aren't UTF-8.
    #[inline(always)]
    pub unsafe fn as_str(&self) -> &'gc str {
        // SAFETY: the caller's promise.
        match std::str::from_utf8(unsafe { self.as_bytes() }) {
            Ok(text) => text,
            Err(error) => not_utf8(error),
        }
    }

    /// The text, in place, without checking.
    ///
    /// # Safety
    /// As [`as_bytes`](Self::as_bytes), and the bytes are UTF-8.
    #[inline(always)]
    pub unsafe fn as_str_unchecked(&self) -> &'gc str {
        // SAFETY: the caller's promise.
        unsafe { std::str::from_utf8_unchecked(self.as_bytes()) }
    }
}
