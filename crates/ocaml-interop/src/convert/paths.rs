//! Text that isn't Rust's `String`: paths and the system's strings, C's, text and bytes behind a
//! shared pointer, and the bytes of the crate `bstr`.

use std::ffi::{CStr, CString, OsStr, OsString};
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

use ocaml_interop_sys::RawOCaml;

use super::build::build_leaf;
use super::text::to_string_block;
use super::{FromOCaml, FromOCamlError, ToOCaml};
use crate::heap::{Mode, Space, string_wosize, words_of_block};
use crate::runtime::OCamlRuntime;
use crate::value::{OCaml, OCamlBytes};

// The bytes that the system takes, whatever they are; OCaml's functions on files take the same.
to_string_block! {
    OsStr => String, |text| text.as_bytes();
    OsString => String, |text| text.as_bytes();
    Path => String, |path| path.as_os_str().as_bytes();
    PathBuf => String, |path| path.as_os_str().as_bytes();
    CStr => String, |text| text.to_bytes();
    CString => String, |text| text.as_bytes();
}

#[cfg(feature = "bstr")]
to_string_block! {
    bstr::BStr => String, |bytes| bytes;
    bstr::BStr => OCamlBytes, |bytes| bytes;
    bstr::BString => String, |bytes| bytes;
    bstr::BString => OCamlBytes, |bytes| bytes;
}

/// What is made of another Rust type that is read from the same OCaml type.
macro_rules! made_of {
    ($($rust:ty = $from:ty as $ocaml:ty, |$value:ident| $made:expr;)*) => {$(
        // SAFETY: reads what the other type reads.
        unsafe impl FromOCaml<$ocaml> for $rust {
            fn from_ocaml(v: OCaml<'_, $ocaml>) -> Self {
                super::from_ocaml(v)
            }
            fn try_from_ocaml(v: OCaml<'_, $ocaml>) -> Result<Self, FromOCamlError> {
                let $value = <$from>::try_from_ocaml(v)?;
                $made
            }
        }
    )*};
}

made_of! {
    Box<str> = String as String, |text| Ok(text.into());
    Rc<str> = String as String, |text| Ok(text.into());
    Arc<str> = String as String, |text| Ok(text.into());
    Box<str> = String as OCamlBytes, |text| Ok(text.into());
    Rc<str> = String as OCamlBytes, |text| Ok(text.into());
    Arc<str> = String as OCamlBytes, |text| Ok(text.into());
    Rc<[u8]> = Vec<u8> as String, |bytes| Ok(bytes.into());
    Arc<[u8]> = Vec<u8> as String, |bytes| Ok(bytes.into());
    Rc<[u8]> = Vec<u8> as OCamlBytes, |bytes| Ok(bytes.into());
    Arc<[u8]> = Vec<u8> as OCamlBytes, |bytes| Ok(bytes.into());
    OsString = Vec<u8> as String, |bytes| Ok(OsString::from_vec(bytes));
    Box<OsStr> = OsString as String, |text| Ok(text.into());
    PathBuf = OsString as String, |text| Ok(text.into());
    Box<Path> = PathBuf as String, |path| Ok(path.into());
    CString = Vec<u8> as String, |bytes| CString::new(bytes).map_err(|error| {
        has_nul(error.nul_position())
    });
    Box<CStr> = CString as String, |text| Ok(text.into());
}

#[cfg(feature = "bstr")]
made_of! {
    bstr::BString = Vec<u8> as String, |bytes| Ok(bytes.into());
    bstr::BString = Vec<u8> as OCamlBytes, |bytes| Ok(bytes.into());
}

#[cold]
fn has_nul(position: usize) -> FromOCamlError {
    FromOCamlError::new(format!(
        "the OCaml string has a NUL byte at {position}, where a C string would end: read it as Vec<u8>"
    ))
}
