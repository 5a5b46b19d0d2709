//! A Rust value for OCaml's heap: it counts itself, and its destructor does what one may do.

use std::sync::atomic::{AtomicU64, Ordering};

use ocaml_interop::{OCamlRuntime, ToOCaml};

use crate::kept::{self, Kept};
use crate::sample::Sample;
use crate::status::expected_panic;
use crate::world::world;

static MADE: AtomicU64 = AtomicU64::new(0);
static DROPPED: AtomicU64 = AtomicU64::new(0);

pub(crate) struct Boxed {
    id: i64,
    /// The number's complement, for as long as the value lives.
    seal: i64,
    _owned: Option<Kept>,
    text: String,
}

impl Boxed {
    /// `owned` is a root inside of OCaml's heap: let go of by the destructor.
    pub(crate) fn new(id: i64, owned: Option<Kept>) -> Boxed {
        MADE.fetch_add(1, Ordering::Relaxed);
        Boxed { id, seal: !id, _owned: owned, text: format!("boxed {id}") }
    }

    #[track_caller]
    pub(crate) fn check(&self, id: i64) {
        assert_eq!((self.id, self.seal), (id, !id), "not the boxed value of {id}");
        assert_eq!(self.text, format!("boxed {id}"));
        world().checked();
    }

    /// Checks it against its own number, where no other is known.
    #[track_caller]
    pub(crate) fn check_itself(&self) {
        self.check(self.id);
    }
}

impl Drop for Boxed {
    fn drop(&mut self) {
        self.check_itself();
        self.seal = 0;
        DROPPED.fetch_add(1, Ordering::Relaxed);
        if self.id % 16 == 1 {
            OCamlRuntime::with_domain_lock(|cr| {
                let value = Sample::of(self.id).to_ocaml(cr);
                kept::check(self.id, value);
            });
        }
        if self.id % 64 == 2 {
            expected_panic(self.id);
        }
    }
}

/// How many were made, and how many dropped.
pub(crate) fn boxes() -> (u64, u64) {
    (MADE.load(Ordering::Relaxed), DROPPED.load(Ordering::Relaxed))
}
