//! The words that OCaml passes, as the Rust function's arguments.

use std::borrow::Cow;

use ocaml_interop_sys::RawOCaml;

use crate::convert::{FromOCaml, FromOCamlDefault, FromOCamlError, read_or};
use crate::root::BoxRoot;
use crate::value::OCaml;

/// An argument as a value. The exported function's body binds it to the handle
/// before anything else (see `rebind`).
///
/// # Safety
/// `raw` is an argument of OCaml type `T`, and nothing has run since the call.
#[inline(always)]
pub unsafe fn arg_value<'a, T>(raw: RawOCaml) -> OCaml<'a, T> {
    // SAFETY: the caller's promise.
    unsafe { OCaml::unbound(raw) }
}

/// An argument, rooted.
///
/// # Safety
/// As [`arg_value`].
#[inline(always)]
pub unsafe fn arg_root<T: 'static>(raw: RawOCaml) -> BoxRoot<T> {
    // SAFETY: the caller's promise. OCaml has called, so the lock is held.
    BoxRoot::held(unsafe { OCaml::unbound(raw) })
}

/// An argument converted from the OCaml type that `V` stands for.
///
/// # Safety
/// As [`arg_value`], `T` being that type.
///
/// # Panics
/// When it doesn't convert; `name` is the argument's.
#[inline(always)]
pub unsafe fn arg_converted<V>(raw: RawOCaml, name: &'static str) -> V
where
    V: FromOCamlDefault + FromOCaml<<V as FromOCamlDefault>::OCamlType>,
{
    // SAFETY: the caller's promise.
    unsafe { arg_converted_as::<V::OCamlType, V>(raw, name) }
}

/// An argument converted from OCaml type `M`.
///
/// # Safety
/// As [`arg_value`], `T` being `M`.
///
/// # Panics
/// As [`arg_converted`].
#[inline(always)]
pub unsafe fn arg_converted_as<M, V: FromOCaml<M>>(raw: RawOCaml, name: &'static str) -> V {
    // SAFETY: the caller's promise.
    let value: OCaml<'_, M> = unsafe { OCaml::unbound(raw) };
    read_or(value, |error| not_converted(name, &error))
}

#[cold]
#[inline(never)]
fn not_converted(name: &str, error: &FromOCamlError) -> ! {
    panic!("argument `{name}`: {error}")
}

/// What borrows the bytes of an OCaml string.
pub trait BorrowArgument<'a>: Sized {
    /// Borrows.
    ///
    /// # Panics
    /// When the bytes aren't what the type takes.
    fn borrow_argument(value: OCaml<'a, String>) -> Self;
}

impl<'a> BorrowArgument<'a> for &'a str {
    #[inline(always)]
    fn borrow_argument(value: OCaml<'a, String>) -> &'a str {
        value.as_str()
    }
}

impl<'a> BorrowArgument<'a> for &'a [u8] {
    #[inline(always)]
    fn borrow_argument(value: OCaml<'a, String>) -> &'a [u8] {
        value.as_bytes()
    }
}

impl<'a> BorrowArgument<'a> for Cow<'a, str> {
    #[inline(always)]
    fn borrow_argument(value: OCaml<'a, String>) -> Cow<'a, str> {
        Cow::Borrowed(value.as_str())
    }
}

impl<'a> BorrowArgument<'a> for Cow<'a, [u8]> {
    #[inline(always)]
    fn borrow_argument(value: OCaml<'a, String>) -> Cow<'a, [u8]> {
        Cow::Borrowed(value.as_bytes())
    }
}

/// An argument of OCaml type `string`, in place.
///
/// # Safety
/// As [`arg_value`], `T` being `String`.
#[inline(always)]
pub unsafe fn arg_borrowed<'a, B: BorrowArgument<'a>>(raw: RawOCaml) -> B {
    // SAFETY: the caller's promise.
    B::borrow_argument(unsafe { OCaml::unbound(raw) })
}
