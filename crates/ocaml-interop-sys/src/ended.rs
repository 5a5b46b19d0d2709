//! The end of a domain. Its thread lives a little longer, for the destructors of
//! thread-local variables.
//!
//! The runtime leaves the thread's pointer to the domain's state as it was, and
//! may give that state to a new domain. Whoever asks the pointer whether the
//! lock is held would be told that it is: a root dropped then would be taken out
//! of another domain's table. So the pointer is made null, before any other
//! destructor runs.

use std::cell::Cell;

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
        unsafe { crate::forget_state() };
    }
}

/// The shim calls it on the domain's thread, when no code of the program's runs there any more.
#[unsafe(export_name = "ocaml_interop_0_13_0_domain_ended")]
extern "C" fn domain_ended() {
    // The last variable with a destructor to be made is the first destroyed.
    let _ = FORGET.try_with(|_| ());
}

/// Whether the thread was a domain, and only its destructors run.
#[inline]
pub fn domain_has_ended() -> bool {
    ENDED.get()
}
