//! An OCaml exception as a Rust error.

use std::ffi::{CStr, c_char, c_int, c_void};
use std::fmt::{self, Write};
use std::sync::OnceLock;

use ocaml_interop_sys as sys;
use sys::RawOCaml;

use super::invoke::root;
use crate::convert::FromOCamlError;
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
    slots: Option<Slots>,
    text: String,
    /// The backtrace as text, once somebody has asked: it may have a thousand lines,
    /// at each of the calls that an exception passes through.
    backtrace: OnceLock<String>,
    /// Why its arguments aren't those of a Rust type that it should be.
    reason: Option<FromOCamlError>,
}

/// A raw backtrace, in Rust's memory: OCaml's heap may have no room for it.
type Slots = Box<[sys::BacktraceSlot]>;

impl OCamlError {
    /// An exception that a callback returned just now.
    #[cold]
    pub(crate) fn returned(cr: &mut OCamlRuntime, exception: RawOCaml) -> OCamlError {
        // SAFETY: nothing has run since the exception was returned.
        let slots = unsafe { recorded(exception) };
        // SAFETY: reading the backtrace has run nothing either.
        let exception: BoxRoot<OCamlException> = unsafe { root(cr, exception) };
        let text = cr.get(&exception).to_text();
        let error = OCamlError { exception, slots, text, backtrace: OnceLock::new(), reason: None };
        if sys::debug_info_is_static() == 0 {
            error.backtrace();
        }
        error
    }

    /// An error that is raised as `exception`.
    pub fn new(exception: OCaml<'_, OCamlException>) -> OCamlError {
        OCamlError {
            text: exception.to_text(),
            exception: exception.root(),
            slots: None,
            backtrace: OnceLock::new(),
            reason: None,
        }
    }

    /// The same exception, whose arguments have no exact counterpart in Rust.
    pub(crate) fn unlike(mut self, reason: FromOCamlError) -> OCamlError {
        self.reason = Some(reason);
        self
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
        self.backtrace.get_or_init(|| self.slots.as_deref().map(frames).unwrap_or_default())
    }

    /// The exception as a word, the root let go of, and its backtrace.
    pub(crate) fn into_raw(self, _cr: &OCamlRuntime) -> (RawOCaml, Option<Slots>) {
        // SAFETY: the handle is held; the word is used before anything runs.
        (unsafe { self.exception.get_raw() }, self.slots)
    }
}

/// The backtrace of an exception. Nothing where there is none, or no memory for it.
///
/// # Safety
/// The exception was returned just now. The lock is held.
unsafe fn recorded(exception: RawOCaml) -> Option<Slots> {
    let mut first = std::ptr::null();
    // SAFETY: the caller's promise.
    let n = usize::try_from(unsafe { sys::backtrace(exception, &mut first) }).ok()?;
    let mut slots = Vec::new();
    slots.try_reserve_exact(n).ok()?;
    if n > 0 {
        // SAFETY: the domain's buffer has as many, and nothing has run since.
        slots.extend_from_slice(unsafe { std::slice::from_raw_parts(first, n) });
    }
    Some(slots.into_boxed_slice())
}

/// A raw backtrace as text.
fn frames(slots: &[sys::BacktraceSlot]) -> String {
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
    // SAFETY: slots that the runtime recorded. The debug information that they refer
    // to is static; or `returned` asks, with the lock held and `&mut`, so that reading
    // it may collect: the slots are no OCaml value, and the exception is rooted.
    unsafe {
        let n = slots.len() as isize;
        sys::backtrace_frames(slots.as_ptr(), n, visit, (&raw mut text).cast());
    }
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
            .field("backtrace", &self.backtrace())
            .finish()
    }
}

impl std::error::Error for OCamlError {
    /// Why it isn't the Rust error that it should be, where its arguments have no exact counterpart
    /// (see [`downcast`](Self::downcast)).
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.reason.as_ref().map(|reason| reason as _)
    }
}
