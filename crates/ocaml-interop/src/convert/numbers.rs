//! Numbers that OCaml has none of its own for: `f32`, integers as another boxed integer than their own,
//! those of 128 bits, `NonZero`.

use std::fmt::Display;
use std::io::Write;
use std::num::NonZero;

use ocaml_interop_sys as sys;
use sys::RawOCaml;

use super::build::build_leaf;
use super::{FromOCaml, FromOCamlError, ToOCaml};
use crate::heap::{Mode, Space, string_wosize, words_of_block};
use crate::repr::doubles;
use crate::runtime::OCamlRuntime;
use crate::value::{OCaml, OCamlFloat, OCamlFloatArray, OCamlInt32, OCamlInt64, OCamlNativeint};

// SAFETY: as the conversion of the `f64` of the same number.
unsafe impl ToOCaml<OCamlFloat> for f32 {
    #[inline(always)]
    fn to_ocaml<'a>(&self, cr: &'a mut OCamlRuntime) -> OCaml<'a, OCamlFloat> {
        f64::from(*self).to_ocaml(cr)
    }
    const FIXED_WORDS: Option<usize> = <f64 as ToOCaml<OCamlFloat>>::FIXED_WORDS;
    #[inline(always)]
    unsafe fn write<M: Mode>(&self, space: &mut Space<'_, M>) -> RawOCaml {
        // SAFETY: the caller's promise.
        unsafe { f64::from(*self).write(space) }
    }
    #[inline(always)]
    fn as_float(&self) -> Option<f64> {
        Some(f64::from(*self))
    }
}

/// The `f32` of the same number; a NaN stays one.
#[inline(always)]
fn narrowed(x: f64) -> Result<f32, FromOCamlError> {
    let narrow = x as f32;
    if f64::from(narrow) == x || x.is_nan() { Ok(narrow) } else { Err(not_f32(x)) }
}

#[cold]
fn not_f32(x: f64) -> FromOCamlError {
    FromOCamlError::new(format!(
        "the float {x:?} is no f32, the nearest one is {:?}: read an f64, and round it",
        f64::from(x as f32)
    ))
}

// SAFETY: reads a float.
unsafe impl FromOCaml<OCamlFloat> for f32 {
    const IS_LEAF: bool = true;
    fn from_ocaml(v: OCaml<'_, OCamlFloat>) -> Self {
        super::from_ocaml(v)
    }
    #[inline]
    fn try_from_ocaml(v: OCaml<'_, OCamlFloat>) -> Result<Self, FromOCamlError> {
        narrowed(v.to_f64())
    }
    #[inline]
    fn from_float(x: f64) -> Result<Self, FromOCamlError> {
        narrowed(x)
    }
}

// SAFETY: as the conversion of the `f64`s of the same numbers.
unsafe impl ToOCaml<OCamlFloatArray> for [f32] {
    fn to_ocaml<'a>(&self, cr: &'a mut OCamlRuntime) -> OCaml<'a, OCamlFloatArray> {
        let block =
            super::array::block_of_doubles(cr, self.len(), self.iter().map(|x| (*x).into()));
        // SAFETY: a block of doubles, just made.
        unsafe { OCaml::new(cr, block) }
    }
}

// SAFETY: reads a block of doubles.
unsafe impl FromOCaml<OCamlFloatArray> for Vec<f32> {
    fn from_ocaml(v: OCaml<'_, OCamlFloatArray>) -> Self {
        super::from_ocaml(v)
    }
    fn try_from_ocaml(v: OCaml<'_, OCamlFloatArray>) -> Result<Self, FromOCamlError> {
        // SAFETY: a block of as many doubles.
        let doubles = unsafe { doubles(v.word(), v.len()) };
        let narrow = |(index, x)| narrowed(x).map_err(|error| error.at_index(index));
        doubles.into_iter().enumerate().map(narrow).collect()
    }
}

#[cold]
#[inline(never)]
fn too_large(n: impl Display, ocaml: &str, bits: u32) -> ! {
    panic!(
        "conversion to OCaml: {n} does not fit OCaml's {ocaml}, which has {bits} bits and a sign: \
         use a wider type, or a string"
    )
}

#[cold]
fn does_not_fit(n: impl Display, ocaml: &str, rust: &str) -> FromOCamlError {
    FromOCamlError::new(format!("the {ocaml} {n} does not fit {rust}: use another type"))
}

/// Integers as a boxed one that isn't their own: the same number, never the same bits.
macro_rules! boxed {
    ($($rust:ty)* => $ocaml:ty, $name:literal, $own:ty, $read:ident) => {$(
        // SAFETY: as the conversion of the integer that OCaml's type holds.
        unsafe impl ToOCaml<$ocaml> for $rust {
            #[inline]
            fn to_ocaml<'a>(&self, cr: &'a mut OCamlRuntime) -> OCaml<'a, $ocaml> {
                build_leaf(self, cr)
            }
            const FIXED_WORDS: Option<usize> = <$own as ToOCaml<$ocaml>>::FIXED_WORDS;
            #[inline]
            unsafe fn write<M: Mode>(&self, space: &mut Space<'_, M>) -> RawOCaml {
                match <$own>::try_from(*self) {
                    // SAFETY: the caller's promise.
                    Ok(n) => unsafe { <$own as ToOCaml<$ocaml>>::write(&n, space) },
                    Err(_) => too_large(self, $name, <$own>::BITS),
                }
            }
        }

        // SAFETY: reads the integer.
        unsafe impl FromOCaml<$ocaml> for $rust {
            fn from_ocaml(v: OCaml<'_, $ocaml>) -> Self {
                super::from_ocaml(v)
            }
            #[inline]
            fn try_from_ocaml(v: OCaml<'_, $ocaml>) -> Result<Self, FromOCamlError> {
                let n = v.$read();
                <$rust>::try_from(n).map_err(|_| does_not_fit(n, $name, stringify!($rust)))
            }
        }
    )*};
}

boxed!(i8 i16 i32 isize u8 u16 u32 u64 usize => OCamlInt64, "int64", i64, to_i64);
boxed!(i8 i16 i64 isize u8 u16 u32 u64 usize => OCamlInt32, "int32", i32, to_i32);
boxed!(i8 i16 i32 i64 u8 u16 u32 u64 usize => OCamlNativeint, "nativeint", isize, to_isize);

/// An integer in decimal.
struct Digits {
    /// As many as the longest has, with its sign.
    bytes: [u8; 40],
    len: usize,
}

impl Digits {
    fn of(n: impl Display) -> Digits {
        let mut bytes = [0; 40];
        let mut rest = &mut bytes[..];
        // The longest is of 40 bytes: -2^127.
        let _ = write!(rest, "{n}");
        let len = 40 - rest.len();
        Digits { bytes, len }
    }

    fn as_bytes(&self) -> &[u8] {
        &self.bytes[..self.len]
    }
}

/// Integers of 128 bits are text: no integer of OCaml's own is as large.
macro_rules! decimal {
    ($($rust:ty)*) => {$(
        // SAFETY: a string.
        unsafe impl ToOCaml<String> for $rust {
            fn to_ocaml<'a>(&self, cr: &'a mut OCamlRuntime) -> OCaml<'a, String> {
                build_leaf(self, cr)
            }
            fn words_of_leaf(&self) -> usize {
                words_of_block(string_wosize(Digits::of(self).len))
            }
            unsafe fn write<M: Mode>(&self, space: &mut Space<'_, M>) -> RawOCaml {
                // SAFETY: the caller's promise.
                unsafe { space.string(Digits::of(self).as_bytes()) }
            }
        }

        // SAFETY: reads a string.
        unsafe impl FromOCaml<String> for $rust {
            fn from_ocaml(v: OCaml<'_, String>) -> Self {
                super::from_ocaml(v)
            }
            fn try_from_ocaml(v: OCaml<'_, String>) -> Result<Self, FromOCamlError> {
                let text = String::from_utf8_lossy(v.as_bytes());
                text.parse().map_err(|error| {
                    let shown: String = text.chars().take(60).collect();
                    FromOCamlError::new(format!(
                        "the OCaml string {shown:?} is no {} in decimal: {error}",
                        stringify!($rust)
                    ))
                })
            }
        }
    )*};
}

decimal!(i128 u128);

/// `NonZero` is the integer.
macro_rules! non_zero {
    ($($rust:ty)*) => {$(
        // SAFETY: as the conversion of the integer.
        unsafe impl<T> ToOCaml<T> for NonZero<$rust>
        where
            $rust: ToOCaml<T>,
        {
            #[inline(always)]
            fn to_ocaml<'a>(&self, cr: &'a mut OCamlRuntime) -> OCaml<'a, T> {
                self.get().to_ocaml(cr)
            }
            const FIXED_WORDS: Option<usize> = <$rust as ToOCaml<T>>::FIXED_WORDS;
            #[inline(always)]
            fn words_of_leaf(&self) -> usize {
                self.get().words_of_leaf()
            }
            #[inline(always)]
            unsafe fn write<M: Mode>(&self, space: &mut Space<'_, M>) -> RawOCaml {
                // SAFETY: the caller's promise.
                unsafe { self.get().write(space) }
            }
        }

        // SAFETY: as the conversion of the integer.
        unsafe impl<T> FromOCaml<T> for NonZero<$rust>
        where
            $rust: FromOCaml<T>,
        {
            fn from_ocaml(v: OCaml<'_, T>) -> Self {
                super::from_ocaml(v)
            }
            #[inline]
            fn try_from_ocaml(v: OCaml<'_, T>) -> Result<Self, FromOCamlError> {
                NonZero::new(<$rust>::try_from_ocaml(v)?).ok_or_else(is_zero)
            }
        }
    )*};
}

non_zero!(i8 i16 i32 i64 isize u8 u16 u32 u64 usize i128 u128);

#[cold]
fn is_zero() -> FromOCamlError {
    FromOCamlError::new("0 is no NonZero: read the integer itself")
}
