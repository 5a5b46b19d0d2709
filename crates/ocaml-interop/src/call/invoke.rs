//! One call: arguments made, the closure called, the outcome told apart.

use std::mem::MaybeUninit;

use ocaml_interop_sys as sys;
use sys::RawOCaml;

use crate::convert::Fields;
use crate::heap::{Checked, Counted, Mode, Space, fits_any, open, write_reserved};
use crate::root::BoxRoot;
use crate::runtime::{OCamlRuntime, stack, timer};

/// The most arguments of a call.
const MAX_ARGUMENTS: usize = 256;
/// The most that are passed without memory of their own.
const FEW: usize = 8;

/// Calls the closure in `cell` with a list of arguments.
///
/// The arguments are made at once wherever they fit: then nothing
/// runs between making them and the call, and none needs a root.
///
/// Raises `Stack_overflow` where the thread's own stack is about to end.
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
    // OCaml code has a stack of its own, so the runtime sees no end of calls that go from OCaml to Rust
    // to OCaml. Looked at before the arguments are made, which would panic there.
    if stack::is_low() {
        // SAFETY: the runtime made the exception at its start; it never moves.
        return Err(unsafe { sys::exn_stack_overflow() });
    }
    if A::LEN > FEW {
        // SAFETY: the caller's promise.
        return unsafe { invoke_rooted(cr, cell, arguments) };
    }
    let mut values = [const { MaybeUninit::<RawOCaml>::uninit() }; FEW];
    let words = arguments.words();
    if fits_any(words) {
        // SAFETY: nothing has run since the words were reserved, as many as the arguments take.
        write_reserved::<Counted, _>(cr, words, &mut [], |space, _| unsafe {
            write(arguments, space, &mut values);
        });
    } else if !write_checked(arguments, cr, &mut values) {
        // SAFETY: the caller's promise.
        return unsafe { invoke_rooted(cr, cell, arguments) };
    }
    // SAFETY: `Fields` hands out all of them, and nothing has run since.
    unsafe { enter(cr, *cell, values.as_mut_ptr().cast(), A::LEN) }
}

/// Writes arguments that may be larger than the space; whether that could be.
#[inline(never)]
fn write_checked<A: Fields>(
    arguments: &A,
    cr: &mut OCamlRuntime,
    values: &mut [MaybeUninit<RawOCaml>; FEW],
) -> bool {
    let mut room = open(cr, &mut []);
    // SAFETY: opened just now.
    room.write(|space| unsafe { write(arguments, space, values) });
    if room.is_written() {
        room.take(cr);
        return true;
    }
    let Some(words) = room.measured(cr) else {
        return false;
    };
    // SAFETY: nothing has run since the words were reserved.
    write_reserved::<Checked, _>(cr, words, &mut [], |space, _| unsafe {
        write(arguments, space, values)
    });
    true
}

/// Writes the arguments.
///
/// # Safety
/// Nothing has allocated since `space` was made.
#[inline(always)]
unsafe fn write<A: Fields, M: Mode>(
    arguments: &A,
    space: &mut Space<'_, M>,
    values: &mut [MaybeUninit<RawOCaml>; FEW],
) {
    // SAFETY: the caller's promise.
    unsafe {
        arguments.write::<M, false>(space, 0, &mut |_, index, value| {
            values[index].write(value);
        });
    }
}

/// As [`invoke`], each argument rooted until all are made.
///
/// # Safety
/// As `invoke`.
#[cold]
#[inline(never)]
unsafe fn invoke_rooted<A: Fields>(
    cr: &mut OCamlRuntime,
    cell: *const RawOCaml,
    arguments: &A,
) -> Result<RawOCaml, RawOCaml> {
    let mut roots = Vec::with_capacity(A::LEN);
    arguments.root(cr, &mut roots);
    // SAFETY: the values are up to date: nothing runs from here to the call.
    unsafe {
        let mut values: Vec<RawOCaml> = roots.iter().map(|root| root.get_raw()).collect();
        drop(roots);
        enter(cr, *cell, values.as_mut_ptr(), values.len())
    }
}

/// Calls.
///
/// # Safety
/// Closure and `count` arguments are up to date, and fit each other.
#[inline(always)]
unsafe fn enter(
    cr: &mut OCamlRuntime,
    closure: RawOCaml,
    arguments: *mut RawOCaml,
    count: usize,
) -> Result<RawOCaml, RawOCaml> {
    let _paused = timer::paused();
    // SAFETY: the caller's promise; the shim's callback raises nothing.
    let result = unsafe { sys::callback(cr.state(), closure, arguments, count as isize) };
    if sys::is_exception_result(result) { Err(sys::extract_exception(result)) } else { Ok(result) }
}

/// A value just returned, rooted.
///
/// # Safety
/// `raw` is a value of type `T`, and nothing has run since it was returned.
pub(super) unsafe fn root<T: 'static>(cr: &OCamlRuntime, raw: RawOCaml) -> BoxRoot<T> {
    // SAFETY: the caller's promise.
    BoxRoot::held(unsafe { crate::value::OCaml::new(cr, raw) })
}
