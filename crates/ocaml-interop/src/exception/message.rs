//! Errors that are raised as an exception of OCaml's with their message, and those of their causes.

use std::borrow::Cow;
use std::error::Error;

use ocaml_interop_schema::form::{Exception, Raises};

use super::ToOCamlException;
use crate::call::OCamlError;
use crate::convert::FromOCamlError;
use crate::runtime::OCamlRuntime;

const FAILURE: &Raises = &Raises { exceptions: &[Exception::of_ocaml("Failure")], others: false };
const INVALID_ARGUMENT: &Raises =
    &Raises { exceptions: &[Exception::of_ocaml("Invalid_argument")], others: false };
/// What an error of any type is raised as: it may be an exception itself.
const FAILURE_OR_ANY: &Raises =
    &Raises { exceptions: &[Exception::of_ocaml("Failure")], others: true };

macro_rules! by_message {
    ($($rust:ty => $constructor:ident, $raises:ident;)*) => {$(
        impl ToOCamlException for $rust {
            fn to_ocaml_exception(self, cr: &mut OCamlRuntime) -> OCamlError {
                OCamlError::$constructor(cr, &self.to_string())
            }

            const RAISES: &'static Raises = $raises;
        }
    )*};
}

by_message! {
    String => failure, FAILURE;
    &str => failure, FAILURE;
    Cow<'_, str> => failure, FAILURE;
    std::fmt::Error => failure, FAILURE;
    std::num::ParseIntError => failure, FAILURE;
    std::num::ParseFloatError => failure, FAILURE;
    std::num::TryFromIntError => invalid_argument, INVALID_ARGUMENT;
    std::str::Utf8Error => invalid_argument, INVALID_ARGUMENT;
    std::string::FromUtf8Error => invalid_argument, INVALID_ARGUMENT;
    FromOCamlError => invalid_argument, INVALID_ARGUMENT;
}

impl ToOCamlException for () {
    fn to_ocaml_exception(self, cr: &mut OCamlRuntime) -> OCamlError {
        OCamlError::failure(cr, "the Rust function failed")
    }

    const RAISES: &'static Raises = FAILURE;
}

macro_rules! of_any_type {
    ($($(#[$condition:meta])* $rust:ty;)*) => {$(
        $(#[$condition])*
        impl ToOCamlException for $rust {
            fn to_ocaml_exception(self, cr: &mut OCamlRuntime) -> OCamlError {
                match self.downcast::<OCamlError>() {
                    Ok(error) => OCamlError::from(error),
                    Err(error) => OCamlError::failure(cr, &chain(&*error)),
                }
            }

            const RAISES: &'static Raises = FAILURE_OR_ANY;
        }
    )*};
}

of_any_type! {
    Box<dyn Error>;
    Box<dyn Error + Send>;
    Box<dyn Error + Send + Sync>;
}

impl From<Box<OCamlError>> for OCamlError {
    fn from(error: Box<OCamlError>) -> OCamlError {
        *error
    }
}

/// As `Box<dyn Error>`. An [`OCamlError`] with context is a message, too.
#[cfg(feature = "anyhow")]
impl ToOCamlException for anyhow::Error {
    fn to_ocaml_exception(self, cr: &mut OCamlRuntime) -> OCamlError {
        let message = chain(&*self);
        // With context around it, the error itself is another.
        if !(*self).is::<OCamlError>() {
            return OCamlError::failure(cr, &message);
        }
        match self.downcast::<OCamlError>() {
            Ok(error) => error,
            Err(_) => OCamlError::failure(cr, &message),
        }
    }

    const RAISES: &'static Raises = FAILURE_OR_ANY;
}

/// An error's message, and those of its causes, `outer: cause: cause`. A cause that the message ends
/// with already isn't said again.
pub(super) fn chain(error: &(dyn Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let message = error.to_string();
        if !text.ends_with(&message) {
            text.push_str(": ");
            text.push_str(&message);
        }
        cause = error.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use std::fmt;

    use super::*;

    #[derive(Debug)]
    struct Link(&'static str, Option<Box<Link>>);

    impl fmt::Display for Link {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(self.0)
        }
    }

    impl Error for Link {
        fn source(&self) -> Option<&(dyn Error + 'static)> {
            self.1.as_deref().map(|cause| cause as _)
        }
    }

    #[test]
    fn a_cause_is_said_once() {
        let chained = |texts: &[&'static str]| {
            let link =
                texts.iter().rev().fold(None, |cause, text| Some(Box::new(Link(text, cause))));
            chain(&*link.expect("a text"))
        };
        assert_eq!(chained(&["outer"]), "outer");
        assert_eq!(chained(&["outer", "middle", "inner"]), "outer: middle: inner");
        assert_eq!(chained(&["outer: inner", "inner"]), "outer: inner");
        assert_eq!(chained(&["outer: inner", "middle", "inner"]), "outer: inner: middle: inner");
        assert_eq!(chained(&["", "inner"]), ": inner");
    }
}
