//! The end of a domain. Its thread lives a little longer, for the destructors of
//! thread-local variables.
//!
//! The runtime leaves the thread's pointer to the domain's state as it was, and
//! may give that state to a new domain. Whoever asks the pointer whether the
//! lock is held would be told that it is: a root dropped then would be taken out
//! of another domain's table. So the pointer is made null, before any other
//! destructor runs.

use std::cell::Cell;
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

use ocaml_interop_sys as sys;

thread_local! {
    static ENDED: Cell<bool> = const { Cell::new(false) };
    static FORGET: Forget = const { Forget };
}

/// Forgets the domain when it is dropped.
struct Forget;

impl Drop for Forget {
    fn drop(&mut self) {
        ENDED.set(true);
        // SAFETY: dropped at the end of a thread that ran `domain_ended`, so of
        // a domain's own, after the runtime's last use of it.
        unsafe { sys::forget_state() };
    }
}

/// Runs on the domain's thread when no code of the program's does any more.
extern "C" fn domain_ended() {
    // The last variable with a destructor to be made is the first destroyed.
    let _ = FORGET.try_with(|_| ());
}

/// Whether the thread was a domain, and only its destructors run.
#[inline]
pub(super) fn has_ended() -> bool {
    ENDED.get()
}

/// Has every domain that ends from now on be forgotten, and its roots outlive it.
/// Called wherever a thread gets a handle: OCaml may start domains that Rust never
/// hears of, and they may leave Rust values in thread-local variables.
///
/// The domain lock is held.
#[inline(always)]
pub(super) fn watch() {
    if !WATCHED.load(Ordering::Acquire) {
        start_to_watch();
    }
}

static WATCHED: AtomicBool = AtomicBool::new(false);

#[cold]
#[inline(never)]
fn start_to_watch() {
    static ONCE: Once = Once::new();
    // SAFETY: the lock is held, so boxroot's hooks are set; ours after them, once.
    // The function neither allocates in OCaml nor unwinds.
    ONCE.call_once(|| unsafe {
        sys::boxroot::boxroot_setup();
        sys::on_domain_end(domain_ended);
        if sys::cleans_up() == 0 {
            sys::DELETES_INLINE_ABOVE.store(0, Ordering::Relaxed);
        }
    });
    WATCHED.store(true, Ordering::Release);
}
