//! How far the runtime's life has gone, and which threads rely on it.

use std::sync::atomic::{AtomicU8, AtomicUsize, Ordering};

/// Not started by this library.
pub(super) const IDLE: u8 = 0;
/// Started, and not stopped.
pub(super) const STARTED: u8 = 1;
/// Stopped, for good.
pub(super) const STOPPED: u8 = 2;

/// What this library did with the runtime. Stays `IDLE` where OCaml started
/// the program.
pub(super) static PHASE: AtomicU8 = AtomicU8::new(IDLE);

/// Whether the runtime was stopped: its memory is gone, its lock must not be
/// touched. (`Caml_state` can't tell: it stays set on the main thread.)
#[inline(always)]
pub(crate) fn is_stopped() -> bool {
    PHASE.load(Ordering::Relaxed) == STOPPED
}

/// How many threads hold the lock through this library, wait for it, or
/// released it and will take it again; and the domains that weren't joined.
static USERS: AtomicUsize = AtomicUsize::new(0);

/// A thread or domain that uses the runtime: while one lives, its memory stays.
#[derive(Debug)]
pub(crate) struct User(());

impl User {
    /// Nothing when the runtime was stopped.
    pub(crate) fn enter() -> Option<User> {
        // Counted before the phase is read, and the phase is written before the
        // count is read: of a thread that enters and one that stops the runtime,
        // at least one sees the other.
        USERS.fetch_add(1, Ordering::SeqCst);
        let user = User(());
        (PHASE.load(Ordering::SeqCst) != STOPPED).then_some(user)
    }
}

impl Drop for User {
    fn drop(&mut self) {
        USERS.fetch_sub(1, Ordering::SeqCst);
    }
}

/// Whether a thread uses the runtime.
pub(super) fn in_use() -> bool {
    USERS.load(Ordering::SeqCst) > 0
}
