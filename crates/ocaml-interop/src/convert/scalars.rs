//! Numbers, `bool`, `()`.

use ocaml_interop_sys as sys;
use sys::RawOCaml;

use super::build::build_leaf;
use super::{FromOCaml, FromOCamlError, ToOCaml};
use crate::heap::{Mode, Space};
use crate::repr::{doubles, value_of_int};
use crate::runtime::OCamlRuntime;
use crate::value::{
    OCaml, OCamlChar, OCamlFloat, OCamlInt, OCamlInt32, OCamlInt64, OCamlNativeint,
};

/// Conversions of what is an immediate: no heap, and reading can't fail unless
/// it narrows.
macro_rules! immediate {
    ($rust:ty, $ocaml:ty, |$value:ident| $to:expr, |$raw:ident| $from:expr $(, $hook:item)?) => {
        // SAFETY: the expression makes an immediate of the OCaml type.
        unsafe impl ToOCaml<$ocaml> for $rust {
            #[inline(always)]
            fn to_ocaml<'a>(&self, _cr: &'a mut OCamlRuntime) -> OCaml<'a, $ocaml> {
                let $value = *self;
                // SAFETY: an immediate, valid for ever.
                unsafe { OCaml::unbound($to) }
            }
            const FIXED_WORDS: Option<usize> = Some(0);
            #[inline(always)]
            unsafe fn write<M: Mode>(&self, _space: &mut Space<'_, M>) -> RawOCaml {
                let $value = *self;
                $to
            }
            $($hook)?
        }

        // SAFETY: the expression reads an immediate of the OCaml type.
        unsafe impl FromOCaml<$ocaml> for $rust {
            const IS_LEAF: bool = true;
            #[inline(always)]
            fn from_ocaml(v: OCaml<'_, $ocaml>) -> Self {
                super::from_ocaml(v)
            }
            #[inline(always)]
            fn try_from_ocaml(v: OCaml<'_, $ocaml>) -> Result<Self, FromOCamlError> {
                let $raw = v.word();
                $from
            }
        }
    };
}

immediate!((), (), |_unit| sys::UNIT, |_raw| Ok(()));
immediate!(bool, bool, |b| if b { sys::TRUE } else { sys::FALSE }, |raw| Ok(raw != sys::FALSE));
immediate!(
    i64,
    OCamlInt,
    |n| value_of_int(n),
    |raw| Ok(sys::long_of_value(raw) as i64),
    #[inline(always)]
    fn as_ints(values: &[i64]) -> Option<&[i64]> {
        Some(values)
    }
);
immediate!(
    isize,
    OCamlInt,
    |n| value_of_int(n as i64),
    |raw| Ok(sys::long_of_value(raw)),
    #[inline(always)]
    fn as_ints(values: &[isize]) -> Option<&[i64]> {
        const { assert!(size_of::<isize>() == size_of::<i64>()) };
        // SAFETY: the same, as just said.
        Some(unsafe { std::slice::from_raw_parts(values.as_ptr().cast(), values.len()) })
    }
);

immediate!(u8, OCamlChar, |c| sys::value_of_long(c.into()), |raw| byte(raw));
immediate!(char, OCamlChar, |c| sys::value_of_long(code_of(c)), |raw| Ok(byte(raw)?.into()));

/// An OCaml character, which is a byte.
fn byte(raw: RawOCaml) -> Result<u8, FromOCamlError> {
    let n = sys::long_of_value(raw);
    u8::try_from(n).map_err(|_| FromOCamlError::new(format!("{n} is no char")))
}

/// OCaml's characters are the first 256 (Latin-1).
fn code_of(c: char) -> isize {
    match u8::try_from(c) {
        Ok(byte) => byte.into(),
        Err(_) => panic!("conversion to OCaml: {c:?} is no OCaml char, which has 8 bits"),
    }
}

/// Integers that are narrower than OCaml's, or unsigned.
macro_rules! narrow {
    ($($rust:ty),*) => {$(
        immediate!($rust, OCamlInt, |n| value_of_int(widen(n)), |raw| {
            let n = sys::long_of_value(raw);
            <$rust>::try_from(n).map_err(|_| does_not_fit(n, stringify!($rust)))
        });
    )*};
}

narrow!(i8, i16, i32, u8, u16, u32, u64, usize);

/// An integer of at most 64 bits; past `i64` it is past OCaml's `int` too.
#[inline(always)]
fn widen<N: TryInto<i64> + std::fmt::Display + Copy>(n: N) -> i64 {
    match n.try_into() {
        Ok(n) => n,
        Err(_) => crate::repr::does_not_fit_int(n),
    }
}

#[cold]
fn does_not_fit(n: isize, rust: &str) -> FromOCamlError {
    FromOCamlError::new(format!("the int {n} does not fit {rust}: use a wider type"))
}

/// A boxed number: one block, written in place.
macro_rules! boxed {
    ($rust:ty, $ocaml:ty, $wosize:expr, |$value:ident, $space:ident| $write:expr, |$read:ident| $from:expr) => {
        // SAFETY: the block is laid out as the runtime's own.
        unsafe impl ToOCaml<$ocaml> for $rust {
            #[inline(always)]
            fn to_ocaml<'a>(&self, cr: &'a mut OCamlRuntime) -> OCaml<'a, $ocaml> {
                build_leaf(self, cr)
            }
            const FIXED_WORDS: Option<usize> = Some($wosize + 1);
            #[inline(always)]
            unsafe fn write<M: Mode>(&self, $space: &mut Space<'_, M>) -> RawOCaml {
                let $value = *self;
                // SAFETY: the caller's promise.
                unsafe { $write }
            }
        }

        // SAFETY: the block is read as the runtime writes it.
        unsafe impl FromOCaml<$ocaml> for $rust {
            const IS_LEAF: bool = true;
            #[inline(always)]
            fn from_ocaml($read: OCaml<'_, $ocaml>) -> Self {
                $from
            }
        }
    };
}

/// A custom block of a word.
macro_rules! custom {
    ($rust:ty, $ocaml:ty, $operations:ident, $read:ident) => {
        boxed!(
            $rust,
            $ocaml,
            2,
            |n, space| {
                let block = space.block(2, sys::CUSTOM_TAG);
                space.set(block, 0, &raw const sys::$operations as RawOCaml);
                space.set(block, 1, n as RawOCaml);
                block
            },
            |v| v.$read()
        );
    };
}

custom!(i64, OCamlInt64, caml_int64_ops, to_i64);
custom!(isize, OCamlNativeint, caml_nativeint_ops, to_isize);
boxed!(
    i32,
    OCamlInt32,
    2,
    |n, space| {
        let block = space.block(2, sys::CUSTOM_TAG);
        space.set(block, 0, &raw const sys::caml_int32_ops as RawOCaml);
        space.set(block, 1, 0);
        // The first four bytes of the payload, whatever the byte order.
        *(block as *mut i32).add(2) = n;
        block
    },
    |v| v.to_i32()
);

// SAFETY: a block of one double, as the runtime's own.
unsafe impl ToOCaml<OCamlFloat> for f64 {
    #[inline(always)]
    fn to_ocaml<'a>(&self, cr: &'a mut OCamlRuntime) -> OCaml<'a, OCamlFloat> {
        build_leaf(self, cr)
    }
    const FIXED_WORDS: Option<usize> = Some(2);
    #[inline(always)]
    unsafe fn write<M: Mode>(&self, space: &mut Space<'_, M>) -> RawOCaml {
        // SAFETY: the caller's promise.
        unsafe {
            let block = space.block(1, sys::DOUBLE_TAG);
            space.set_double(block, 0, *self);
            block
        }
    }
    #[inline(always)]
    fn as_float(&self) -> Option<f64> {
        Some(*self)
    }
    #[inline(always)]
    fn as_floats(values: &[f64]) -> Option<&[f64]> {
        Some(values)
    }
}

// SAFETY: reads a block of one double.
unsafe impl FromOCaml<OCamlFloat> for f64 {
    const IS_LEAF: bool = true;
    #[inline(always)]
    fn from_ocaml(v: OCaml<'_, OCamlFloat>) -> Self {
        v.to_f64()
    }
    #[inline(always)]
    fn from_float(x: f64) -> Result<Self, FromOCamlError> {
        Ok(x)
    }
    #[inline(always)]
    unsafe fn from_floats(block: RawOCaml, len: usize) -> Option<Vec<f64>> {
        // SAFETY: the caller's promise.
        Some(unsafe { doubles(block, len) })
    }
}
