//! One call: arguments made, the closure called, the outcome told apart.

use std::mem::MaybeUninit;

use ocaml_interop_sys as sys;
use sys::RawOCaml;

use crate::convert::Fields;
use crate::heap::{Size, reserve};
use crate::root::BoxRoot;
use crate::runtime::{OCamlRuntime, stack, timer};

/// The most arguments of a call.
const MAX_ARGUMENTS: usize = 256;
/// The most that are passed without memory of their own.
const FEW: usize = 8;

/// Calls the closure in `cell` with a list of arguments.
///
/// The arguments are made in one reservation wherever they fit: then nothing
/// runs between making them and the call, and none needs a root.
///
/// # Safety
/// `cell` holds a closure of that many arguments of those types, and is kept
/// up to date by the collector.
#[inline]
pub(super) unsafe fn invoke<A: Fields>(
    cr: &mut OCamlRuntime,
    cell: *const RawOCaml,
    arguments: &A,
) -> Result<RawOCaml, RawOCaml> {
    const { assert!(A::LEN >= 1 && A::LEN <= MAX_ARGUMENTS, "1 to 256 arguments") };
    let mut size = Size::of_one_reservation();
    arguments.add_sizes(&mut size);
    // SAFETY: in both branches the values are up to date when `enter` takes
    // them.
    unsafe {
        match size.reservable(cr) {
            Some(words) if A::LEN <= FEW => {
                let mut values = [const { MaybeUninit::<RawOCaml>::uninit() }; FEW];
                let mut space = reserve(cr, words, &mut []);
                arguments.write(&mut space, 0, &mut |_, index, value| {
                    values[index].write(value);
                });
                space.finish();
                // `Fields` hands out all of them.
                enter(*cell, values.as_mut_ptr().cast(), A::LEN)
            }
            _ => {
                let mut roots = Vec::with_capacity(A::LEN);
                arguments.root(cr, &mut roots);
                let mut values: Vec<RawOCaml> = roots.iter().map(|root| root.get_raw()).collect();
                drop(roots);
                enter(*cell, values.as_mut_ptr(), values.len())
            }
        }
    }
}

/// Raises `Stack_overflow` where the thread's own stack is about to end: OCaml
/// code has another one, so the runtime sees no end of calls that go from OCaml
/// to Rust to OCaml.
///
/// # Safety
/// The lock is held; closure and `count` arguments are up to date, and fit each other.
#[inline(always)]
unsafe fn enter(
    closure: RawOCaml,
    arguments: *mut RawOCaml,
    count: usize,
) -> Result<RawOCaml, RawOCaml> {
    if stack::is_low() {
        // SAFETY: the runtime made the exception at its start; it never moves.
        return Err(unsafe { sys::exn_stack_overflow() });
    }
    let _paused = timer::paused();
    // SAFETY: the caller's promise; the shim's callback raises nothing.
    let result = unsafe { sys::callback(closure, count as isize, arguments) };
    if sys::is_exception_result(result) { Err(sys::extract_exception(result)) } else { Ok(result) }
}

/// A value just returned, rooted.
///
/// # Safety
/// `raw` is a value of type `T`, and nothing has run since it was returned.
pub(super) unsafe fn root<T: 'static>(cr: &OCamlRuntime, raw: RawOCaml) -> BoxRoot<T> {
    // SAFETY: the caller's promise.
    BoxRoot::new(unsafe { crate::value::OCaml::new(cr, raw) })
}
