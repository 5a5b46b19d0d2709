//! Functions that OCaml registered by name, and the calls of `ocaml!`.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ffi::{CStr, c_char};
use std::ptr::null_mut;
use std::sync::atomic::{AtomicPtr, Ordering};

use ocaml_interop_sys as sys;
use sys::RawOCaml;

use super::OCamlError;
use super::invoke::{invoke, root};
use crate::convert::Fields;
use crate::root::BoxRoot;
use crate::runtime::OCamlRuntime;
use crate::value::{OCaml, OCamlException};

/// A function that OCaml registers with `Callback.register`.
#[derive(Debug)]
pub struct NamedFunction {
    name: &'static CStr,
    /// The runtime's cell for the name, once it has been found: it lives as
    /// long as the runtime, and a later registration changes its content
    /// (runtime/callback.c). That it was not found is not remembered.
    cell: AtomicPtr<RawOCaml>,
}

impl NamedFunction {
    /// The function registered as `name`.
    pub const fn new(name: &'static CStr) -> NamedFunction {
        NamedFunction { name, cell: AtomicPtr::new(null_mut()) }
    }

    /// Whether the name is registered.
    pub(crate) fn is_registered(&self, _cr: &OCamlRuntime) -> bool {
        // SAFETY: a handle is held; the name is null-terminated.
        unsafe { !sys::caml_named_value(self.name.as_ptr()).is_null() }
    }

    #[inline(always)]
    fn cell(&self, cr: &OCamlRuntime) -> *const RawOCaml {
        let cell = self.cell.load(Ordering::Relaxed);
        if cell.is_null() { self.look_up(cr) } else { cell }
    }

    #[cold]
    fn look_up(&self, cr: &OCamlRuntime) -> *const RawOCaml {
        // SAFETY: a handle is held; the name is null-terminated.
        let cell = unsafe { sys::caml_named_value(self.name.as_ptr()) };
        if cell.is_null() {
            self.not_registered(cr);
        }
        self.cell.store(cell.cast_mut(), Ordering::Relaxed);
        cell
    }

    fn not_registered(&self, cr: &OCamlRuntime) -> ! {
        let name = self.name.to_string_lossy();
        let names = registered_names(cr);
        let known = if names.is_empty() {
            "no name is registered: is the module that registers it linked?".to_owned()
        } else {
            format!("registered are: {}", names.into_iter().collect::<Vec<_>>().join(", "))
        };
        panic!(
            "the OCaml function \"{name}\" is not registered: add \
             `let () = Callback.register \"{name}\" {name}` on the OCaml side; {known}"
        )
    }
}

/// The names that OCaml code has registered, the runtime's and this library's
/// own left out.
pub(crate) fn registered_names(_cr: &OCamlRuntime) -> BTreeSet<String> {
    thread_local! {
        static NAMES: RefCell<BTreeSet<String>> = const { RefCell::new(BTreeSet::new()) };
    }

    unsafe extern "C" fn add(_cell: *const RawOCaml, name: *mut c_char) {
        // SAFETY: the runtime hands out null-terminated names.
        let name = unsafe { CStr::from_ptr(name) }.to_string_lossy().into_owned();
        let not_the_users = [
            "Pervasives.",
            "Printexc.",
            "Thread.",
            "Effect.",
            "CamlinternalLazy.",
            "Unix.",
            "ocaml_interop.",
        ];
        if !not_the_users.iter().any(|prefix| name.starts_with(prefix)) {
            NAMES.with_borrow_mut(|names| names.insert(name));
        }
    }

    // SAFETY: the lock is held; `add` neither allocates in OCaml nor raises.
    unsafe { sys::caml_iterate_named_values(add) };
    NAMES.take()
}

/// Calls a registered function. What OCaml raises panics.
#[inline]
pub fn call_named<A: Fields, R: 'static>(
    cr: &mut OCamlRuntime,
    function: &NamedFunction,
    arguments: A,
) -> BoxRoot<R> {
    // SAFETY: a registered value is a root. That it is a function of these
    // types is what the declaration claims (rule R10).
    match unsafe { invoke(cr, function.cell(cr), &arguments) } {
        // SAFETY: returned just now.
        Ok(value) => unsafe { root(cr, value) },
        // SAFETY: returned just now.
        Err(exception) => raised(unsafe { OCaml::new(cr, exception) }),
    }
}

#[cold]
fn raised(exception: OCaml<'_, OCamlException>) -> ! {
    let message = exception.message();
    panic!("OCaml exception, message: {message:?}")
}

/// Calls a registered function. What OCaml raises is returned.
///
/// # Errors
/// The exception.
#[inline]
pub fn call_named_catching<A: Fields, R: 'static>(
    cr: &mut OCamlRuntime,
    function: &NamedFunction,
    arguments: A,
) -> Result<BoxRoot<R>, OCamlError> {
    // SAFETY: as in `call_named`.
    match unsafe { invoke(cr, function.cell(cr), &arguments) } {
        // SAFETY: returned just now.
        Ok(value) => Ok(unsafe { root(cr, value) }),
        Err(exception) => Err(OCamlError::returned(cr, exception)),
    }
}
