//! Rust values inside OCaml.

use std::borrow::Borrow;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use ocaml_interop::{BoxRoot, DynBox, OCaml, OCamlRuntime, ocaml};
use rust_driven::{compact, full_major, ocaml, panic_message, settled};

#[derive(Debug, PartialEq)]
struct Pattern {
    text: String,
    flags: u32,
}

#[test]
fn boxed_and_borrowed() {
    ocaml(|cr| {
        let root: BoxRoot<DynBox<Pattern>> =
            OCaml::box_value(cr, Pattern { text: "a+".into(), flags: 3 }).root();
        compact(cr);
        let value = root.get(cr);
        let pattern: &Pattern = value.borrow();
        assert_eq!(pattern, &Pattern { text: "a+".into(), flags: 3 });
        assert_eq!(value.as_value().flags, 3);
        assert!(value.is_valid());
    });
}

#[test]
fn the_wrong_type_is_refused() {
    ocaml! {
        #[ocaml(name = "identity")]
        unsafe fn as_number(value: DynBox<Pattern>) -> DynBox<u64>;
        #[ocaml(name = "identity")]
        unsafe fn text_as_box(value: String) -> DynBox<u64>;
        #[ocaml(name = "identity")]
        unsafe fn int64_as_box(value: ocaml_interop::OCamlInt64) -> DynBox<u64>;
    }
    ocaml(|cr| {
        let root: BoxRoot<DynBox<Pattern>> =
            OCaml::box_value(cr, Pattern { text: "a".into(), flags: 0 }).root();
        // SAFETY: a box that is none of this type is refused where it is used.
        let wrong = unsafe { as_number(cr, &root) };
        assert!(!wrong.get(cr).is_valid());
        let message = panic_message(|| *wrong.get(cr).as_value());
        assert!(message.contains("DynBox<u64>") && message.contains("Pattern"), "{message}");
        // SAFETY: as above.
        let wrong = unsafe { text_as_box(cr, "text") };
        let message = panic_message(|| *wrong.get(cr).as_value());
        assert!(message.contains("not a boxed Rust value"), "{message}");
        // SAFETY: as above.
        let wrong = unsafe { int64_as_box(cr, 5_i64) };
        let message = panic_message(|| *wrong.get(cr).as_value());
        assert!(message.contains("another library"), "{message}");
    });
}

struct Watched(Arc<AtomicUsize>);

impl Drop for Watched {
    fn drop(&mut self) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }
}

#[test]
fn dropped_once_when_dead_and_not_before() {
    let drops = Arc::new(AtomicUsize::new(0));
    let kept = ocaml(|cr| {
        let kept: BoxRoot<DynBox<Watched>> = OCaml::box_value(cr, Watched(drops.clone())).root();
        for _ in 0..100 {
            let _dead: OCaml<DynBox<Watched>> = OCaml::box_value(cr, Watched(drops.clone()));
        }
        full_major(cr);
        full_major(cr);
        kept
    });
    assert_eq!(settled(&drops, 100), 100);
    drop(kept);
    ocaml(|cr| {
        full_major(cr);
        full_major(cr);
    });
    assert_eq!(settled(&drops, 101), 101);
}

struct Difficult(Arc<AtomicUsize>);

impl Drop for Difficult {
    fn drop(&mut self) {
        // A destructor may take the lock, allocate, and panic.
        OCamlRuntime::with_domain_lock(|cr| {
            let _: OCaml<DynBox<u8>> = OCaml::box_value(cr, 1);
            rust_driven::minor(cr);
        });
        self.0.fetch_add(1, Ordering::SeqCst);
        panic!("a destructor that panics");
    }
}

#[test]
fn destructors_may_lock_allocate_and_panic() {
    let drops = Arc::new(AtomicUsize::new(0));
    ocaml(|cr| {
        for _ in 0..3 {
            let _dead: OCaml<DynBox<Difficult>> = OCaml::box_value(cr, Difficult(drops.clone()));
        }
        full_major(cr);
        full_major(cr);
    });
    assert_eq!(settled(&drops, 3), 3);
    ocaml(compact);
}
