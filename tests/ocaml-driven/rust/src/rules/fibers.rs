//! R7, R8: exported functions that fibers call.

use ocaml_interop::{BoxRoot, OCamlError, OCamlInt, OCamlRuntime, export};

use super::Counted;

unsafe extern "C" {
    /// Words of the stack that a fiber begins with (runtime/gc_ctrl.c).
    static mut caml_fiber_wsz: usize;
}

/// Fibers begin with a stack of 64 KiB from now on.
///
/// To be called before there is a fiber.
#[export]
pub fn rf_large_stacks() {
    // SAFETY: read where a stack is allocated, with the lock that this thread holds; no stack of
    // another size waits to be used again.
    unsafe { caml_fiber_wsz = 8192 }
}

/// Calls the closure, and once more inside that call, `depth` times; adds up.
///
/// # Errors
/// What the closure raised.
#[export]
pub fn rf_calls(
    cr: &mut OCamlRuntime,
    f: BoxRoot<fn(OCamlInt) -> OCamlInt>,
    n: isize,
) -> Result<isize, OCamlError> {
    let _here = Counted::new();
    f.call(cr, n as i64).map(|n| n.to_i64() as isize)
}

/// As `rf_calls`, with seven arguments: bytecode passes them in OCaml's stack, which the closure may
/// have grow.
///
/// # Errors
/// What the closure raised.
#[export]
#[allow(clippy::too_many_arguments)] // More than bytecode passes one by one.
pub fn rf_calls_among_seven(
    cr: &mut OCamlRuntime,
    f: BoxRoot<fn(OCamlInt) -> OCamlInt>,
    b: String,
    c: BoxRoot<String>,
    d: isize,
    e: f64,
    g: BoxRoot<String>,
    h: isize,
) -> Result<String, OCamlError> {
    let _here = Counted::new();
    let n = f.call(cr, d as i64)?.to_i64();
    let (c, g): (String, String) = (c.to_rust(cr), g.to_rust(cr));
    Ok(format!("{n} {b} {c} {d} {e} {g} {h}"))
}
