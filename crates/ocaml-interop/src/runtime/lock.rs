//! The domain lock, and each thread's standing towards it.

use std::cell::Cell;
use std::panic::Location;

use ocaml_interop_sys as sys;

use super::OCamlRuntime;
use super::deferred::drop_dead;
use super::ended;
use super::phase::User;
use super::timer::{self, Place};

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
    /// When the thread holds the lock already, inside an exported function for
    /// instance: use the handle that it was given. When the runtime doesn't
    /// run, or was stopped. When threads are not available. In the destructors
    /// of thread-local variables of a domain that has ended.
    #[track_caller]
    pub fn with_domain_lock<F, T>(f: F) -> T
    where
        F: FnOnce(&mut Self) -> T,
    {
        let place = Place::Taken(Location::caller());
        let _lock = DomainLock::take();
        let _held = timer::held(place);
        // SAFETY: the lock is held until `_lock` drops, and `take` refused
        // where the thread had a handle.
        f(unsafe { OCamlRuntime::recover() })
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
    #[track_caller]
    fn take() -> DomainLock {
        if ended::has_ended() {
            panic!(
                "with_domain_lock: this thread was a domain, and the domain has ended (this is a \
                 destructor of a thread-local variable); use OCaml before the domain's function \
                 returns, or on another thread"
            );
        }
        let Some(user) = User::enter() else {
            panic!(
                "with_domain_lock: the OCaml runtime was stopped when its guard was dropped; \
                 keep the guard of OCamlRuntime::init() for as long as the program uses OCaml"
            );
        };
        if sys::runtime_running() == 0 {
            panic!(
                "with_domain_lock: the OCaml runtime doesn't run; \
                 call OCamlRuntime::init() first and keep its guard"
            );
        }
        if !sys::state().is_null() {
            panic!(
                "with_domain_lock: this thread holds the domain lock already (inside an exported \
                 function, or another with_domain_lock); use the `&mut OCamlRuntime` that is at \
                 hand, or release it first with releasing_runtime"
            );
        }
        let attached = !REGISTERED.get();
        if attached {
            attach();
        }
        // SAFETY: the thread is known to the runtime and doesn't hold the lock.
        unsafe { sys::acquire() };
        REGISTERED.set(true);
        DomainLock { attached, _user: user }
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

#[track_caller]
fn attach() {
    // SAFETY: the runtime runs, and the thread doesn't hold a lock.
    match unsafe { sys::attach() } {
        sys::ATTACH_OK => {}
        sys::ATTACH_NOT_LINKED => panic!(
            "with_domain_lock: OCaml's threads library is not linked, so a Rust thread can't take \
             the lock; add `threads.posix` to the OCaml program's libraries"
        ),
        sys::ATTACH_NOT_INITIALISED => panic!(
            "with_domain_lock: OCaml's threads library is linked, but its module Thread was left \
             out, so a Rust thread can't take the lock; refer to Thread in the OCaml program \
             (`let () = ignore (Thread.self ())`), or link it with -linkall"
        ),
        _ => panic!(
            "with_domain_lock: the OCaml runtime refused to register this thread: OCaml's module \
             Thread was left out of the program (refer to it, or link it with -linkall), memory is \
             exhausted, or the thread is OCaml's own and has ended (before 5.3), or released the \
             lock outside this library"
        ),
    }
}
