//! The two traits, and what is done with them.

use std::convert::Infallible;
use std::marker::PhantomData;

use ocaml_interop_schema::form::Raises;

use crate::call::{NamedFunction, OCamlError, call_named_catching};
use crate::convert::{Fields, FromOCamlError};
use crate::root::BoxRoot;
use crate::runtime::OCamlRuntime;
use crate::value::{OCaml, OCamlException};

/// An error that an exported function may return: `Err(e)` is raised in OCaml
/// as the exception that `e` makes.
///
/// | Rust | raised |
/// | --- | --- |
/// | [`OCamlError`] | the exception that OCaml raised, with its backtrace |
/// | a type with [`#[derive(OCamlException)]`](macro@crate::OCamlException) | the exception of its name |
/// | [`StandardException`](crate::StandardException) | OCaml's own |
/// | `String`, `&str`, `Cow<str>` | `Failure` with the message |
/// | `Box<dyn Error>`, `anyhow::Error` (feature `anyhow`) | an [`OCamlError`] in it as itself, else `Failure`: the message, and those of its causes |
/// | `std::io::Error` | `Sys_error` with the message |
/// | [`FromOCamlError`], `std::str::Utf8Error` | `Invalid_argument` with the message |
/// | `BoxRoot<OCamlException>` | that exception |
///
/// Derive it for exceptions of your own; by hand, an error may be any exception:
///
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
            write `#[derive(OCamlException)]` on `{Self}`, \
            or return `OCaml<Result<_, _>>` or `BoxRoot<Result<_, _>>` for OCaml's own `result`"
)]
pub trait ToOCamlException {
    /// The exception to raise.
    fn to_ocaml_exception(self, cr: &mut OCamlRuntime) -> OCamlError;

    /// Which exceptions these are.
    #[doc(hidden)]
    const RAISES: &'static Raises = &Raises::UNKNOWN;
}

/// An error that an OCaml exception is caught as: the way back of [`ToOCamlException`].
///
/// | Rust | caught |
/// | --- | --- |
/// | a type with [`#[derive(OCamlException)]`](macro@crate::OCamlException) | its exceptions |
/// | [`StandardException`](crate::StandardException) | OCaml's own |
/// | `std::io::Error` | `Sys_error`, `End_of_file`, `Unix.Unix_error` |
/// | [`OCamlError`], `BoxRoot<OCamlException>` | all |
///
/// [`OCamlError::downcast`] goes through it, and `#[ocaml(catch = "ParseError")]` in
/// [`ocaml!`](macro@crate::ocaml).
#[diagnostic::on_unimplemented(
    message = "no OCaml exception is caught as `{Self}`",
    label = "an exception's Rust type",
    note = "write `#[derive(OCamlException)]` on it, or take `StandardException` for OCaml's own"
)]
pub trait FromOCamlException: Sized {
    /// The error, if the exception is one of its own.
    ///
    /// # Errors
    /// When it is, but an argument has no exact counterpart in Rust.
    fn from_ocaml_exception(
        exception: OCaml<'_, OCamlException>,
    ) -> Result<Option<Self>, FromOCamlError>;

    /// The error that stands for all other exceptions, if there is one.
    ///
    /// # Errors
    /// There is none: the exception.
    fn from_other_exception(other: OCamlError) -> Result<Self, OCamlError> {
        Err(other)
    }
}

impl OCamlError {
    /// The Rust error that the exception is, of a type with
    /// [`#[derive(OCamlException)]`](macro@crate::OCamlException), say.
    ///
    /// ```
    /// # use ocaml_interop::*;
    /// # let _guard = OCamlRuntime::init()?;
    /// # OCamlRuntime::with_domain_lock(|cr| {
    /// let error = OCamlError::failure(cr, "no such colour");
    /// match error.downcast::<StandardException>(cr) {
    ///     Ok(StandardException::Failure(message)) => assert_eq!(message, "no such colour"),
    ///     Ok(other) => panic!("OCaml raised {other}"),
    ///     Err(other) => panic!("{other}"),
    /// }
    /// # });
    /// # Ok::<(), String>(())
    /// ```
    ///
    /// # Errors
    /// It is another exception, and is given back as it is. Where it is the right one, but an argument
    /// has no exact counterpart in Rust, the error's [`source`](std::error::Error::source) says why.
    pub fn downcast<E: FromOCamlException>(self, cr: &OCamlRuntime) -> Result<E, OCamlError> {
        match E::from_ocaml_exception(cr.get(self.exception())) {
            Ok(Some(error)) => Ok(error),
            Ok(None) => E::from_other_exception(self),
            Err(reason) => E::from_other_exception(self.unlike(reason)),
        }
    }
}

/// Calls a registered function. What OCaml raises is returned where it is an `E`.
///
/// # Errors
/// The exception.
///
/// # Panics
/// Where it is another.
#[inline]
pub fn call_named_as<E: FromOCamlException, A: Fields, R: 'static>(
    cr: &mut OCamlRuntime,
    function: &NamedFunction,
    arguments: A,
) -> Result<BoxRoot<R>, E> {
    call_named_catching(cr, function, arguments).map_err(|error| expected(cr, error))
}

#[cold]
fn expected<E: FromOCamlException>(cr: &OCamlRuntime, error: OCamlError) -> E {
    error.downcast(cr).unwrap_or_else(|other| {
        let expected = std::any::type_name::<E>();
        let reason = std::error::Error::source(&other).map(|source| format!(" ({source})"));
        panic!("{other}, which is no `{expected}`{}", reason.unwrap_or_default())
    })
}

/// `Outcome::<R>::RAISES` is what an exported function raises that returns `R`, which may be another
/// name of a `Result`.
#[derive(Debug)]
pub struct Outcome<R: ?Sized>(PhantomData<R>);

impl<T, E: ToOCamlException> Outcome<Result<T, E>> {
    /// What the error says: an inherent constant goes before a trait's.
    pub const RAISES: &'static Raises = E::RAISES;
}

/// What holds for errors that can't be raised: where one is raised, the compiler says so.
pub trait NoOutcome {
    /// Nothing is known.
    const RAISES: &'static Raises = &Raises::UNKNOWN;
}

impl<R: ?Sized> NoOutcome for Outcome<R> {}

impl ToOCamlException for OCamlError {
    fn to_ocaml_exception(self, _cr: &mut OCamlRuntime) -> OCamlError {
        self
    }
}

impl FromOCamlException for OCamlError {
    fn from_ocaml_exception(
        _exception: OCaml<'_, OCamlException>,
    ) -> Result<Option<Self>, FromOCamlError> {
        Ok(None)
    }

    /// The exception with its backtrace.
    fn from_other_exception(other: OCamlError) -> Result<Self, OCamlError> {
        Ok(other)
    }
}

impl ToOCamlException for BoxRoot<OCamlException> {
    fn to_ocaml_exception(self, cr: &mut OCamlRuntime) -> OCamlError {
        OCamlError::new(cr.get(&self))
    }
}

impl FromOCamlException for BoxRoot<OCamlException> {
    fn from_ocaml_exception(
        exception: OCaml<'_, OCamlException>,
    ) -> Result<Option<Self>, FromOCamlError> {
        Ok(Some(exception.root()))
    }
}

impl ToOCamlException for Infallible {
    fn to_ocaml_exception(self, _cr: &mut OCamlRuntime) -> OCamlError {
        match self {}
    }

    const RAISES: &'static Raises = &Raises::NOTHING;
}
