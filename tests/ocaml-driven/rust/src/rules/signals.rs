//! R7: Ctrl-C while Rust is at work.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use ocaml_interop::{BoxRoot, OCamlError, OCamlInt, OCamlList, OCamlRuntime, ToOCaml, export};

use super::Counted;

/// Ctrl-C, to this thread: it has arrived on return.
fn interrupt() {
    // SAFETY: sends a signal.
    assert_eq!(unsafe { libc::raise(libc::SIGINT) }, 0);
}

/// Interrupted half-way through `n` allocations.
#[export]
pub fn rs_allocates(cr: &mut OCamlRuntime, n: isize) -> Vec<String> {
    let _here = Counted::new();
    let mut roots: Vec<BoxRoot<OCamlList<String>>> = Vec::new();
    for at in 0..n {
        if at == n / 2 {
            interrupt();
        }
        roots.push([at.to_string(), "x".repeat(3000)].to_boxroot(cr));
    }
    roots.iter().map(|root| root.to_rust::<Vec<String>>(cr).swap_remove(0)).collect()
}

/// Interrupted before it releases the lock, meanwhile, and when it has it back.
#[export]
pub fn rs_releases(cr: &mut OCamlRuntime, when: isize) -> isize {
    let _here = Counted::new();
    let text: BoxRoot<String> = "kept".to_boxroot(cr);
    // In reservations larger than OCaml's own, across every part of the minor heap.
    let _long: BoxRoot<OCamlList<OCamlInt>> = vec![0_i64; 3000].to_boxroot(cr);
    if when == 0 {
        interrupt();
    }
    let released = cr.releasing_runtime(|| {
        let _there = Counted::new();
        if when == 1 {
            interrupt();
        }
        OCamlRuntime::with_domain_lock(|cr| {
            let text: BoxRoot<String> = "inside".to_boxroot(cr);
            text.to_rust::<String>(cr).len()
        })
    });
    if when == 2 {
        interrupt();
    }
    (text.to_rust::<String>(cr).len() + released) as isize
}

/// Interrupted, then panics: where it holds the lock, or where it has released it.
#[export]
pub fn rs_panics(cr: &mut OCamlRuntime, released: bool) {
    let _here = Counted::new();
    if released {
        cr.releasing_runtime(|| {
            interrupt();
            panic!("interrupted")
        });
    }
    interrupt();
    panic!("interrupted");
}

/// Interrupted, then fails.
///
/// # Errors
/// Always.
#[export]
pub fn rs_fails(cr: &mut OCamlRuntime) -> Result<(), OCamlError> {
    let _here = Counted::new();
    interrupt();
    Err(OCamlError::failure(cr, "interrupted"))
}

/// Interrupted, then calls.
///
/// # Errors
/// What the closure raised.
#[export]
pub fn rs_calls(
    cr: &mut OCamlRuntime,
    f: BoxRoot<fn(()) -> OCamlInt>,
) -> Result<isize, OCamlError> {
    let _here = Counted::new();
    interrupt();
    f.call(cr, ()).map(|n| n.to_i64() as isize)
}

static DONE: AtomicBool = AtomicBool::new(false);

/// From now on, Ctrl-C to the whole process every 200 microseconds.
#[export]
pub fn rs_storm_begins() {
    DONE.store(false, Ordering::SeqCst);
    std::thread::spawn(|| {
        while !DONE.load(Ordering::SeqCst) {
            // SAFETY: sends a signal.
            unsafe { libc::kill(libc::getpid(), libc::SIGINT) };
            std::thread::sleep(Duration::from_micros(200));
        }
    });
}

/// Until here.
#[export]
pub fn rs_storm_ends() {
    DONE.store(true, Ordering::SeqCst);
}

/// A bit of everything, in the storm.
///
/// # Errors
/// What the closure raised.
#[export]
pub fn rs_works(
    cr: &mut OCamlRuntime,
    f: BoxRoot<fn(OCamlList<String>) -> OCamlList<String>>,
    n: isize,
) -> Result<Vec<String>, OCamlError> {
    let _here = Counted::new();
    let texts: Vec<String> = (0..n).map(|n| n.to_string()).collect();
    let root: BoxRoot<OCamlList<String>> = texts.to_boxroot(cr);
    cr.releasing_runtime(std::thread::yield_now);
    let mapped: Vec<String> = f.call(cr, &root)?.to_rust();
    assert_eq!(root.to_rust::<Vec<String>>(cr), texts);
    if n % 2 == 1 {
        panic!("odd");
    }
    Ok(mapped)
}
