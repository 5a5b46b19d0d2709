//! Numbers that OCaml passes in registers: `[@unboxed]` and `[@untagged]`.

use ocaml_interop_sys as sys;
use sys::RawOCaml;

use crate::convert::{FromOCaml, ToOCaml};
use crate::runtime::OCamlRuntime;
use crate::value::{OCaml, OCamlFloat, OCamlInt, OCamlInt32, OCamlInt64};

/// A number that native code passes without a block or tag.
pub trait Primitive: Copy {
    /// The type in the C calling convention.
    type Native;

    /// From the register.
    fn from_native(native: Self::Native) -> Self;

    /// To the register. Of an integer that OCaml's `int` can't hold, what `refuse` gives.
    fn into_native(self, refuse: impl FnOnce(isize) -> isize) -> Self::Native;

    /// What native code passes of the value that bytecode passes.
    ///
    /// # Safety
    /// `raw` is a value of the number's OCaml type.
    unsafe fn unbox(raw: RawOCaml) -> Self::Native;

    /// The value that bytecode takes of what native code does.
    fn to_value(native: Self::Native, cr: &mut OCamlRuntime) -> RawOCaml;
}

macro_rules! unboxed {
    ($($rust:ty => $ocaml:ty;)*) => {$(
        impl Primitive for $rust {
            type Native = $rust;

            #[inline(always)]
            fn from_native(native: $rust) -> $rust {
                native
            }
            #[inline(always)]
            fn into_native(self, _refuse: impl FnOnce(isize) -> isize) -> $rust {
                self
            }
            #[inline(always)]
            unsafe fn unbox(raw: RawOCaml) -> $rust {
                // SAFETY: the caller's promise.
                <$rust>::from_ocaml(unsafe { OCaml::<$ocaml>::unbound(raw) })
            }
            #[inline(always)]
            fn to_value(native: $rust, cr: &mut OCamlRuntime) -> RawOCaml {
                ToOCaml::<$ocaml>::to_ocaml(&native, cr).word()
            }
        }
    )*};
}

unboxed! {
    f64 => OCamlFloat;
    i64 => OCamlInt64;
    i32 => OCamlInt32;
}

impl Primitive for isize {
    type Native = isize;

    #[inline(always)]
    fn from_native(native: isize) -> isize {
        native
    }
    /// OCaml tags the word itself, and would lose its top bit.
    #[inline(always)]
    fn into_native(self, refuse: impl FnOnce(isize) -> isize) -> isize {
        // As OCaml tags it: the processor says whether doubling overflowed. That takes eight bytes of
        // code to a comparison's fifteen, with which the shortest functions lie across two cache lines.
        if self.overflowing_add(self).1 { refuse(self) } else { self }
    }
    #[inline(always)]
    unsafe fn unbox(raw: RawOCaml) -> isize {
        sys::long_of_value(raw)
    }
    #[inline(always)]
    fn to_value(native: isize, cr: &mut OCamlRuntime) -> RawOCaml {
        ToOCaml::<OCamlInt>::to_ocaml(&native, cr).word()
    }
}

/// An untagged `bool` is a whole word for OCaml, 0 or 1, whatever the calling
/// convention makes of a C `bool`.
impl Primitive for bool {
    type Native = isize;

    #[inline(always)]
    fn from_native(native: isize) -> bool {
        native != 0
    }
    #[inline(always)]
    fn into_native(self, _refuse: impl FnOnce(isize) -> isize) -> isize {
        isize::from(self)
    }
    #[inline(always)]
    unsafe fn unbox(raw: RawOCaml) -> isize {
        isize::from(raw != sys::FALSE)
    }
    #[inline(always)]
    fn to_value(native: isize, _cr: &mut OCamlRuntime) -> RawOCaml {
        if native != 0 { sys::TRUE } else { sys::FALSE }
    }
}
