//! The runtime that all tests of a process share.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use ocaml_interop::{OCamlRuntime, ocaml};

/// Starts OCaml once; the guard lives on a thread of its own, for as long as the process.
pub fn start() {
    static STARTED: OnceLock<()> = OnceLock::new();
    STARTED.get_or_init(|| {
        let (started, wait) = std::sync::mpsc::channel();
        thread::spawn(move || {
            let _guard = OCamlRuntime::init().expect("the one start of this process");
            started.send(()).expect("the test waits");
            loop {
                thread::park();
            }
        });
        wait.recv().expect("OCaml starts");
    });
}

/// Runs `body` with the handle, on a runtime that is started where it isn't yet.
pub fn ocaml<T>(body: impl FnOnce(&mut OCamlRuntime) -> T) -> T {
    start();
    OCamlRuntime::with_domain_lock(body)
}

/// The count once it is what is expected, or 20 seconds later. Dead values are dropped by whichever
/// thread takes or releases the lock next: another test's may be at it.
pub fn settled(count: &AtomicUsize, expected: usize) -> usize {
    let start = Instant::now();
    while count.load(Ordering::SeqCst) != expected && start.elapsed().as_secs() < 20 {
        thread::sleep(Duration::from_millis(1));
    }
    count.load(Ordering::SeqCst)
}

/// The message that `body` panics with.
///
/// # Panics
/// When it doesn't panic, or with something else than text.
pub fn panic_message<T>(body: impl FnOnce() -> T) -> String {
    match catch_unwind(AssertUnwindSafe(body)) {
        Ok(_) => panic!("a panic was expected"),
        Err(payload) => message_of(payload),
    }
}

/// The text of a panic's payload.
pub(crate) fn message_of(payload: Box<dyn Any + Send>) -> String {
    match payload.downcast::<String>() {
        Ok(text) => *text,
        Err(payload) => (*payload.downcast::<&str>().expect("a text")).to_owned(),
    }
}

ocaml! {
    /// A minor collection.
    pub fn minor();
    /// A full major collection.
    pub fn full_major();
    /// A compaction: everything that can move moves.
    pub fn compact();
}
