//! `string`.

use std::str::Utf8Error;

use ocaml_interop_sys as sys;
use sys::RawOCaml;

use crate::value::OCaml;

/// The bytes of a `string` or `bytes`.
///
/// # Safety
/// `value` is one, nothing moves it during `'a`, and nothing writes to it.
#[inline(always)]
pub(crate) unsafe fn bytes_of<'a>(value: RawOCaml) -> &'a [u8] {
    // SAFETY: the caller's promise.
    unsafe { bytes_in(value, sys::wosize(value)) }
}

/// As [`bytes_of`], of as many words as the header said.
///
/// # Safety
/// As `bytes_of`.
#[inline(always)]
unsafe fn bytes_in<'a>(value: RawOCaml, wosize: usize) -> &'a [u8] {
    // SAFETY: the caller's promise.
    unsafe { std::slice::from_raw_parts(value as *const u8, sys::string_length_in(value, wosize)) }
}

/// Whether the bytes of a `string` of `wosize` words are few, and each below 128: seen without a
/// loop, since most strings are short. Whole words are read: so is the padding, zeros and a last byte
/// of 7 at most (runtime/alloc.c, caml_alloc_string).
///
/// # Safety
/// As [`bytes_of`].
#[inline(always)]
unsafe fn is_short_ascii(value: RawOCaml, wosize: usize) -> bool {
    // SAFETY: the caller's promise; a string has one word at least, and those that are read are
    // among its first and its last ones.
    let first = |n: usize| unsafe { *(value as *const u64).add(n) };
    let last = |n: usize| first(wosize - 1 - n);
    let all = match wosize {
        0..=2 => first(0) | last(0),
        3..=4 => first(0) | first(1) | last(1) | last(0),
        5..=8 => {
            let half = first(0) | first(1) | first(2) | first(3);
            half | last(3) | last(2) | last(1) | last(0)
        }
        _ => return false,
    };
    is_ascii(all)
}

#[inline(always)]
fn is_ascii(word: u64) -> bool {
    word & 0x8080_8080_8080_8080 == 0
}

/// Whether every byte of a `string` is below 128. The first chunk that isn't ends it. Within one,
/// eight words at once: the compiler makes vectors of them that don't wait for each other.
///
/// # Safety
/// As [`bytes_of`].
unsafe fn is_long_ascii(value: RawOCaml) -> bool {
    // SAFETY: the caller's promise.
    let words = unsafe { std::slice::from_raw_parts(value as *const u64, sys::wosize(value)) };
    let any = |words: &[u64]| words.iter().fold(0, |any, word| any | word);
    let mut chunks = words.chunks_exact(64);
    chunks.by_ref().all(|chunk| {
        let mut lanes = [0; 8];
        for row in chunk.chunks_exact(8) {
            for (lane, word) in lanes.iter_mut().zip(row) {
                *lane |= word;
            }
        }
        is_ascii(any(&lanes))
    }) && is_ascii(any(chunks.remainder()))
}

impl<'gc> OCaml<'gc, String> {
    /// The text, in place, if it is UTF-8.
    #[inline(always)]
    pub(crate) fn utf8(&self) -> Result<&'gc str, Utf8Error> {
        match self.short_ascii() {
            Some(text) => Ok(text),
            None => self.other_utf8(),
        }
    }

    /// The text, in place, if it is short and ASCII: that is soon seen.
    #[inline(always)]
    pub(crate) fn short_ascii(&self) -> Option<&'gc str> {
        // SAFETY: as in `as_bytes`; ASCII is UTF-8.
        unsafe {
            let wosize = sys::wosize(self.word());
            is_short_ascii(self.word(), wosize)
                .then(|| std::str::from_utf8_unchecked(bytes_in(self.word(), wosize)))
        }
    }

    #[inline(never)]
    fn other_utf8(&self) -> Result<&'gc str, Utf8Error> {
        // SAFETY: as in `as_bytes`; ASCII is UTF-8.
        unsafe {
            if is_long_ascii(self.word()) {
                Ok(self.as_str_unchecked())
            } else {
                std::str::from_utf8(self.as_bytes())
            }
        }
    }

    /// The bytes, in place.
    #[inline(always)]
    pub fn as_bytes(&self) -> &'gc [u8] {
        // SAFETY: OCaml's strings are immutable, and nothing moves this one
        // during `'gc`.
        unsafe { bytes_of(self.word()) }
    }

    /// The text, in place.
    ///
    /// # Panics
    /// When the bytes aren't UTF-8: OCaml's strings hold any bytes. See
    /// [`as_bytes`](Self::as_bytes).
    #[inline(always)]
    pub fn as_str(&self) -> &'gc str {
        match self.utf8() {
            Ok(text) => text,
            Err(error) => not_utf8(error),
        }
    }

    /// The text, in place, without checking.
    ///
    /// # Safety
    /// The bytes are UTF-8.
    #[inline(always)]
    pub unsafe fn as_str_unchecked(&self) -> &'gc str {
        // SAFETY: the caller's promise.
        unsafe { std::str::from_utf8_unchecked(self.as_bytes()) }
    }
}

#[cold]
pub(crate) fn not_utf8(error: Utf8Error) -> ! {
    panic!("the OCaml string is not UTF-8 ({error}): read it with as_bytes, or as Vec<u8>")
}
