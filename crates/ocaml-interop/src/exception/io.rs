//! `std::io::Error`, raised as `Sys_error` and caught from three exceptions.

use std::io;

use ocaml_interop_schema::form::{Exception, Raises};

use super::message::chain;
use super::{FromOCamlException, StandardException, ToOCamlException};
use crate::call::OCamlError;
use crate::convert::FromOCamlError;
use crate::runtime::OCamlRuntime;
use crate::value::{OCaml, OCamlException};

/// `Sys_error` with the message.
impl ToOCamlException for io::Error {
    fn to_ocaml_exception(self, cr: &mut OCamlRuntime) -> OCamlError {
        OCamlError::sys_error(cr, &chain(&self))
    }

    const RAISES: &'static Raises =
        &Raises { exceptions: &[Exception::of_ocaml("Sys_error")], others: false };
}

/// `Sys_error` is an error of kind `Other` with the message, `End_of_file` one of kind
/// `UnexpectedEof`, `Unix.Unix_error` the system's error of that number, with its kind; its function
/// and argument are dropped (see [`StandardException::UnixError`]).
impl FromOCamlException for io::Error {
    fn from_ocaml_exception(
        exception: OCaml<'_, OCamlException>,
    ) -> Result<Option<Self>, FromOCamlError> {
        Ok(match StandardException::from_ocaml_exception(exception)? {
            Some(StandardException::SysError(message)) => Some(io::Error::other(message)),
            Some(StandardException::EndOfFile) => Some(io::ErrorKind::UnexpectedEof.into()),
            Some(StandardException::UnixError { code, .. }) => {
                Some(io::Error::from_raw_os_error(code))
            }
            _ => None,
        })
    }
}
