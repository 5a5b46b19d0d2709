//! Rust errors as OCaml exceptions.

use std::borrow::Cow;
use std::convert::Infallible;
use std::error::Error;
use std::ffi::CStr;

use ocaml_interop_sys as sys;
use sys::RawOCaml;

use crate::call::OCamlError;
use crate::convert::{FromOCamlError, ToOCaml};
use crate::heap::{Counted, write_reserved};
use crate::root::BoxRoot;
use crate::runtime::{OCamlRuntime, is_out_of_memory};
use crate::value::{OCaml, OCamlException};

/// An error that an exported function may return: `Err(e)` is raised in OCaml
/// as the exception that `e` makes.
///
/// | Rust | raised |
/// | --- | --- |
/// | [`OCamlError`] | the exception that OCaml raised, with its backtrace |
/// | `String`, `&str`, `Cow<str>`, `Box<dyn Error>` | `Failure` with the message |
/// | `std::io::Error` | `Sys_error` with the message |
/// | [`FromOCamlError`], `std::str::Utf8Error` | `Invalid_argument` with the message |
/// | `BoxRoot<OCamlException>` | that exception |
///
/// # Example
/// ```
/// use ocaml_interop::{OCamlError, OCamlRuntime, ToOCamlException};
///
/// struct ParseError { line: u32 }
///
/// impl ToOCamlException for ParseError {
///     fn to_ocaml_exception(self, cr: &mut OCamlRuntime) -> OCamlError {
///         OCamlError::failure(cr, &format!("line {}: syntax error", self.line))
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` can't be raised as an OCaml exception",
    label = "the error of an exported function",
    note = "return `Result<_, String>` (raised as Failure) or `Result<_, OCamlError>`, \
            implement `ToOCamlException` for `{Self}`, \
            or return `OCaml<Result<_, _>>` or `BoxRoot<Result<_, _>>` for OCaml's own `result`"
)]
pub trait ToOCamlException {
    /// The exception to raise.
    fn to_ocaml_exception(self, cr: &mut OCamlRuntime) -> OCamlError;
}

impl OCamlError {
    /// `Failure message`.
    pub fn failure(cr: &mut OCamlRuntime, message: &str) -> OCamlError {
        predefined(cr, sys::exn_failure, message)
    }

    /// `Invalid_argument message`.
    pub fn invalid_argument(cr: &mut OCamlRuntime, message: &str) -> OCamlError {
        predefined(cr, sys::exn_invalid_argument, message)
    }

    /// `Sys_error message`.
    pub fn sys_error(cr: &mut OCamlRuntime, message: &str) -> OCamlError {
        predefined(cr, sys::exn_sys_error, message)
    }

    /// `Not_found`.
    pub fn not_found(cr: &mut OCamlRuntime) -> OCamlError {
        // SAFETY: the runtime made the exception at its start; it never moves.
        OCamlError::new(unsafe { OCaml::new(cr, sys::exn_not_found()) })
    }

    /// The exception that OCaml registered with `Callback.register_exception
    /// name`, with one argument of OCaml type `T`.
    ///
    /// # Errors
    /// Nothing is registered under that name; the argument is given back.
    ///
    /// # Safety
    /// The registered exception has exactly one argument, of OCaml type `T`.
    pub unsafe fn registered<T: 'static, A: ToOCaml<T>>(
        cr: &mut OCamlRuntime,
        name: &CStr,
        argument: A,
    ) -> Result<OCamlError, A> {
        let value = argument.to_boxroot(cr);
        // SAFETY: the handle is held; the name is null-terminated; the cell is a
        // root, which holds an exception's constructor by the caller's promise.
        unsafe {
            let cell = sys::caml_named_value(name.as_ptr());
            if cell.is_null() {
                return Err(argument);
            }
            Ok(OCamlError::new(with_argument(cr, || *cell, &value)))
        }
    }
}

/// A predefined exception with a string.
fn predefined(
    cr: &mut OCamlRuntime,
    constructor: unsafe extern "C" fn() -> RawOCaml,
    message: &str,
) -> OCamlError {
    let message: BoxRoot<String> = message.to_boxroot(cr);
    // SAFETY: the runtime made the constructor at its start.
    OCamlError::new(unsafe { with_argument(cr, || constructor(), &message) })
}

/// The block of an exception's constructor and its argument.
///
/// # Safety
/// `constructor` gives, at that moment, the constructor of an exception with
/// one argument of type `T`.
unsafe fn with_argument<'a, T>(
    cr: &'a mut OCamlRuntime,
    constructor: impl FnOnce() -> RawOCaml,
    argument: &BoxRoot<T>,
) -> OCaml<'a, OCamlException> {
    // SAFETY: a block of two fields; both are read after the reservation, and nothing runs before
    // the block is whole.
    unsafe {
        let exception = write_reserved::<Counted, _>(cr, 3, &mut [], |space, _| {
            let exception = space.block(2, 0);
            space.set(exception, 0, constructor());
            space.set(exception, 1, argument.get_raw());
            exception
        });
        OCaml::new(cr, exception)
    }
}

/// What a panic says.
pub(crate) fn panic_text(payload: &(dyn std::any::Any + Send)) -> &str {
    if let Some(text) = payload.downcast_ref::<&'static str>() {
        text
    } else if let Some(text) = payload.downcast_ref::<String>() {
        text
    } else {
        "a Rust panic whose payload is not text"
    }
}

/// The exception that tells of a panic: `RustPanic message` where OCaml
/// registered it, else `Failure message`.
///
/// The registered value is looked up each time: it may be registered late, or
/// anew.
pub(super) fn of_panic(cr: &mut OCamlRuntime, payload: &(dyn std::any::Any + Send)) -> OCamlError {
    if is_out_of_memory(payload) {
        // SAFETY: the runtime made the exception at its start; it never moves.
        return OCamlError::new(unsafe { OCaml::new(cr, sys::exn_out_of_memory()) });
    }
    let message = panic_text(payload);
    // SAFETY: `rust_panic_exn` is `exception RustPanic of string` by contract.
    match unsafe { OCamlError::registered::<String, _>(cr, c"rust_panic_exn", message) } {
        Ok(error) => error,
        Err(message) => OCamlError::failure(cr, message),
    }
}

impl ToOCamlException for OCamlError {
    fn to_ocaml_exception(self, _cr: &mut OCamlRuntime) -> OCamlError {
        self
    }
}

impl ToOCamlException for BoxRoot<OCamlException> {
    fn to_ocaml_exception(self, cr: &mut OCamlRuntime) -> OCamlError {
        OCamlError::new(cr.get(&self))
    }
}

impl ToOCamlException for Infallible {
    fn to_ocaml_exception(self, _cr: &mut OCamlRuntime) -> OCamlError {
        match self {}
    }
}

impl ToOCamlException for () {
    fn to_ocaml_exception(self, cr: &mut OCamlRuntime) -> OCamlError {
        OCamlError::failure(cr, "the Rust function failed")
    }
}

macro_rules! by_message {
    ($($rust:ty => $constructor:ident;)*) => {$(
        impl ToOCamlException for $rust {
            fn to_ocaml_exception(self, cr: &mut OCamlRuntime) -> OCamlError {
                OCamlError::$constructor(cr, &self.to_string())
            }
        }
    )*};
}

by_message! {
    String => failure;
    &str => failure;
    Cow<'_, str> => failure;
    Box<dyn Error> => failure;
    Box<dyn Error + Send> => failure;
    Box<dyn Error + Send + Sync> => failure;
    std::fmt::Error => failure;
    std::num::ParseIntError => failure;
    std::num::ParseFloatError => failure;
    std::num::TryFromIntError => invalid_argument;
    std::str::Utf8Error => invalid_argument;
    std::string::FromUtf8Error => invalid_argument;
    FromOCamlError => invalid_argument;
    std::io::Error => sys_error;
}
