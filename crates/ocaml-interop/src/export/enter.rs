//! The way in and out of every exported function.
//!
//! Everything happens inside [`catch_unwind`]; when it is over, all of Rust's
//! values are dropped, and only then, from a frame that holds plain words, an
//! exception is raised: raising drops the frames without running destructors.

use std::hint::black_box;
use std::panic::{AssertUnwindSafe, catch_unwind};

use ocaml_interop_sys as sys;
use sys::RawOCaml;

use super::panic::of_panic;
use super::primitive::Primitive;
use crate::call::OCamlError;
use crate::exception::ToOCamlException;
use crate::repr::does_not_fit_int;
use crate::runtime::OCamlRuntime;
use crate::runtime::timer::{self, Place};

/// An exception that is about to be raised. One word, so that a result that may be one is passed in
/// registers.
#[derive(Debug)]
pub struct Raised(Box<OCamlError>);

/// The error of an exported function.
#[cold]
#[inline(never)]
pub fn raised<E: ToOCamlException>(cr: &mut OCamlRuntime, error: E) -> Raised {
    Raised(Box::new(error.to_ocaml_exception(cr)))
}

/// As [`raised`], of a function that has no handle.
///
/// # Safety
/// As [`with_handle`].
#[cold]
#[inline(never)]
pub unsafe fn raised_alone<E: ToOCamlException>(error: E) -> Raised {
    // SAFETY: the caller's promise.
    unsafe { with_handle(|cr| raised(cr, error)) }
}

/// What is left to raise: plain words.
#[derive(Clone, Copy)]
struct Pending {
    exception: RawOCaml,
    /// Owned; see `raise`.
    backtrace: Option<*mut [sys::BacktraceSlot]>,
}

/// Gives the body of an exported function the handle. A function that takes and
/// returns nothing but machine numbers needs none.
///
/// # Safety
/// Inside [`enter`], [`enter_uncaught`] or [`enter_noalloc`], once.
#[inline(always)]
pub unsafe fn with_handle<R>(body: impl FnOnce(&mut OCamlRuntime) -> R) -> R {
    // SAFETY: by the caller's promise OCaml has called: the lock is held, and no handle
    // of this thread is in use.
    body(unsafe { OCamlRuntime::recover() })
}

/// Runs an exported function; a panic or an error becomes an OCaml exception.
///
/// # Safety
/// Called by OCaml, through an `external` without `[@@noalloc]`: the lock is
/// held, and no handle of this thread is in use.
#[inline(always)]
pub unsafe fn enter<N: Copy>(name: &'static str, body: impl FnOnce() -> Result<N, Raised>) -> N {
    let outcome = {
        let _held = timer::held(Place::Exported(name));
        catch_unwind(AssertUnwindSafe(body))
    };
    match outcome {
        Ok(Ok(native)) => native,
        Ok(Err(raised)) => raise_error(raised),
        Err(payload) => raise_panic(payload),
    }
}

/// As [`enter`], for `no_panic_catch`: a panic ends the process.
///
/// # Safety
/// As [`enter`].
#[inline(always)]
pub unsafe fn enter_uncaught<N: Copy>(
    name: &'static str,
    body: impl FnOnce() -> Result<N, Raised>,
) -> N {
    let outcome = {
        let _held = timer::held(Place::Exported(name));
        body()
    };
    match outcome {
        Ok(native) => native,
        Err(raised) => raise_error(raised),
    }
}

/// Runs a function that OCaml calls with `[@@noalloc]`: nothing can be raised,
/// so a panic ends the process.
///
/// # Safety
/// Called by OCaml: the lock is held, and no handle of this thread is in use.
#[inline(always)]
pub unsafe fn enter_noalloc<N: Copy>(name: &'static str, body: impl FnOnce() -> N) -> N {
    let _held = timer::held(Place::Exported(name));
    body()
}

/// A number that the function gave, in the register that OCaml takes it from.
///
/// It is looked at when the function is over, and one that OCaml's `int` can't hold is handed to
/// another function as the last thing that is done: so a function that can't panic itself needs no
/// frame.
///
/// # Safety
/// As [`enter`], of whose result it makes the last use.
#[inline(always)]
pub unsafe fn return_primitive<P: Primitive>(number: P) -> P::Native {
    // SAFETY: the caller's promise.
    number.into_native(|n| unsafe { refuse(n) })
}

/// As [`return_primitive`], after [`enter_uncaught`] and [`enter_noalloc`].
#[inline(always)]
pub fn return_primitive_uncaught<P: Primitive>(number: P) -> P::Native {
    number.into_native(|n| refuse_uncaught(n))
}

/// Raises what a panic is in OCaml. As it doesn't return, the result only stands for one: the
/// compiler mustn't know, or it would call this from a frame, for the sake of backtraces.
///
/// # Safety
/// As [`enter`].
#[cold]
#[inline(never)]
unsafe extern "C" fn refuse(n: isize) -> isize {
    if !black_box(true) {
        return n;
    }
    match catch_unwind(|| does_not_fit_int(n)) {
        Ok(never) => never,
        Err(payload) => raise_panic(payload),
    }
}

/// Panics, which ends the process: it can't leave a function of this calling convention.
#[cold]
#[inline(never)]
extern "C" fn refuse_uncaught(n: isize) -> isize {
    if black_box(true) { does_not_fit_int(n) } else { n }
}

/// Out of the way of what is done most of the time: so an exported function's frame has no room for
/// what is raised, and often isn't needed.
#[cold]
#[inline(never)]
fn raise_error(raised: Raised) -> ! {
    raise(pending(raised))
}

/// As [`raise_error`].
#[cold]
#[inline(never)]
fn raise_panic(payload: Box<dyn std::any::Any + Send>) -> ! {
    raise(panicked(payload))
}

/// Not inlined, nor is [`panicked`]: what they drop is in no frame that raising drops.
#[inline(never)]
fn pending(raised: Raised) -> Pending {
    // SAFETY: called by `enter` when the function's own handle is gone.
    let cr = unsafe { OCamlRuntime::recover() };
    let (exception, backtrace) = raised.0.into_raw(cr);
    Pending { exception, backtrace: backtrace.map(Box::into_raw) }
}

#[inline(never)]
fn panicked(payload: Box<dyn std::any::Any + Send>) -> Pending {
    // SAFETY: called by `enter` when the function's own handle is gone.
    let cr = unsafe { OCamlRuntime::recover() };
    // Making the exception may itself run out of memory; dropping the payload
    // may panic. Neither may pass this frame.
    let made = catch_unwind(AssertUnwindSafe(|| of_panic(cr, &*payload)));
    if let Err(second) = catch_unwind(AssertUnwindSafe(|| drop(payload))) {
        std::mem::forget(second);
    }
    match made {
        Ok(error) => pending(Raised(Box::new(error))),
        // SAFETY: the runtime made the exception at its start.
        Err(_) => Pending { exception: unsafe { sys::exn_out_of_memory() }, backtrace: None },
    }
}

/// Raises. The frames up to OCaml's handler hold plain words only.
fn raise(pending: Pending) -> ! {
    // SAFETY: the lock is held, and nothing has run since the words were read. The
    // slots came from `Box::into_raw`, and are freed here alone.
    unsafe {
        match pending.backtrace {
            Some(slots) => {
                sys::restore_backtrace(pending.exception, slots.cast(), slots.len() as isize);
                drop(Box::from_raw(slots));
                sys::reraise(pending.exception)
            }
            None => sys::raise(pending.exception),
        }
    }
}
