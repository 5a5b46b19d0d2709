//! An OCaml exception as a Rust error.

use std::ffi::{CStr, c_char, c_int, c_void};
use std::fmt::{self, Write};

use ocaml_interop_sys as sys;
use sys::RawOCaml;

use super::invoke::root;
use crate::root::BoxRoot;
use crate::runtime::OCamlRuntime;
use crate::value::{OCaml, OCamlException};

/// An exception that OCaml raised, with its identity, its arguments and its
/// backtrace.
///
/// Returned from an exported function it is raised again as the same exception,
/// its backtrace continued.
pub struct OCamlError {
    exception: BoxRoot<OCamlException>,
    /// OCaml's raw backtrace, where it records them (`OCAMLRUNPARAM=b`).
    raw_backtrace: Option<BoxRoot<RawBacktrace>>,
    text: String,
    backtrace: String,
}

/// OCaml's `Printexc.raw_backtrace`.
enum RawBacktrace {}

impl OCamlError {
    /// An exception that a callback returned just now.
    #[cold]
    pub(crate) fn returned(cr: &mut OCamlRuntime, exception: RawOCaml) -> OCamlError {
        // SAFETY: nothing has run since the exception was returned.
        let exception: BoxRoot<OCamlException> = unsafe { root(cr, exception) };
        // SAFETY: the lock is held.
        let raw_backtrace = (unsafe { sys::backtrace_active() } != 0).then(|| {
            // SAFETY: may collect, which `&mut` allows; the result is rooted at
            // once.
            unsafe { root::<RawBacktrace>(cr, sys::raw_backtrace()) }
        });
        let text = cr.get(&exception).to_text();
        let backtrace = raw_backtrace.as_ref().map(|raw| frames(cr.get(raw))).unwrap_or_default();
        OCamlError { exception, raw_backtrace, text, backtrace }
    }

    /// An error that is raised as `exception`.
    pub fn new(exception: OCaml<'_, OCamlException>) -> OCamlError {
        OCamlError {
            text: exception.to_text(),
            exception: exception.root(),
            raw_backtrace: None,
            backtrace: String::new(),
        }
    }

    /// The exception itself.
    pub fn exception(&self) -> &BoxRoot<OCamlException> {
        &self.exception
    }

    /// The argument of an exception with one string argument (`Failure`,
    /// `Invalid_argument`).
    pub fn message(&self, cr: &OCamlRuntime) -> Option<String> {
        cr.get(&self.exception).message()
    }

    /// The name of the exception's constructor: `Failure`, `Stdlib.Exit`.
    pub fn name(&self, cr: &OCamlRuntime) -> String {
        cr.get(&self.exception).name()
    }

    /// The exception as OCaml's runtime prints it: `Failure("no")`.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where OCaml raised it, a frame a line, innermost first. Empty where
    /// OCaml records no backtraces: set `OCAMLRUNPARAM=b`, and compile with
    /// `-g`.
    pub fn backtrace(&self) -> &str {
        &self.backtrace
    }

    /// The exception and its backtrace as words, the roots let go of.
    pub(crate) fn into_raw(self, _cr: &OCamlRuntime) -> (RawOCaml, Option<RawOCaml>) {
        // SAFETY: the handle is held; the words are used before anything runs.
        unsafe {
            let backtrace = self.raw_backtrace.as_ref().map(|raw| raw.get_raw());
            (self.exception.get_raw(), backtrace)
        }
    }
}

/// A raw backtrace as text.
fn frames(backtrace: OCaml<'_, RawBacktrace>) -> String {
    unsafe extern "C" fn visit(
        data: *mut c_void,
        file: *const c_char,
        definition: *const c_char,
        line: c_int,
        column: c_int,
    ) {
        // SAFETY: `data` is the string below; the names are null-terminated or
        // null.
        let (text, file, definition) = unsafe {
            let name =
                |p: *const c_char| (!p.is_null()).then(|| CStr::from_ptr(p).to_string_lossy());
            (&mut *data.cast::<String>(), name(file), name(definition))
        };
        let file = file.as_deref().unwrap_or("?");
        let definition = definition.as_deref().unwrap_or("?");
        let _ = writeln!(text, "{definition} ({file}:{line}:{column})");
    }

    let mut text = String::new();
    // SAFETY: a raw backtrace, which the shim reads without allocating.
    unsafe { sys::backtrace_frames(backtrace.word(), visit, (&raw mut text).cast()) };
    text
}

impl fmt::Display for OCamlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "OCaml raised {}", self.text)
    }
}

impl fmt::Debug for OCamlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OCamlError")
            .field("exception", &self.text)
            .field("backtrace", &self.backtrace)
            .finish()
    }
}

impl std::error::Error for OCamlError {}
