//! `unit`.

use ocaml_interop_sys as sys;

use crate::value::OCaml;

impl OCaml<'static, ()> {
    /// `()`.
    #[inline(always)]
    pub fn unit() -> OCaml<'static, ()> {
        // SAFETY: an immediate, valid for ever.
        unsafe { OCaml::unbound(sys::UNIT) }
    }
}
