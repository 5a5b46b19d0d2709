//! When the closure of a `RustFn` is dropped.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, Weak};

use ocaml_interop::{OCamlInt, OCamlRuntime, RustFn, ocaml};
use rust_driven::{full_major, ocaml};

ocaml! {
    fn fn_keep(f: fn(OCamlInt) -> OCamlInt);
    fn fn_call_kept(n: OCamlInt) -> OCamlInt;
    fn fn_drop_kept();
    fn fn_drop_while_it_runs(n: OCamlInt) -> OCamlInt;
}

/// One at a time: they share what OCaml keeps.
static KEPT: Mutex<()> = Mutex::new(());

/// A closure that holds what the weak reference refers to.
#[allow(clippy::type_complexity)] // It is a pair.
fn watched() -> (RustFn<fn(isize) -> isize>, Weak<isize>) {
    let held = Arc::new(1);
    let watch = Arc::downgrade(&held);
    (RustFn::new(move |n: isize| n + *held), watch)
}

#[test]
fn dropped_when_neither_side_refers_to_it() {
    let _alone = KEPT.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    let (f, watch) = watched();
    ocaml(|cr| {
        fn_keep(cr, &f);
        drop(f);
        full_major(cr);
        assert!(watch.upgrade().is_some(), "OCaml keeps it");
        assert_eq!(fn_call_kept(cr, 4_isize).to_rust::<isize>(cr), 5);
        fn_drop_kept(cr);
        full_major(cr);
        full_major(cr);
    });
    // The lock was released: that is when it is dropped.
    assert!(watch.upgrade().is_none());
}

#[test]
fn the_last_reference_goes_while_it_runs() {
    static DROPPED: AtomicBool = AtomicBool::new(false);
    struct Held;
    impl Drop for Held {
        fn drop(&mut self) {
            DROPPED.store(true, Ordering::SeqCst);
        }
    }
    let _alone = KEPT.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    let held = Held;
    let f = RustFn::with_runtime(move |cr: &mut OCamlRuntime, n: isize| {
        let Held = &held;
        full_major(cr);
        full_major(cr);
        cr.releasing_runtime(|| ());
        // Looked at where it lies for ever: had the closure been dropped, nothing of its own could be.
        n + isize::from(DROPPED.load(Ordering::SeqCst))
    });
    ocaml(|cr| {
        fn_keep(cr, &f);
        drop(f);
        assert_eq!(fn_drop_while_it_runs(cr, 6_isize).to_rust::<isize>(cr), 6);
        full_major(cr);
        full_major(cr);
    });
    assert!(DROPPED.load(Ordering::SeqCst));
}
