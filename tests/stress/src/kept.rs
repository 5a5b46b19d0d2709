//! A root and the number that its value follows from.

use std::sync::atomic::{AtomicU64, Ordering};

use ocaml_interop::{BoxRoot, OCaml, OCamlRuntime, ToOCaml};

use crate::sample::Sample;
use crate::world::world;

static MADE: AtomicU64 = AtomicU64::new(0);
static DROPPED: AtomicU64 = AtomicU64::new(0);

pub(crate) struct Kept {
    pub(crate) id: i64,
    root: BoxRoot<Sample>,
}

impl Kept {
    pub(crate) fn new(cr: &mut OCamlRuntime, id: i64) -> Kept {
        Kept::of(id, Sample::of(id).to_boxroot(cr))
    }

    /// A root that exists already.
    pub(crate) fn of(id: i64, root: BoxRoot<Sample>) -> Kept {
        MADE.fetch_add(1, Ordering::Relaxed);
        Kept { id, root }
    }

    /// Another root of the same value.
    pub(crate) fn again(&self, cr: &OCamlRuntime) -> Kept {
        Kept::of(self.id, BoxRoot::new(self.root.get(cr)))
    }

    /// Keeps another value in the same root.
    pub(crate) fn replace(&mut self, cr: &mut OCamlRuntime, id: i64) {
        let value: OCaml<Sample> = Sample::of(id).to_ocaml(cr);
        self.root.keep(value);
        self.id = id;
    }

    /// Reads the value and compares.
    #[track_caller]
    pub(crate) fn check(&self, cr: &OCamlRuntime) {
        check(self.id, self.root.get(cr));
    }
}

impl Drop for Kept {
    fn drop(&mut self) {
        DROPPED.fetch_add(1, Ordering::Relaxed);
    }
}

/// How many were made, and how many dropped.
pub(crate) fn roots() -> (u64, u64) {
    (MADE.load(Ordering::Relaxed), DROPPED.load(Ordering::Relaxed))
}

/// Compares an OCaml value with what its number says.
#[track_caller]
pub(crate) fn check(id: i64, value: OCaml<'_, Sample>) {
    let found: Sample = value.to_rust();
    assert_eq!(found, Sample::of(id), "not the value of {id}");
    world().checked();
}
