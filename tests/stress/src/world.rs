//! What all workers share.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, TryLockError};
use std::time::Instant;

use ocaml_interop::{BoxRoot, DynBox, OCamlInt, OCamlRuntime};

use crate::boxed::Boxed;
use crate::kept::Kept;
use crate::operation::Operation;
use crate::settings::Settings;
use crate::status::Status;

/// What one worker hands to another.
pub(crate) enum Parcel {
    Root(Kept),
    Shared(Arc<Kept>),
    Box(i64, BoxRoot<DynBox<Boxed>>),
    Closure(i64, BoxRoot<fn(OCamlInt) -> OCamlInt>),
    Work(Box<dyn FnOnce(&mut OCamlRuntime) + Send>),
}

pub(crate) struct World {
    pub(crate) settings: Settings,
    pub(crate) begun: Instant,
    /// Tells the workers to come to an end: the time is over, or something failed.
    stop: AtomicBool,
    pub(crate) workers: Vec<Status>,
    /// Of each worker: what it keeps over its steps.
    bags: Vec<Mutex<Vec<Kept>>>,
    /// Of each worker: what others sent it.
    mail: Vec<Mutex<VecDeque<Parcel>>>,
    /// What all see.
    pub(crate) shared: Vec<Mutex<Option<Arc<Kept>>>>,
    /// What finalisers drop.
    pub(crate) left: Mutex<Vec<Parcel>>,
    pub(crate) steps: [AtomicU64; Operation::COUNT],
    pub(crate) values: AtomicU64,
    pub(crate) domains: AtomicU64,
    pub(crate) threads: AtomicU64,
    /// Domains that a step spawned and that haven't ended.
    pub(crate) short: AtomicUsize,
    /// Whether the fault that is asked for was made.
    pub(crate) broken: AtomicBool,
    failures: AtomicUsize,
}

static WORLD: OnceLock<World> = OnceLock::new();

/// The world of this process.
pub(crate) fn world() -> &'static World {
    WORLD.get().expect("the run has begun")
}

/// A mutex's content. Nothing that holds one here runs OCaml code, waits, or panics.
///
/// Not by `lock`: where that has to wait it runs code of the standard library's, which is compiled
/// without the thread sanitizer and so shows it no order.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    loop {
        match mutex.try_lock() {
            Ok(guard) => return guard,
            Err(TryLockError::Poisoned(poisoned)) => return poisoned.into_inner(),
            Err(TryLockError::WouldBlock) => std::thread::yield_now(),
        }
    }
}

impl World {
    pub(crate) fn create(settings: Settings, workers: Vec<Status>) -> &'static World {
        let each = workers.len();
        let slots = |count: usize| 0..count;
        WORLD.get_or_init(|| World {
            settings,
            begun: Instant::now(),
            stop: AtomicBool::new(false),
            workers,
            bags: slots(each).map(|_| Mutex::default()).collect(),
            mail: slots(each).map(|_| Mutex::default()).collect(),
            shared: slots(64).map(|_| Mutex::default()).collect(),
            left: Mutex::default(),
            steps: [const { AtomicU64::new(0) }; Operation::COUNT],
            values: AtomicU64::new(0),
            domains: AtomicU64::new(0),
            threads: AtomicU64::new(0),
            short: AtomicUsize::new(0),
            broken: AtomicBool::new(false),
            failures: AtomicUsize::new(0),
        })
    }

    pub(crate) fn stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    pub(crate) fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// Ends the run. Of many failures the first ones tell most.
    pub(crate) fn fail(&self, text: &str) {
        self.stop();
        if self.failures.fetch_add(1, Ordering::Relaxed) < 10 {
            eprintln!("FAILED {text}");
        }
    }

    pub(crate) fn failures(&self) -> usize {
        self.failures.load(Ordering::Relaxed)
    }

    /// Counts a value that was what it should be.
    pub(crate) fn checked(&self) {
        self.values.fetch_add(1, Ordering::Relaxed);
    }

    /// Changes the worker's own values. `change` runs no OCaml code.
    pub(crate) fn bag<T>(&self, worker: usize, change: impl FnOnce(&mut Vec<Kept>) -> T) -> T {
        change(&mut lock(&self.bags[worker]))
    }

    /// Puts a parcel into a worker's mail, or gives it back where there is much already.
    pub(crate) fn send(&self, to: usize, parcel: Parcel) -> Option<Parcel> {
        let mut mail = lock(&self.mail[to]);
        if mail.len() >= 64 || self.stopped() {
            return Some(parcel);
        }
        mail.push_back(parcel);
        None
    }

    /// The oldest parcel in a worker's mail.
    pub(crate) fn receive(&self, worker: usize) -> Option<Parcel> {
        lock(&self.mail[worker]).pop_front()
    }

    /// Drops what the workers left, on the calling thread.
    pub(crate) fn clear(&self) {
        for worker in 0..self.workers.len() {
            drop(self.bag(worker, std::mem::take));
            let mail = std::mem::take(&mut *lock(&self.mail[worker]));
            drop(mail);
        }
        for slot in &self.shared {
            let taken = lock(slot).take();
            drop(taken);
        }
        let left = std::mem::take(&mut *lock(&self.left));
        drop(left);
    }
}
