//! The debug aid for a lock held too long (feature `lock-timer`): a stretch of Rust code that
//! neither calls OCaml nor releases the lock is timed, and reported past a limit.
//!
//! Every way into Rust code with the lock held begins a stretch, every way out of it ends one:
//! [`held`] and [`paused`] are guards that nest like the calls do. Without the feature they are
//! empty, and cost nothing.

use std::panic::Location;

/// How Rust came to hold the lock.
#[derive(Clone, Copy)]
#[cfg_attr(not(feature = "lock-timer"), allow(dead_code))]
pub(crate) enum Place {
    /// By `with_domain_lock`, called there.
    Taken(&'static Location<'static>),
    /// OCaml called this exported function.
    Exported(&'static str),
}

#[cfg(feature = "lock-timer")]
pub(crate) use on::{held, paused};

#[cfg(not(feature = "lock-timer"))]
pub(crate) use off::{held, paused};

#[cfg(not(feature = "lock-timer"))]
mod off {
    /// Times nothing.
    pub(crate) struct Guard;

    #[inline(always)]
    pub(crate) fn held(_place: super::Place) -> Guard {
        Guard
    }

    #[inline(always)]
    pub(crate) fn paused() -> Guard {
        Guard
    }
}

#[cfg(feature = "lock-timer")]
mod on {
    use std::fmt;
    use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, Weak};
    use std::time::{Duration, Instant};

    use super::Place;

    /// How many milliseconds a stretch may take; 100 without it.
    const LIMIT: &str = "OCAML_INTEROP_LOCK_LIMIT";

    /// A stretch of Rust code that holds the lock.
    #[derive(Clone, Copy)]
    struct Stretch {
        place: Place,
        since: Instant,
        /// Reported while it lasted, so its end is reported, too.
        reported: bool,
    }

    /// What the watcher knows of a thread.
    struct Watched {
        thread: String,
        current: Mutex<Option<Stretch>>,
    }

    static THREADS: Mutex<Vec<Weak<Watched>>> = Mutex::new(Vec::new());

    fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
        mutex.lock().unwrap_or_else(PoisonError::into_inner)
    }

    thread_local! {
        static WATCHED: Arc<Watched> = {
            let thread = std::thread::current();
            let name = thread.name().map_or_else(|| format!("{:?}", thread.id()), str::to_owned);
            let watched = Arc::new(Watched { thread: name, current: Mutex::new(None) });
            lock(&THREADS).push(Arc::downgrade(&watched));
            watched
        };
    }

    fn limit() -> Duration {
        static READ: OnceLock<Duration> = OnceLock::new();
        *READ.get_or_init(|| {
            let limit = std::env::var(LIMIT).ok().and_then(|text| text.parse().ok());
            let limit = Duration::from_millis(limit.unwrap_or(100));
            // Without the thread the end of each stretch is still reported.
            let _ = std::thread::Builder::new()
                .name("ocaml-interop lock timer".to_owned())
                .spawn(move || watch(limit));
            limit
        })
    }

    /// Reports what lasts too long, while it does: its end may never come.
    fn watch(limit: Duration) {
        loop {
            std::thread::sleep(limit / 2);
            lock(&THREADS).retain(|thread| {
                let Some(thread) = thread.upgrade() else {
                    return false;
                };
                if let Some(stretch) = &mut *lock(&thread.current) {
                    let time = stretch.since.elapsed();
                    if time > limit && !stretch.reported {
                        stretch.reported = true;
                        report(&thread.thread, stretch.place, "has held", time);
                    }
                }
                true
            });
        }
    }

    fn report(thread: &str, place: Place, held: &str, time: Duration) {
        eprintln!(
            "ocaml-interop: thread `{thread}` {held} the domain lock for {} ms in Rust code ({place}): \
             the other threads of its domain and every collection wait; release it around long work, \
             with OCamlRuntime::releasing_runtime",
            time.as_millis()
        );
    }

    impl fmt::Display for Place {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            match self {
                Self::Taken(location) => write!(f, "with_domain_lock at {location}"),
                Self::Exported(name) => write!(f, "the exported function `{name}`"),
            }
        }
    }

    /// Ends what it began; then what was before goes on, timed anew.
    pub(crate) struct Guard {
        before: Option<Place>,
    }

    impl Drop for Guard {
        fn drop(&mut self) {
            change(self.before);
        }
    }

    /// From here on Rust code holds the lock.
    pub(crate) fn held(place: Place) -> Guard {
        limit();
        Guard { before: change(Some(place)) }
    }

    /// From here on OCaml code runs, or the lock is released.
    pub(crate) fn paused() -> Guard {
        Guard { before: change(None) }
    }

    /// Ends the thread's stretch and begins another; gives the place of the one that ended.
    fn change(place: Option<Place>) -> Option<Place> {
        let next = place.map(|place| Stretch { place, since: Instant::now(), reported: false });
        // Not in the destructors of thread-local variables.
        let ended = WATCHED.try_with(|watched| {
            let ended = std::mem::replace(&mut *lock(&watched.current), next)?;
            let time = ended.since.elapsed();
            if time > limit() {
                report(&watched.thread, ended.place, "held", time);
            }
            Some(ended.place)
        });
        ended.ok().flatten()
    }
}
