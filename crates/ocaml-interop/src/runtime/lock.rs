//! The domain lock, and each thread's standing towards it.

use std::cell::Cell;
use std::panic::Location;

use ocaml_interop_sys as sys;

use super::deferred::drop_dead;
use super::panics;
use super::phase::User;
use super::timer::{self, Place};
use super::{LockError, OCamlRuntime};

thread_local! {
    /// Whether the runtime knows this thread, so that it takes the lock without
    /// registering: it started the runtime, released the lock, or is attached.
    static REGISTERED: Cell<bool> = const { Cell::new(false) };
}

impl OCamlRuntime {
    /// Takes the calling thread's domain lock, runs `f` with the handle, and
    /// releases the lock, also when `f` panics.
    ///
    /// A thread that Rust started is attached to OCaml's first domain for the
    /// time of the call; this needs OCaml's threads library in the program
    /// (`threads.posix`, with module `Thread` linked in).
    ///
    /// While the lock is held no other thread of the domain runs OCaml code,
    /// and every garbage collection of the program waits for this thread to
    /// allocate: release it around long work with
    /// [`releasing_runtime`](Self::releasing_runtime). The feature `lock-timer`
    /// finds where that was forgotten.
    ///
    /// # Panics
    /// Where the thread can't have the lock: see [`LockError`]. In destructors and
    /// panic hooks, where a panic may end the process, use
    /// [`try_with_domain_lock`](Self::try_with_domain_lock).
    #[track_caller]
    pub fn with_domain_lock<F, T>(f: F) -> T
    where
        F: FnOnce(&mut Self) -> T,
    {
        match Self::try_with_domain_lock(f) {
            Ok(result) => result,
            Err(error) => panic!("with_domain_lock: {error}"),
        }
    }

    /// As [`with_domain_lock`](Self::with_domain_lock), where it isn't known whether
    /// the thread can have the lock. Waits while another thread holds it.
    ///
    /// # Errors
    /// Where the thread can't have the lock. `f` is dropped then.
    ///
    /// # Example
    /// ```
    /// use ocaml_interop::{LockError, OCamlRuntime};
    ///
    /// let _guard = OCamlRuntime::init()?;
    /// OCamlRuntime::with_domain_lock(|_cr| {
    ///     let again = OCamlRuntime::try_with_domain_lock(|_cr| ());
    ///     assert_eq!(again, Err(LockError::Held));
    /// });
    /// # Ok::<(), String>(())
    /// ```
    #[track_caller]
    pub fn try_with_domain_lock<F, T>(f: F) -> Result<T, LockError>
    where
        F: FnOnce(&mut Self) -> T,
    {
        let place = Place::Taken(Location::caller());
        let _lock = DomainLock::take()?;
        let _held = timer::held(place);
        // SAFETY: the lock is held until `_lock` drops, and `take` refused
        // where the thread had a handle.
        Ok(f(unsafe { OCamlRuntime::recover() }))
    }

    /// Releases the domain lock, runs `f`, and takes the lock again, also when
    /// `f` panics. Other threads run OCaml code meanwhile.
    ///
    /// Signals that arrive meanwhile are handled when OCaml code runs next.
    /// Values don't survive it: they borrow `self`.
    pub fn releasing_runtime<T, F>(&mut self, f: F) -> T
    where
        F: FnOnce() -> T,
    {
        struct Reacquire {
            registered: bool,
        }
        impl Drop for Reacquire {
            fn drop(&mut self) {
                // SAFETY: this thread released the lock below, and nested calls
                // of `with_domain_lock` have left it released.
                unsafe { sys::acquire() };
                REGISTERED.set(self.registered);
            }
        }
        let _paused = timer::paused();
        let _released = panics::released();
        let _reacquire = Reacquire { registered: REGISTERED.replace(true) };
        // SAFETY: `self` proves that the lock is held, and is borrowed until it
        // is taken again.
        unsafe { sys::release() };
        drop_dead();
        f()
    }
}

/// After `init`: the thread that started the runtime holds the lock.
pub(super) fn release_after_start() {
    // SAFETY: the runtime's start took the lock, and no handle exists yet.
    unsafe { sys::release() };
    REGISTERED.set(true);
}

/// Before the runtime stops, on the thread that started it.
pub(super) fn acquire_registered() {
    // SAFETY: the thread started the runtime, and doesn't hold the lock.
    unsafe { sys::acquire() };
}

/// The held lock.
struct DomainLock {
    /// Whether the thread was attached for this lock alone.
    attached: bool,
    /// Dropped last: it lets the runtime go.
    _user: User,
}

impl DomainLock {
    fn take() -> Result<DomainLock, LockError> {
        if sys::domain_has_ended() {
            return Err(LockError::DomainEnded);
        }
        let user = User::enter().ok_or(LockError::Stopped)?;
        if sys::runtime_running() == 0 {
            return Err(LockError::NotStarted);
        }
        if !sys::state().is_null() {
            return Err(LockError::Held);
        }
        let attached = !REGISTERED.get();
        if attached {
            attach()?;
        }
        // SAFETY: the thread is known to the runtime and doesn't hold the lock.
        unsafe { sys::acquire() };
        REGISTERED.set(true);
        Ok(DomainLock { attached, _user: user })
    }
}

impl Drop for DomainLock {
    fn drop(&mut self) {
        // SAFETY: `take` took the lock; the handle's borrow has ended.
        unsafe { sys::release() };
        if self.attached {
            REGISTERED.set(false);
            // Detached at once rather than when the thread ends: that needs the
            // lock, and a thread that holds it may be waiting for this one's end.
            // SAFETY: `take` attached the thread, and the lock is released.
            unsafe { sys::detach() };
        }
        drop_dead();
    }
}

fn attach() -> Result<(), LockError> {
    // SAFETY: the runtime runs, and the thread doesn't hold a lock.
    match unsafe { sys::attach() } {
        sys::ATTACH_OK => Ok(()),
        sys::ATTACH_NOT_LINKED => Err(LockError::NotLinked),
        sys::ATTACH_NOT_INITIALISED => Err(LockError::NotInitialised),
        _ => Err(LockError::NotRegistered),
    }
}
