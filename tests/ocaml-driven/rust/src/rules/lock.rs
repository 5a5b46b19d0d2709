//! R1, R2, R6: the lock and `init`, on every kind of thread that an OCaml program has.

use std::cell::RefCell;
use std::sync::Mutex;

use ocaml_interop::{BoxRoot, OCamlRuntime, ToOCaml, export};

use super::told;

/// What comes of taking the lock here.
pub(super) fn outcome() -> String {
    told(|| {
        OCamlRuntime::with_domain_lock(|cr| {
            let text: BoxRoot<String> = "taken".to_boxroot(cr);
            text.to_rust(cr)
        })
    })
}

/// What comes of `init` here.
fn init() -> String {
    match OCamlRuntime::init() {
        Ok(_) => "started".to_owned(),
        Err(error) => error.to_string(),
    }
}

/// Takes the lock that it holds.
#[export]
pub fn rl_takes() -> String {
    outcome()
}

/// Takes the lock where it was released, nested as deep as `depth`.
#[export]
pub fn rl_takes_released(cr: &mut OCamlRuntime, depth: isize) -> Vec<String> {
    let mut outcomes = vec![outcome()];
    cr.releasing_runtime(|| {
        outcomes.push(outcome());
        if depth > 0 {
            outcomes.extend(OCamlRuntime::with_domain_lock(|cr| rl_takes_released(cr, depth - 1)));
        }
        outcomes.push(outcome());
    });
    outcomes.push(outcome());
    outcomes
}

/// Takes the lock on a Rust thread, and once more in the destructor of its thread-local variable.
#[export]
pub fn rl_takes_on_a_rust_thread(cr: &mut OCamlRuntime) -> String {
    cr.releasing_runtime(|| {
        let thread = std::thread::spawn(|| {
            KEPT.set(Some(LocksAtTheEnd));
            outcome()
        });
        thread.join().expect("no panic")
    })
}

/// `init` on this thread, and on a Rust thread.
#[export]
pub fn rl_inits(cr: &mut OCamlRuntime) -> Vec<String> {
    let here = init();
    let there = cr.releasing_runtime(|| {
        let released = init();
        [released, std::thread::spawn(init).join().expect("no panic")]
    });
    std::iter::once(here).chain(there).collect()
}

static OUTCOMES: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// Takes the lock when it is dropped, and keeps what came of it.
struct LocksAtTheEnd;

impl Drop for LocksAtTheEnd {
    fn drop(&mut self) {
        let outcome = outcome();
        OUTCOMES.lock().expect("no panic while it is held").push(outcome);
    }
}

thread_local! {
    static KEPT: RefCell<Option<LocksAtTheEnd>> = const { RefCell::new(None) };
}

/// Leaves a value to the destructors of this thread.
#[export]
pub fn rl_leaves_a_thread_local() {
    KEPT.set(Some(LocksAtTheEnd));
}

/// What came of the lock in destructors that have run since the last call.
#[export]
pub fn rl_outcomes() -> Vec<String> {
    std::mem::take(&mut *OUTCOMES.lock().expect("no panic while it is held"))
}
