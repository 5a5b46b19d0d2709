//! Zarith's `Z.t`, for integers of up to 128 bits.
//!
//! A small integer is an immediate. Another is a custom block: its operations, a word of sign (the
//! highest bit) and number of limbs, and the limbs, 64 bits each, the lowest first (Zarith's caml_z.c).
//! Zarith registers the operations as `_z` when its module `Z` is initialised, so nothing has to be
//! linked here.

use std::fmt::Display;
use std::ptr::null_mut;
use std::sync::atomic::{AtomicPtr, Ordering};

use ocaml_interop_sys as sys;
use sys::{CustomOperations, RawOCaml};

use super::build::build_leaf;
use super::{FromOCaml, FromOCamlError, ToOCaml};
use crate::heap::{Mode, Space, words_of_block};
use crate::repr::fits_int;
use crate::runtime::OCamlRuntime;
use crate::value::{OCaml, OCamlZ};

/// The bit of the head that says that the integer is negative.
const SIGN: u64 = 1 << 63;

/// Zarith's operations.
///
/// # Panics
/// When the program has no Zarith, or one that keeps its limbs elsewhere.
fn operations() -> *mut CustomOperations {
    static FOUND: AtomicPtr<CustomOperations> = AtomicPtr::new(null_mut());
    let found = FOUND.load(Ordering::Relaxed);
    if found.is_null() { look_up(&FOUND) } else { found }
}

#[cold]
fn look_up(found: &AtomicPtr<CustomOperations>) -> *mut CustomOperations {
    // SAFETY: a null-terminated name; the table is only added to, and what is in it lives for ever.
    let operations = unsafe { sys::caml_find_custom_operations(c"_z".as_ptr()) };
    assert!(
        !operations.is_null(),
        "OCamlZ: the program has no Zarith: add `zarith` to its libraries, and use its module Z"
    );
    // SAFETY: found just now. What is built on LibTomMath has limbs of its own to free.
    let finalize = unsafe { (*operations).finalize };
    assert!(finalize.is_none(), "OCamlZ: this Zarith wasn't built with GMP: convert a string");
    found.store(operations.cast_mut(), Ordering::Relaxed);
    operations.cast_mut()
}

/// Sign and magnitude.
#[derive(Clone, Copy)]
struct Integer {
    is_negative: bool,
    magnitude: u128,
}

impl Integer {
    /// The immediate, if it is one.
    fn small(self) -> Option<i64> {
        let magnitude = i64::try_from(self.magnitude).ok()?;
        let n = if self.is_negative { -magnitude } else { magnitude };
        fits_int(n).then_some(n)
    }

    fn limbs(self) -> usize {
        if self.magnitude >> 64 == 0 { 1 } else { 2 }
    }

    fn words(self) -> usize {
        if self.small().is_some() { 0 } else { words_of_block(2 + self.limbs()) }
    }

    /// Writes it.
    ///
    /// # Safety
    /// Nothing has allocated since the space was made.
    unsafe fn write<M: Mode>(self, space: &mut Space<'_, M>) -> RawOCaml {
        if let Some(n) = self.small() {
            return sys::value_of_long(n as isize);
        }
        let (operations, limbs) = (operations(), self.limbs());
        let sign = if self.is_negative { SIGN } else { 0 };
        // SAFETY: the caller's promise; each field of the block is written.
        unsafe {
            let block = space.block(2 + limbs, sys::CUSTOM_TAG);
            space.set(block, 0, operations as RawOCaml);
            space.set(block, 1, (sign | limbs as u64) as RawOCaml);
            space.set(block, 2, self.magnitude as RawOCaml);
            if limbs == 2 {
                space.set(block, 3, (self.magnitude >> 64) as RawOCaml);
            }
            block
        }
    }

    /// Reads it.
    fn read(v: OCaml<'_, OCamlZ>) -> Result<Integer, FromOCamlError> {
        let Some(header) = v.header() else {
            let n = sys::long_of_value(v.word());
            return Ok(Integer { is_negative: n < 0, magnitude: n.unsigned_abs() as u128 });
        };
        // SAFETY: a custom block's first field is its operations. Nothing writes these blocks.
        let word = |index| unsafe { sys::field(v.word(), index) } as u64;
        assert!(
            sys::tag_of(header) == sys::CUSTOM_TAG && word(0) == operations() as u64,
            "OCamlZ: the value is no integer of Zarith's"
        );
        let (is_negative, limbs) = (word(1) & SIGN != 0, word(1) & !SIGN);
        if limbs > 2 {
            return Err(FromOCamlError::new(format!(
                "the Z.t of {limbs} times 64 bits does not fit 128: read Z.to_string's result"
            )));
        }
        let high = if limbs == 2 { word(3) } else { 0 };
        Ok(Integer { is_negative, magnitude: u128::from(high) << 64 | u128::from(word(2)) })
    }
}

#[cold]
fn does_not_fit(n: Integer, rust: &str) -> FromOCamlError {
    let sign: &dyn Display = if n.is_negative { &"-" } else { &"" };
    FromOCamlError::new(format!("the Z.t {sign}{} does not fit {rust}", n.magnitude))
}

macro_rules! integers {
    ($($rust:ty)*; |$n:ident| $is_negative:expr, $magnitude:expr) => {$(
        #[allow(clippy::unnecessary_cast)] // That of 128 bits is one already.
        // SAFETY: an integer of Zarith's.
        unsafe impl ToOCaml<OCamlZ> for $rust {
            fn to_ocaml<'a>(&self, cr: &'a mut OCamlRuntime) -> OCaml<'a, OCamlZ> {
                build_leaf(self, cr)
            }
            fn words_of_leaf(&self) -> usize {
                let $n = *self;
                Integer { is_negative: $is_negative, magnitude: $magnitude }.words()
            }
            unsafe fn write<M: Mode>(&self, space: &mut Space<'_, M>) -> RawOCaml {
                let $n = *self;
                // SAFETY: the caller's promise.
                unsafe {
                    Integer { is_negative: $is_negative, magnitude: $magnitude }.write(space)
                }
            }
        }

        // SAFETY: reads an integer of Zarith's.
        unsafe impl FromOCaml<OCamlZ> for $rust {
            fn from_ocaml(v: OCaml<'_, OCamlZ>) -> Self {
                super::from_ocaml(v)
            }
            fn try_from_ocaml(v: OCaml<'_, OCamlZ>) -> Result<Self, FromOCamlError> {
                let n = Integer::read(v)?;
                let fits = match n.is_negative {
                    false => <$rust>::try_from(n.magnitude).ok(),
                    // Of -2^127 the opposite is the same word.
                    true if n.magnitude > 1 << 127 => None,
                    true => <$rust>::try_from((n.magnitude as i128).wrapping_neg()).ok(),
                };
                fits.ok_or_else(|| does_not_fit(n, stringify!($rust)))
            }
        }
    )*};
}

integers!(i8 i16 i32 i64 isize i128; |n| n < 0, n.unsigned_abs() as u128);
integers!(u8 u16 u32 u64 usize u128; |n| false, n as u128);
