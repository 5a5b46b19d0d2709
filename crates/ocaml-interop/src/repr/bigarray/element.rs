//! What bigarrays are made of: kinds, and the Rust type of each.

use std::fmt;

use ocaml_interop_sys as sys;

use crate::repr::{does_not_fit_int, fits_int};

/// A Rust type that is the element of a bigarray kind.
///
/// | Rust | kind | OCaml's element |
/// | --- | --- | --- |
/// | `f32`, `f64` | `float32`, `float64` | `float` |
/// | [`Float16`] | `float16`, from OCaml 5.2 on | `float` |
/// | `i8`, `u8` | `int8_signed`, `int8_unsigned` | `int` |
/// | `i16`, `u16` | `int16_signed`, `int16_unsigned` | `int` |
/// | [`Int`] | `int` | `int` |
/// | `i32`, `i64`, `isize` | `int32`, `int64`, `nativeint` | `int32`, `int64`, `nativeint` |
/// | [`Complex32`], [`Complex64`] | `complex32`, `complex64` | `Complex.t` |
/// | `num_complex::Complex` (feature `num-complex`) | the same | `Complex.t` |
/// | [`Char`] | `char` | `char` |
///
/// # Safety
/// The type is as large as the kind's elements, and every bit pattern is a
/// value of it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no element of a bigarray",
    label = "no kind of bigarray holds this",
    note = "elements are f32, f64, i8, u8, i16, u16, i32, i64, isize, and in `ocaml_interop::bigarray` \
            Char, Int, Complex32, Complex64 and Float16"
)]
pub unsafe trait BigarrayElt: Copy + Send + Sync + 'static {
    /// The kind's number in the runtime (runtime/caml/bigarray.h,
    /// `caml_ba_kind`).
    const KIND: i32;
}

macro_rules! kinds {
    ($($rust:ty = $kind:literal, $ocaml:literal;)*) => {$(
        // SAFETY: same size, and every bit pattern is a number.
        unsafe impl BigarrayElt for $rust {
            #[doc = concat!("`Bigarray.", $ocaml, "`.")]
            const KIND: i32 = $kind;
        }
    )*};
}

kinds! {
    f32 = 0, "float32";
    f64 = 1, "float64";
    i8 = 2, "int8_signed";
    u8 = 3, "int8_unsigned";
    i16 = 4, "int16_signed";
    u16 = 5, "int16_unsigned";
    i32 = 6, "int32";
    i64 = 7, "int64";
    Int = 8, "int";
    isize = 9, "nativeint";
    Complex32 = 10, "complex32";
    Complex64 = 11, "complex64";
    Char = 12, "char";
    Float16 = 13, "float16";
}

#[cfg(feature = "num-complex")]
kinds! {
    num_complex::Complex<f32> = 10, "complex32";
    num_complex::Complex<f64> = 11, "complex64";
}

/// OCaml's name of a kind.
pub(super) fn kind_name(kind: isize) -> &'static str {
    const NAMES: [&str; 14] = [
        "float32",
        "float64",
        "int8_signed",
        "int8_unsigned",
        "int16_signed",
        "int16_unsigned",
        "int32",
        "int64",
        "int",
        "nativeint",
        "complex32",
        "complex64",
        "char",
        "float16",
    ];
    usize::try_from(kind).ok().and_then(|kind| NAMES.get(kind)).unwrap_or(&"unknown")
}

/// The kind of bigarrays that are made of `A`.
///
/// # Panics
/// When this version of OCaml has no such kind.
pub(crate) fn kind_to_make<A: BigarrayElt>() -> isize {
    let kind = A::KIND as isize;
    assert!(
        kind < sys::bigarray_kinds(),
        "this program's OCaml has no bigarrays of kind {}: OCaml 5.2 is the first that has float16",
        kind_name(kind)
    );
    kind
}

/// An element of OCaml's kind `char`: one byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[repr(transparent)]
pub struct Char(pub u8);

/// An element of OCaml's kind `float16`: the bits of a half-precision number (IEEE 754, binary16).
/// OCaml has the kind from 5.2 on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[repr(transparent)]
pub struct Float16(pub u16);

/// An element of OCaml's kind `complex32`: two floats of single precision.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[repr(C)]
pub struct Complex32 {
    /// The real part.
    pub re: f32,
    /// The imaginary part.
    pub im: f32,
}

/// An element of OCaml's kind `complex64`: two floats, `Complex.t`.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[repr(C)]
pub struct Complex64 {
    /// The real part.
    pub re: f64,
    /// The imaginary part.
    pub im: f64,
}

/// An element of OCaml's kind `int`: a machine word that holds an OCaml `int`, of 63 bits.
///
/// ```
/// use ocaml_interop::bigarray::Int;
///
/// assert_eq!(Int::new(-5).get(), -5);
/// assert!(std::panic::catch_unwind(|| Int::new(isize::MAX)).is_err());
/// ```
// Every word is one, as OCaml reads it: without its top bit (`Val_long` in runtime/bigarray.c,
// caml_ba_get_N). A mapped file may hold any word.
#[derive(Clone, Copy, Default)]
#[repr(transparent)]
pub struct Int(isize);

impl Int {
    /// An element.
    ///
    /// # Panics
    /// When the number has more than 63 bits.
    #[inline]
    pub fn new(number: isize) -> Int {
        if !fits_int(number as i64) {
            does_not_fit_int(number);
        }
        Int(number)
    }

    /// The number.
    #[inline]
    pub fn get(self) -> isize {
        self.0 << 1 >> 1
    }
}

impl PartialEq for Int {
    fn eq(&self, other: &Int) -> bool {
        self.get() == other.get()
    }
}

impl Eq for Int {}

impl PartialOrd for Int {
    fn partial_cmp(&self, other: &Int) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Int {
    fn cmp(&self, other: &Int) -> std::cmp::Ordering {
        self.get().cmp(&other.get())
    }
}

impl std::hash::Hash for Int {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.get().hash(state);
    }
}

impl fmt::Debug for Int {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Int").field(&self.get()).finish()
    }
}

impl From<i32> for Int {
    fn from(number: i32) -> Int {
        Int(number as isize)
    }
}

impl From<Int> for isize {
    fn from(number: Int) -> isize {
        number.get()
    }
}
