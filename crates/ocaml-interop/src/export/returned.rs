//! The exported function's result, as the word that OCaml takes.

use ocaml_interop_sys::RawOCaml;

use crate::convert::{DefaultOCamlMapping, ToOCaml};
use crate::root::BoxRoot;
use crate::runtime::OCamlRuntime;
use crate::value::OCaml;

/// A value.
#[inline(always)]
pub fn return_value<T>(value: OCaml<'_, T>) -> RawOCaml {
    value.word()
}

/// A root's value; the root is dropped.
#[inline(always)]
pub fn return_root<T>(root: BoxRoot<T>) -> RawOCaml {
    // SAFETY: stubs hold the handle; dropping the root doesn't collect.
    unsafe { root.get_raw() }
}

/// A Rust value, converted to the OCaml type that it stands for.
#[inline(always)]
pub fn return_converted<V>(cr: &mut OCamlRuntime, value: &V) -> RawOCaml
where
    V: DefaultOCamlMapping + ToOCaml<<V as DefaultOCamlMapping>::OCamlType>,
{
    value.to_ocaml(cr).word()
}

/// A Rust value, converted to OCaml type `M`.
#[inline(always)]
pub fn return_converted_as<M, V: ToOCaml<M>>(cr: &mut OCamlRuntime, value: &V) -> RawOCaml {
    value.to_ocaml(cr).word()
}
