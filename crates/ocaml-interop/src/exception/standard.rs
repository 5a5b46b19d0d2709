//! The exceptions that every OCaml program has.

use std::fmt;

use ocaml_interop_sys as sys;
use sys::RawOCaml;

use super::constructor::ExceptionConstructor;
use super::{FromOCamlException, ToOCamlException};
use crate::call::{LINK_IT, OCamlError};
use crate::convert::{Fields, FromOCaml, FromOCamlError, Reader, build_block, field};
use crate::repr::Constructor;
use crate::root::BoxRoot;
use crate::runtime::OCamlRuntime;
use crate::value::{OCaml, OCamlException, OCamlInt};

/// An exception of OCaml's own: of the language, the standard library, or the library Unix.
///
/// An exported function may return it as its error; [`OCamlError::downcast`] gives it back. The
/// text of a message is UTF-8: an exception with another one isn't caught as this.
///
/// ```
/// use ocaml_interop::{StandardException, export};
///
/// #[export]
/// pub fn entry(table: Vec<String>, index: usize) -> Result<String, StandardException> {
///     table.into_iter().nth(index).ok_or(StandardException::NotFound)
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum StandardException {
    /// `Not_found`
    NotFound,
    /// `Failure message`
    Failure(String),
    /// `Invalid_argument message`
    InvalidArgument(String),
    /// `Sys_error message`
    SysError(String),
    /// `End_of_file`
    EndOfFile,
    /// `Division_by_zero`
    DivisionByZero,
    /// `Exit`. Raised through the OCaml module that the library calls: without it, raising panics,
    /// and says what to link.
    Exit,
    /// `Unix.Unix_error (error, function, argument)`. In a program without the library Unix it is
    /// raised as `Sys_error`. (Bytecode has to load Unix before Rust's library: a library of OCaml's
    /// that holds it names `unix` among its own.)
    UnixError {
        /// The error, as the system's number: `errno`.
        code: i32,
        /// The name of the function that failed.
        function: String,
        /// What it was called with, a file's name say; or nothing.
        argument: String,
    },
    /// `Stack_overflow`
    StackOverflow,
    /// `Out_of_memory`
    OutOfMemory,
    /// `Sys_blocked_io`
    SysBlockedIo,
    /// `Match_failure (file, line, column)`
    MatchFailure {
        /// The source file.
        file: String,
        /// The line, counted from 1.
        line: i64,
        /// The column, counted from 0.
        column: i64,
    },
    /// `Assert_failure (file, line, column)`
    AssertFailure {
        /// The source file.
        file: String,
        /// The line, counted from 1.
        line: i64,
        /// The column, counted from 0.
        column: i64,
    },
}

/// Registered by the library's OCaml module.
static EXIT: ExceptionConstructor =
    ExceptionConstructor::new::<()>(c"ocaml_interop.exit", "Stdlib.Exit");
/// Registered by the library Unix.
static UNIX_ERROR: ExceptionConstructor =
    ExceptionConstructor::new::<()>(c"Unix.Unix_error", "Unix.Unix_error");

/// A constructor that the runtime makes at its start, and never moves.
type Predefined = unsafe extern "C" fn() -> RawOCaml;
/// `string * int * int`
type Position = (String, OCamlInt, OCamlInt);
/// `Unix.error`
enum UnixCode {}

const CONSTANTS: [(Predefined, StandardException); 6] = [
    (sys::exn_not_found, StandardException::NotFound),
    (sys::exn_end_of_file, StandardException::EndOfFile),
    (sys::exn_division_by_zero, StandardException::DivisionByZero),
    (sys::exn_stack_overflow, StandardException::StackOverflow),
    (sys::exn_out_of_memory, StandardException::OutOfMemory),
    (sys::exn_sys_blocked_io, StandardException::SysBlockedIo),
];

impl OCamlError {
    /// `Failure message`.
    pub fn failure(cr: &mut OCamlRuntime, message: &str) -> OCamlError {
        of_text(cr, sys::exn_failure, message)
    }

    /// `Invalid_argument message`.
    pub fn invalid_argument(cr: &mut OCamlRuntime, message: &str) -> OCamlError {
        of_text(cr, sys::exn_invalid_argument, message)
    }

    /// `Sys_error message`.
    pub fn sys_error(cr: &mut OCamlRuntime, message: &str) -> OCamlError {
        of_text(cr, sys::exn_sys_error, message)
    }

    /// `Not_found`.
    pub fn not_found(cr: &mut OCamlRuntime) -> OCamlError {
        constant(cr, sys::exn_not_found)
    }

    /// `End_of_file`.
    pub fn end_of_file(cr: &mut OCamlRuntime) -> OCamlError {
        constant(cr, sys::exn_end_of_file)
    }

    /// `Division_by_zero`.
    pub fn division_by_zero(cr: &mut OCamlRuntime) -> OCamlError {
        constant(cr, sys::exn_division_by_zero)
    }

    /// `Out_of_memory`.
    pub fn out_of_memory(cr: &mut OCamlRuntime) -> OCamlError {
        constant(cr, sys::exn_out_of_memory)
    }

    /// `Exit`.
    ///
    /// # Panics
    /// When the program lacks the OCaml module that the library calls: the message says what to link.
    pub fn exit(cr: &mut OCamlRuntime) -> OCamlError {
        if EXIT.registered(cr).is_none() {
            panic!("Rust doesn't find OCaml's exception Exit: {LINK_IT}");
        }
        EXIT.with(cr, ())
    }

    /// `Unix.Unix_error (error, function, argument)`, where `code` is the system's number of the
    /// error, `errno`. In a program without the library Unix, `Sys_error` with a message of all three.
    pub fn unix_error(
        cr: &mut OCamlRuntime,
        code: i32,
        function: &str,
        argument: &str,
    ) -> OCamlError {
        if UNIX_ERROR.registered(cr).is_some() {
            // SAFETY: the lock is held.
            let error = unsafe { sys::unix_error(code) };
            if error != 0 {
                // SAFETY: made just now; only Unix makes and reads it.
                let error: BoxRoot<UnixCode> = BoxRoot::new(unsafe { OCaml::new(cr, error) });
                let texts = (field::<String, _>(function), (field::<String, _>(argument), ()));
                return UNIX_ERROR.with(cr, (field::<UnixCode, _>(&error), texts));
            }
        }
        let (function, argument) = (function.to_owned(), argument.to_owned());
        let message = StandardException::UnixError { code, function, argument }.to_string();
        OCamlError::sys_error(cr, &message)
    }
}

fn constant(cr: &OCamlRuntime, exception: Predefined) -> OCamlError {
    // SAFETY: the runtime made the exception at its start; it never moves.
    OCamlError::new(unsafe { OCaml::new(cr, exception()) })
}

fn of_text(cr: &mut OCamlRuntime, constructor: Predefined, message: &str) -> OCamlError {
    predefined(cr, constructor, (field::<String, _>(message), ()))
}

fn predefined(
    cr: &mut OCamlRuntime,
    constructor: Predefined,
    arguments: impl Fields,
) -> OCamlError {
    // SAFETY: the runtime made the constructor at its start; the arguments are those of
    // stdlib/stdlib.mli.
    unsafe {
        let constructor: BoxRoot<Constructor> = BoxRoot::new(OCaml::new(cr, constructor()));
        let raw = build_block(cr, 0, (field::<Constructor, _>(&constructor), arguments));
        OCamlError::new(OCaml::new(cr, raw))
    }
}

impl ToOCamlException for StandardException {
    fn to_ocaml_exception(self, cr: &mut OCamlRuntime) -> OCamlError {
        match self {
            Self::Failure(message) => OCamlError::failure(cr, &message),
            Self::InvalidArgument(message) => OCamlError::invalid_argument(cr, &message),
            Self::SysError(message) => OCamlError::sys_error(cr, &message),
            Self::Exit => OCamlError::exit(cr),
            Self::UnixError { code, function, argument } => {
                OCamlError::unix_error(cr, code, &function, &argument)
            }
            Self::MatchFailure { file, line, column } => {
                let position = (file, line, column);
                predefined(cr, sys::exn_match_failure, (field::<Position, _>(&position), ()))
            }
            Self::AssertFailure { file, line, column } => {
                let position = (file, line, column);
                predefined(cr, sys::exn_assert_failure, (field::<Position, _>(&position), ()))
            }
            one => match CONSTANTS.iter().find(|(_, exception)| *exception == one) {
                Some((exception, _)) => constant(cr, *exception),
                None => unreachable!("{one:?} is in the table"),
            },
        }
    }
}

impl FromOCamlException for StandardException {
    fn from_ocaml_exception(
        exception: OCaml<'_, OCamlException>,
    ) -> Result<Option<Self>, FromOCamlError> {
        let constructor = exception.constructor().word();
        // SAFETY: the exception proves that the lock is held, so the runtime runs.
        let is = |predefined: Predefined| unsafe { predefined() } == constructor;
        if let Some((_, constant)) = CONSTANTS.into_iter().find(|(predefined, _)| is(*predefined)) {
            return Ok(Some(constant));
        }
        Ok(Some(if is(sys::exn_failure) {
            Self::Failure(argument::<String, _>(exception, 1, "Failure.0")?)
        } else if is(sys::exn_invalid_argument) {
            Self::InvalidArgument(argument::<String, _>(exception, 1, "InvalidArgument.0")?)
        } else if is(sys::exn_sys_error) {
            Self::SysError(argument::<String, _>(exception, 1, "SysError.0")?)
        } else if is(sys::exn_match_failure) {
            let (file, line, column) = argument::<Position, _>(exception, 1, "MatchFailure")?;
            Self::MatchFailure { file, line, column }
        } else if is(sys::exn_assert_failure) {
            let (file, line, column) = argument::<Position, _>(exception, 1, "AssertFailure")?;
            Self::AssertFailure { file, line, column }
        } else if UNIX_ERROR.is_of(exception) && exception.argument_count() == 3 {
            Self::UnixError {
                code: unix_code(exception)?,
                function: argument::<String, _>(exception, 2, "UnixError.function")?,
                argument: argument::<String, _>(exception, 3, "UnixError.argument")?,
            }
        } else if is_exit(exception) {
            Self::Exit
        } else {
            return Ok(None);
        }))
    }
}

fn argument<M, V: FromOCaml<M>>(
    exception: OCaml<'_, OCamlException>,
    index: usize,
    name: &'static str,
) -> Result<V, FromOCamlError> {
    exception.block("StandardException").field::<M, V>(index, name, &mut Reader::new())
}

fn unix_code(exception: OCaml<'_, OCamlException>) -> Result<i32, FromOCamlError> {
    let mut code = 0;
    // SAFETY: the first argument of `Unix.Unix_error` is a `Unix.error`.
    let is_known = unsafe {
        let error: OCaml<'_, UnixCode> = exception.field(1);
        sys::unix_code(error.word(), &mut code) != 0
    };
    is_known.then_some(code).ok_or_else(|| {
        let reason =
            "the C code of OCaml's library Unix isn't seen from Rust: link it before Rust's";
        FromOCamlError::new(reason).at("UnixError.code").in_type("StandardException")
    })
}

/// Without the library's OCaml module, `Exit` is known by its name.
fn is_exit(exception: OCaml<'_, OCamlException>) -> bool {
    EXIT.is_of(exception) || exception.argument_count() == 0 && exception.name() == "Stdlib.Exit"
}

impl fmt::Display for StandardException {
    /// The message, where there is one.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Failure(message) | Self::InvalidArgument(message) | Self::SysError(message) => {
                f.write_str(message)
            }
            Self::UnixError { code, function, argument } => {
                for part in [function, argument].into_iter().filter(|part| !part.is_empty()) {
                    write!(f, "{part}: ")?;
                }
                write!(f, "{}", std::io::Error::from_raw_os_error(*code))
            }
            Self::MatchFailure { file, line, column } => {
                write!(f, "{file}:{line}:{column}: pattern matching failed")
            }
            Self::AssertFailure { file, line, column } => {
                write!(f, "{file}:{line}:{column}: assertion failed")
            }
            Self::NotFound => f.write_str("not found"),
            Self::EndOfFile => f.write_str("end of file"),
            Self::DivisionByZero => f.write_str("division by zero"),
            Self::Exit => f.write_str("exit"),
            Self::StackOverflow => f.write_str("stack overflow"),
            Self::OutOfMemory => f.write_str("out of memory"),
            Self::SysBlockedIo => f.write_str("an operation would block"),
        }
    }
}

impl std::error::Error for StandardException {}
