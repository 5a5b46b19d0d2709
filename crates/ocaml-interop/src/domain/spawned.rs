//! A closure on its way through a domain, and what came of it.
//!
//! OCaml is given a number; the closure waits for it in [`WAITING`]. Whoever
//! takes it out, the new domain or the one that gives up on it, has it alone.

use std::any::Any;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock};

use ocaml_interop_sys as sys;
use sys::RawOCaml;

use super::DomainError;
use crate::call::Support;
use crate::convert::field;
use crate::export::{enter, with_handle};
use crate::root::BoxRoot;
use crate::runtime::{OCamlRuntime, panics};
use crate::value::OCamlInt;

static SPAWN: Support = Support::new(c"ocaml_interop.spawn_domain");
static JOIN: Support = Support::new(c"ocaml_interop.join_domain");

/// OCaml's `unit Domain.t`.
pub(super) enum Domain {}

type Work = Box<dyn FnOnce(&mut OCamlRuntime) + Send>;

/// What no domain has begun yet.
static WAITING: Mutex<BTreeMap<usize, Work>> = Mutex::new(BTreeMap::new());

/// The lock; nothing that holds one here can panic half-way.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
}

fn withdraw(number: usize) -> Option<Work> {
    lock(&WAITING).remove(&number)
}

/// What a new domain calls, with the work's number.
///
/// # Safety
/// Called by OCaml: the lock is held, and no handle of this thread is in use.
unsafe extern "C" fn run(number: RawOCaml) -> RawOCaml {
    let body = |cr: &mut OCamlRuntime| {
        // An OCaml integer, as `launch` made it.
        if let Some(work) = withdraw(number as usize >> 1) {
            work(cr);
        }
        Ok(sys::UNIT)
    };
    // SAFETY: the caller's promise.
    unsafe { enter("spawn_domain", || with_handle(body)) }
}

/// A closure given to a domain.
pub(super) struct Spawned<T> {
    number: usize,
    /// Missing where OCaml raised before it could tell.
    domain: OnceLock<BoxRoot<Domain>>,
    outcome: Arc<Outcome<T>>,
}

struct Outcome<T> {
    state: Mutex<State<T>>,
    /// Whether the state is past `Pending`: whoever asks again and again takes no lock.
    is_settled: AtomicBool,
    settled: Condvar,
}

impl<T> Outcome<T> {
    fn pending() -> Outcome<T> {
        Outcome {
            state: Mutex::new(State::Pending),
            is_settled: AtomicBool::new(false),
            settled: Condvar::new(),
        }
    }

    fn settle(&self, state: State<T>) {
        *lock(&self.state) = state;
        self.is_settled.store(true, Ordering::Release);
        self.settled.notify_all();
    }
}

enum State<T> {
    Pending,
    Done(std::thread::Result<T>),
    Taken,
}

impl<T: Send> Spawned<T> {
    /// Has `f` wait for its domain.
    ///
    /// # Safety
    /// What `f` and its result borrow lives until [`wait`](Self::wait) has
    /// returned and [`take`](Self::take) has given the result.
    pub(super) unsafe fn new<'a, F>(f: F) -> Spawned<T>
    where
        F: FnOnce(&mut OCamlRuntime) -> T + Send + 'a,
        T: 'a,
    {
        static NUMBERS: AtomicUsize = AtomicUsize::new(0);
        let number = NUMBERS.fetch_add(1, Ordering::Relaxed);
        let outcome = Arc::new(Outcome::pending());
        let shared = Arc::clone(&outcome);
        let work: Box<dyn FnOnce(&mut OCamlRuntime) + Send + 'a> = Box::new(move |cr| {
            // What the closure owned is gone when the outcome is told.
            let result = catch_unwind(AssertUnwindSafe(|| panics::catching(|| f(cr))));
            shared.settle(State::Done(result));
        });
        // SAFETY: only the lifetime changes. By the caller's promise `wait`
        // returns before it ends: then the closure has run or was dropped, and of
        // `T` there is nothing left in `shared` after `take`.
        let work = unsafe {
            std::mem::transmute::<Box<dyn FnOnce(&mut OCamlRuntime) + Send + 'a>, Work>(work)
        };
        lock(&WAITING).insert(number, work);
        Spawned { number, domain: OnceLock::new(), outcome }
    }

    /// Spawns the domain.
    pub(super) fn launch(&self, cr: &mut OCamlRuntime) -> Result<(), DomainError> {
        if !SPAWN.is_linked(cr) || !JOIN.is_linked(cr) {
            self.cancel();
            return Err(DomainError::NotLinked);
        }
        let (address, number) = (run as *const () as usize as i64, self.number as i64);
        let arguments = (field::<OCamlInt, _>(&address), (field::<OCamlInt, _>(&number), ()));
        match SPAWN.call::<_, Domain>(cr, arguments) {
            Ok(domain) => {
                let _ = self.domain.set(domain);
                Ok(())
            }
            Err(error) => {
                // Without effect where a signal's handler raised when the domain
                // ran already: then the closure runs on, for nobody.
                self.cancel();
                Err(DomainError::NotSpawned(error))
            }
        }
    }

    /// Waits until the domain has ended, or at least until the closure has, or
    /// never will begin. Doesn't panic. Gives what OCaml raised.
    pub(super) fn wait(&self, cr: &mut OCamlRuntime) -> Option<DomainError> {
        let mut failure = None;
        if let Some(domain) = self.domain.get() {
            let join = AssertUnwindSafe(|| {
                let arguments = (field::<Domain, _>(domain), ());
                JOIN.call::<_, ()>(cr, arguments)
            });
            failure = match catch_unwind(join) {
                Ok(Ok(_)) => None,
                Ok(Err(exception)) => Some(DomainError::Raised(exception)),
                Err(payload) => Some(DomainError::Panicked(payload)),
            };
        }
        // `Domain.join` may have raised for reasons of its own. What counts is
        // the closure: not begun, it never will; begun, it ends, and says so.
        if !self.cancel() && !self.is_finished() {
            cr.releasing_runtime(|| {
                let state = lock(&self.outcome.state);
                let pending = |state: &mut State<T>| matches!(state, State::Pending);
                drop(self.outcome.settled.wait_while(state, pending));
            });
        }
        failure
    }

    /// Drops the closure, if no domain has begun it. Doesn't panic.
    fn cancel(&self) -> bool {
        let Some(work) = withdraw(self.number) else {
            return false;
        };
        self.outcome.settle(State::Taken);
        if let Err(payload) = catch_unwind(AssertUnwindSafe(|| drop(work))) {
            std::mem::forget(payload);
        }
        true
    }

    pub(super) fn is_finished(&self) -> bool {
        self.outcome.is_settled.load(Ordering::Acquire)
    }

    /// What came of the closure, once; nothing where it never ran.
    pub(super) fn take(&self) -> Option<std::thread::Result<T>> {
        match std::mem::replace(&mut *lock(&self.outcome.state), State::Taken) {
            State::Done(result) => Some(result),
            State::Pending | State::Taken => None,
        }
    }

    /// The outcome for who joins.
    pub(super) fn join(&self, cr: &mut OCamlRuntime) -> Result<T, DomainError> {
        let failure = self.wait(cr);
        match (self.take(), failure) {
            (Some(Err(payload)), _) => Err(DomainError::Panicked(payload)),
            (_, Some(failure)) => Err(failure),
            (Some(Ok(value)), None) => Ok(value),
            (None, None) => unreachable!("a joined domain has run its closure"),
        }
    }
}

/// What the end of a scope needs of each of its domains, whatever their results.
pub(super) trait Child: Send + Sync {
    /// As [`Spawned::wait`].
    fn wait(&self, cr: &mut OCamlRuntime) -> Option<DomainError>;
    /// Whether somebody joined it, or was told that it wasn't spawned.
    fn is_joined(&self) -> bool;
    /// Drops the result; gives the panic, or that of the result's destructor.
    fn discard(&self) -> Option<Box<dyn Any + Send>>;
}

impl<T: Send> Child for Spawned<T> {
    fn wait(&self, cr: &mut OCamlRuntime) -> Option<DomainError> {
        self.wait(cr)
    }

    fn is_joined(&self) -> bool {
        matches!(*lock(&self.outcome.state), State::Taken)
    }

    fn discard(&self) -> Option<Box<dyn Any + Send>> {
        match self.take()? {
            Ok(value) => catch_unwind(AssertUnwindSafe(|| drop(value))).err(),
            Err(payload) => Some(payload),
        }
    }
}
