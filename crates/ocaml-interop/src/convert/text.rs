//! `string` and `bytes`.

use std::str::Utf8Error;

use ocaml_interop_sys::RawOCaml;

use super::build::build_leaf;
use super::{FromOCaml, FromOCamlError, ToOCaml};
use crate::heap::{Mode, Space, copy, string_wosize, words_of_block};
use crate::runtime::OCamlRuntime;
use crate::value::{OCaml, OCamlBytes};

/// A string is one block: it always fits, since a large one stands in the major
/// heap.
macro_rules! to_string_block {
    ($($rust:ty => $ocaml:ty, |$value:ident| $bytes:expr;)*) => {$(
        // SAFETY: a block of bytes, padded as the runtime does.
        unsafe impl ToOCaml<$ocaml> for $rust {
            #[inline]
            fn to_ocaml<'a>(&self, cr: &'a mut OCamlRuntime) -> OCaml<'a, $ocaml> {
                build_leaf(self, cr)
            }
            #[inline(always)]
            fn words_of_leaf(&self) -> usize {
                let $value = self;
                words_of_block(string_wosize($bytes.len()))
            }
            #[inline(always)]
            unsafe fn write<M: Mode>(&self, space: &mut Space<'_, M>) -> RawOCaml {
                let $value = self;
                // SAFETY: the caller's promise.
                unsafe { space.string($bytes) }
            }
        }
    )*};
}
pub(super) use to_string_block;

to_string_block! {
    str => String, |text| text.as_bytes();
    str => OCamlBytes, |text| text.as_bytes();
    [u8] => String, |bytes| bytes;
    [u8] => OCamlBytes, |bytes| bytes;
}

// SAFETY: as the conversion of `str`.
unsafe impl<T> ToOCaml<T> for String
where
    str: ToOCaml<T>,
{
    #[inline]
    fn to_ocaml<'a>(&self, cr: &'a mut OCamlRuntime) -> OCaml<'a, T> {
        self.as_str().to_ocaml(cr)
    }
    #[inline(always)]
    fn words_of_leaf(&self) -> usize {
        self.as_str().words_of_leaf()
    }
    #[inline(always)]
    unsafe fn write<M: Mode>(&self, space: &mut Space<'_, M>) -> RawOCaml {
        // SAFETY: the caller's promise.
        unsafe { self.as_str().write(space) }
    }
}

#[cold]
fn not_utf8(error: Utf8Error) -> FromOCamlError {
    FromOCamlError::new(format!("the OCaml string is not UTF-8 ({error}): read it as Vec<u8>"))
}

#[inline(never)]
fn other_text(v: OCaml<'_, String>) -> Result<String, FromOCamlError> {
    match v.utf8() {
        Ok(text) => Ok(text.to_owned()),
        Err(error) => Err(not_utf8(error)),
    }
}

/// A copy of bytes; of few of them without a call.
#[inline(always)]
fn copied(bytes: &[u8]) -> Vec<u8> {
    let mut copied = Vec::with_capacity(bytes.len());
    // SAFETY: new, and with room for as many bytes, which are there when the length says so.
    unsafe {
        copy(bytes, copied.as_mut_ptr());
        copied.set_len(bytes.len());
    }
    copied
}

// SAFETY: reads the bytes of a string.
unsafe impl FromOCaml<String> for Vec<u8> {
    #[inline]
    fn from_ocaml(v: OCaml<'_, String>) -> Self {
        copied(v.as_bytes())
    }
}

// SAFETY: reads the bytes of a string.
unsafe impl FromOCaml<String> for Box<[u8]> {
    #[inline]
    fn from_ocaml(v: OCaml<'_, String>) -> Self {
        copied(v.as_bytes()).into()
    }
}

// SAFETY: reads the bytes of a string.
unsafe impl FromOCaml<String> for String {
    fn from_ocaml(v: OCaml<'_, String>) -> Self {
        super::from_ocaml(v)
    }
    #[inline(always)]
    fn try_from_ocaml(v: OCaml<'_, String>) -> Result<Self, FromOCamlError> {
        match v.short_ascii() {
            // SAFETY: what is copied is text.
            Some(text) => Ok(unsafe { String::from_utf8_unchecked(copied(text.as_bytes())) }),
            None => other_text(v),
        }
    }
}

// SAFETY: copies the bytes while others may write them.
unsafe impl FromOCaml<OCamlBytes> for Vec<u8> {
    #[inline]
    fn from_ocaml(v: OCaml<'_, OCamlBytes>) -> Self {
        v.to_vec()
    }
}

// SAFETY: copies the bytes while others may write them.
unsafe impl FromOCaml<OCamlBytes> for Box<[u8]> {
    #[inline]
    fn from_ocaml(v: OCaml<'_, OCamlBytes>) -> Self {
        v.to_vec().into()
    }
}

// SAFETY: copies the bytes while others may write them, and checks the copy.
unsafe impl FromOCaml<OCamlBytes> for String {
    fn from_ocaml(v: OCaml<'_, OCamlBytes>) -> Self {
        super::from_ocaml(v)
    }
    fn try_from_ocaml(v: OCaml<'_, OCamlBytes>) -> Result<Self, FromOCamlError> {
        String::from_utf8(v.to_vec()).map_err(|error| not_utf8(error.utf8_error()))
    }
}
