//! `int`, `int32`, `int64`, `nativeint`, `bool`.

use std::fmt;

use ocaml_interop_sys as sys;
use sys::RawOCaml;

use crate::value::{OCaml, OCamlInt, OCamlInt32, OCamlInt64, OCamlNativeint};

/// OCaml's `max_int`.
const MAX_INT: i64 = (1 << 62) - 1;
/// OCaml's `min_int`.
const MIN_INT: i64 = -(1 << 62);

/// An integer that OCaml's `int`, of 63 bits, can't hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OCamlFixnumConversionError {
    /// The integer.
    InputTooBig(i64),
}

impl fmt::Display for OCamlFixnumConversionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self::InputTooBig(n) = self;
        write!(f, "{n} does not fit OCaml's int ({MIN_INT} to {MAX_INT}): use int64 (OCamlInt64)")
    }
}

impl std::error::Error for OCamlFixnumConversionError {}

/// Whether OCaml's `int` holds it.
#[inline(always)]
pub(crate) fn fits_int(n: i64) -> bool {
    (MIN_INT..=MAX_INT).contains(&n)
}

/// The immediate of an integer.
///
/// # Panics
/// When it has more than 63 bits.
#[inline(always)]
pub(crate) fn value_of_int(n: i64) -> RawOCaml {
    // The processor says whether doubling overflowed, so there is nothing else to compare.
    let (doubled, overflows) = n.overflowing_add(n);
    if overflows {
        // What was lost is the opposite of what is the sign now.
        does_not_fit_int((doubled >> 1) ^ i64::MIN);
    }
    (doubled | 1) as RawOCaml
}

#[cold]
#[inline(never)]
pub(crate) fn does_not_fit_int(n: impl fmt::Display) -> ! {
    panic!(
        "conversion to OCaml: {n} does not fit OCaml's int ({MIN_INT} to {MAX_INT}): \
         use int64 (OCamlInt64)"
    )
}

impl OCaml<'static, OCamlInt> {
    /// An `int` without checking.
    ///
    /// # Safety
    /// `n` fits 63 bits: else another number is made.
    #[inline(always)]
    pub unsafe fn of_i64_unchecked(n: i64) -> OCaml<'static, OCamlInt> {
        // SAFETY: an immediate, valid for ever.
        unsafe { OCaml::unbound(sys::value_of_long(n as isize)) }
    }

    /// An `int`.
    ///
    /// # Errors
    /// When `n` doesn't fit 63 bits.
    #[inline(always)]
    pub fn of_i64(n: i64) -> Result<OCaml<'static, OCamlInt>, OCamlFixnumConversionError> {
        if fits_int(n) {
            // SAFETY: it fits.
            Ok(unsafe { Self::of_i64_unchecked(n) })
        } else {
            Err(OCamlFixnumConversionError::InputTooBig(n))
        }
    }

    /// An `int`; every `i32` fits.
    #[inline(always)]
    pub fn of_i32(n: i32) -> OCaml<'static, OCamlInt> {
        // SAFETY: 32 bits fit 63.
        unsafe { Self::of_i64_unchecked(i64::from(n)) }
    }
}

impl OCaml<'_, OCamlInt> {
    /// The integer.
    #[inline(always)]
    pub fn to_i64(&self) -> i64 {
        sys::long_of_value(self.word()) as i64
    }
}

impl OCaml<'_, OCamlInt32> {
    /// The integer.
    #[inline(always)]
    pub fn to_i32(&self) -> i32 {
        // SAFETY: a custom block whose payload, after the operations, begins
        // with the integer; nothing has moved it.
        unsafe { *(self.word() as *const i32).add(2) }
    }
}

impl OCaml<'_, OCamlInt64> {
    /// The integer.
    #[inline(always)]
    pub fn to_i64(&self) -> i64 {
        // SAFETY: a custom block whose payload, after the operations, is the
        // integer; nothing has moved it.
        unsafe { *(self.word() as *const i64).add(1) }
    }
}

impl OCaml<'_, OCamlNativeint> {
    /// The integer.
    #[inline(always)]
    pub fn to_isize(&self) -> isize {
        // SAFETY: a custom block whose payload, after the operations, is the
        // integer; nothing has moved it.
        unsafe { *(self.word() as *const isize).add(1) }
    }
}

impl OCaml<'static, bool> {
    /// A `bool`.
    #[inline(always)]
    pub fn of_bool(b: bool) -> OCaml<'static, bool> {
        // SAFETY: an immediate, valid for ever.
        unsafe { OCaml::unbound(if b { sys::TRUE } else { sys::FALSE }) }
    }
}

impl OCaml<'_, bool> {
    /// The `bool`.
    #[inline(always)]
    pub fn to_bool(&self) -> bool {
        self.word() != sys::FALSE
    }
}
