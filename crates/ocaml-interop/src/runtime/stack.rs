//! How much of the thread's stack is left.
//!
//! Conversions recurse as deep as the data. A step that could go on for ever, one
//! through a pointer or into a sequence, looks here first, so that data that is
//! too deep is an error rather than the process's end. So does a call of OCaml,
//! which may come back to Rust.

use std::cell::Cell;

/// What a conversion or a call of OCaml needs at least to go one level deeper:
/// the frames of large derived types, unoptimised, of a panic, of a collection.
const RESERVE: usize = 128 * 1024;

/// How much of that may be used without looking again.
const STEP: usize = RESERVE / 4;

/// Above all of the stack: whoever may go no further down than here looks at once.
pub(crate) const ASK: usize = usize::MAX;

thread_local! {
    /// A stretch of a stack of this thread where enough is left: its lowest address,
    /// and its length. A thread may have several stacks, and be on another one later.
    static ENOUGH: Cell<(usize, usize)> = const { Cell::new((0, 0)) };
}

/// What is between the place where a call of OCaml looks and those where its arguments look in turn:
/// so that it is the call which finds the end of the stack, and raises.
const ARGUMENTS: usize = 8 * 1024;

/// Whether less than [`RESERVE`] bytes are left for a call of OCaml, and for making its arguments.
#[inline(always)]
pub(crate) fn is_low() -> bool {
    is_low_from(here().wrapping_sub(ARGUMENTS), ARGUMENTS)
}

/// Where on its stack the thread is: its stack pointer. (A local variable's address is elsewhere under
/// the address sanitizer, whose frames may be on the heap.)
#[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
#[inline(always)]
pub(crate) fn here() -> usize {
    let here;
    // SAFETY: reads a register.
    unsafe {
        #[cfg(target_arch = "x86_64")]
        std::arch::asm!("mov {}, rsp", out(reg) here, options(nomem, nostack, preserves_flags));
        #[cfg(target_arch = "aarch64")]
        std::arch::asm!("mov {}, sp", out(reg) here, options(nomem, nostack, preserves_flags));
    }
    here
}

/// Where on its stack the thread is.
#[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
#[inline(always)]
pub(crate) fn here() -> usize {
    let here = std::mem::MaybeUninit::<u8>::uninit();
    (&raw const here).addr()
}

/// How far down from here nobody has to look again; none where less than [`RESERVE`] bytes are
/// left.
pub(crate) fn floor() -> Option<usize> {
    let here = here();
    (!is_low_from(here, 0)).then(|| here.saturating_sub(STEP))
}

/// Whether less than [`RESERVE`] bytes are left below an address, which is `below` where the thread is.
#[inline(always)]
fn is_low_from(address: usize, below: usize) -> bool {
    let (lowest, length) = ENOUGH.get();
    address.wrapping_sub(lowest) >= length && is_low_at(address, below)
}

/// Asks the system, and keeps what it said where enough is left.
#[cold]
#[inline(never)]
fn is_low_at(address: usize, below: usize) -> bool {
    match stacker::remaining_stack().map(|left| left.saturating_sub(below)) {
        Some(left) if left < RESERVE => true,
        Some(left) => {
            let length = left - RESERVE;
            ENOUGH.set((address.saturating_sub(length), length + 1));
            false
        }
        None => false,
    }
}
