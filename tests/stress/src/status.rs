//! What each worker is doing, for the failures' texts and for the watchdog.

use std::any::Any;
use std::cell::Cell;
use std::panic::PanicHookInfo;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use crate::operation::Operation;
use crate::world::{World, world};

/// Of one worker.
pub(crate) struct Status {
    /// What runs it: `Rust thread`, `domain`, …
    pub(crate) kind: &'static str,
    running: AtomicBool,
    steps: AtomicU64,
    /// The operations that it is in, one inside the other: a byte each, the innermost lowest.
    doing: AtomicU64,
    /// When the latest of them began, in milliseconds from the run's begin.
    since: AtomicU64,
}

impl Status {
    pub(crate) fn new(kind: &'static str) -> Status {
        Status {
            kind,
            running: AtomicBool::new(false),
            steps: AtomicU64::new(0),
            doing: AtomicU64::new(0),
            since: AtomicU64::new(0),
        }
    }

    /// Is watched from now on, or no more.
    pub(crate) fn set_running(&self, running: bool) {
        self.beat();
        self.running.store(running, Ordering::Relaxed);
    }

    pub(crate) fn beat(&self) {
        let now = world().begun.elapsed().as_millis() as u64;
        self.since.store(now, Ordering::Relaxed);
    }

    /// The number of a new step.
    pub(crate) fn next_step(&self) -> u64 {
        self.steps.fetch_add(1, Ordering::Relaxed) + 1
    }

    fn describe(&self, number: usize) -> String {
        let step = self.steps.load(Ordering::Relaxed);
        let doing = self.doing.load(Ordering::Relaxed).to_be_bytes();
        let names: Vec<_> = doing.into_iter().filter_map(Operation::from_code).collect();
        let doing =
            if names.is_empty() { "between two steps".to_owned() } else { names.join(" > ") };
        format!("worker {number} ({}), step {step}, {doing}", self.kind)
    }
}

thread_local! {
    /// The worker whose operation this thread runs.
    static CURRENT: Cell<Option<usize>> = const { Cell::new(None) };
}

/// An operation that this thread has begun; it ends when this is dropped.
pub(crate) struct Begun {
    worker: usize,
    doing: u64,
    current: Option<usize>,
}

impl Begun {
    pub(crate) fn new(worker: usize, operation: Operation) -> Begun {
        world().steps[operation as usize].fetch_add(1, Ordering::Relaxed);
        let status = &world().workers[worker];
        let doing = status.doing.load(Ordering::Relaxed);
        status.doing.store((doing << 8) | u64::from(operation.code()), Ordering::Relaxed);
        status.beat();
        Begun { worker, doing, current: CURRENT.replace(Some(worker)) }
    }
}

impl Drop for Begun {
    fn drop(&mut self) {
        world().workers[self.worker].doing.store(self.doing, Ordering::Relaxed);
        CURRENT.set(self.current);
    }
}

const EXPECTED: &str = "expected: ";

/// A panic that is no failure.
pub(crate) fn expected_panic(id: i64) -> ! {
    panic!("{EXPECTED}{id}")
}

/// What such a panic says.
pub(crate) fn expected_text(id: i64) -> String {
    format!("{EXPECTED}{id}")
}

/// The text that a panic's payload holds.
pub(crate) fn panic_text(payload: &dyn Any) -> Option<&str> {
    let text = payload.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| payload.downcast_ref::<&str>().copied())
}

/// Every other panic ends the run, wherever it is caught: on its way through OCaml it would be an
/// exception that knows nothing of the place.
pub(crate) fn on_panic(info: &PanicHookInfo<'_>) {
    let text = panic_text(info.payload()).unwrap_or("(the payload is not text)");
    if text.starts_with(EXPECTED) {
        return;
    }
    let place = info.location().map(ToString::to_string).unwrap_or_default();
    let who = match CURRENT.get() {
        Some(number) => world().workers[number].describe(number),
        None => "no worker".to_owned(),
    };
    world().fail(&format!("{who}: {text} ({place})"));
}

/// Ends the process when a worker hangs. Runs for as long as the process.
pub(crate) fn watch(world: &'static World) {
    loop {
        std::thread::sleep(Duration::from_millis(200));
        let now = world.begun.elapsed();
        let idle = |status: &Status| {
            let since = Duration::from_millis(status.since.load(Ordering::Relaxed));
            now.saturating_sub(since)
        };
        let running = |status: &&Status| status.running.load(Ordering::Relaxed);
        if !world.workers.iter().filter(running).any(|status| idle(status) > world.settings.hang) {
            continue;
        }
        eprintln!("HANGS: no new step for {} s", world.settings.hang.as_secs());
        for (number, status) in world.workers.iter().enumerate() {
            let state = if running(&status) { "" } else { "ended: " };
            let seconds = idle(status).as_secs_f64();
            eprintln!("{state}{}, for {seconds:.1} s", status.describe(number));
        }
        eprintln!("repeat: {}", world.settings.command_line());
        std::process::abort();
    }
}
