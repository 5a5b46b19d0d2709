//! The lock, other threads and domains, the collector.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::Ordering;
use std::time::Duration;

use ocaml_interop::{DomainError, OCamlInt, OCamlRuntime, ocaml};

use crate::kept::Kept;
use crate::status::{expected_panic, expected_text, panic_text};
use crate::worker::{At, nested};
use crate::world::World;

ocaml! {
    fn minor();
    fn full_major();
    fn compact();
    fn step_in_thread(worker: OCamlInt, depth: OCamlInt, key: OCamlInt);
}

/// Sleeps, yields, or neither.
fn pause(at: &mut At) {
    match at.random.below(4) {
        0 => std::thread::sleep(Duration::from_micros(at.random.below(300))),
        1 | 2 => std::thread::yield_now(),
        _ => {}
    }
}

pub(crate) fn release(cr: &mut OCamlRuntime, at: &mut At) {
    let kept = Kept::new(cr, at.random.id());
    cr.releasing_runtime(|| pause(at));
    kept.check(cr);
}

pub(crate) fn nest(cr: &mut OCamlRuntime, at: &mut At) {
    let kept = Kept::new(cr, at.random.id());
    cr.releasing_runtime(|| {
        OCamlRuntime::with_domain_lock(|cr| {
            kept.check(cr);
            nested(cr, at);
        });
        pause(at);
    });
    kept.check(cr);
}

pub(crate) fn systhread(cr: &mut OCamlRuntime, at: &mut At) {
    let key = at.random.key();
    step_in_thread(cr, at.worker, at.depth + 1, key);
    at.world.threads.fetch_add(1, Ordering::Relaxed);
}

/// The right to spawn `count` domains: the runtime has room for 128, and two processors are busy
/// with far fewer.
struct Room(&'static World, usize);

impl Room {
    fn of(world: &'static World, count: usize) -> Option<Room> {
        let room = Room(world, count);
        (world.short.fetch_add(count, Ordering::Relaxed) < 8).then_some(room)
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        self.0.short.fetch_sub(self.1, Ordering::Relaxed);
    }
}

/// Some operations in a domain; the root crosses over and back.
fn in_domain(cr: &mut OCamlRuntime, mut at: At, kept: Kept) -> Kept {
    at.world.domains.fetch_add(1, Ordering::Relaxed);
    kept.check(cr);
    for _ in 0..1 + at.random.below(4) {
        nested(cr, &mut at);
    }
    drop(kept);
    Kept::new(cr, at.random.id())
}

pub(crate) fn domain(cr: &mut OCamlRuntime, at: &mut At) {
    let (kept, key) = (Kept::new(cr, at.random.id()), at.random.key());
    let panics = at.random.one_in(8);
    let Some(_room) = Room::of(at.world, 1) else { return };
    let inner = At::within(at.worker, at.depth + 1, key);
    let spawned = cr.spawn_domain(move |cr| {
        let back = in_domain(cr, inner, kept);
        if panics {
            expected_panic(key);
        }
        back
    });
    match spawned.and_then(|domain| domain.join(cr)) {
        Ok(back) => back.check(cr),
        Err(DomainError::Panicked(payload)) if panics => {
            assert_eq!(panic_text(&*payload), Some(&*expected_text(key)));
        }
        Err(error) => panic!("{error}"),
    }
}

pub(crate) fn scope(cr: &mut OCamlRuntime, at: &mut At) {
    let kept = Kept::new(cr, at.random.id());
    let inner: Vec<At> =
        (0..2).map(|_| At::within(at.worker, at.depth + 1, at.random.key())).collect();
    let Some(_room) = Room::of(at.world, 2) else { return };
    let back = cr.domain_scope(|scope, cr| {
        let borrowed = &kept;
        let domains: Vec<_> = inner
            .into_iter()
            .map(|at| scope.spawn(cr, move |cr| in_domain(cr, at, borrowed.again(cr))))
            .collect();
        nested(cr, at);
        let joined = domains.into_iter().map(|domain| domain.and_then(|domain| domain.join(cr)));
        joined.collect::<Result<Vec<_>, _>>()
    });
    match back {
        Ok(back) => back.iter().for_each(|kept| kept.check(cr)),
        Err(error) => panic!("{error}"),
    }
    kept.check(cr);
}

pub(crate) fn minor_collection(cr: &mut OCamlRuntime, _at: &mut At) {
    minor(cr);
}

pub(crate) fn major_collection(cr: &mut OCamlRuntime, at: &mut At) {
    if at.random.one_in(2) {
        full_major(cr)
    } else {
        compact(cr)
    };
}

/// Without the lock: drops what others made, panics past the lock, waits.
pub(crate) fn outside(at: &mut At) {
    match at.random.below(6) {
        0 | 1 => drop(at.world.receive(at.worker)),
        2 => {
            let place = at.random.index(at.world.shared.len());
            let taken = crate::world::lock(&at.world.shared[place]).take();
            pause(at);
            drop(taken);
        }
        3 => {
            let id = at.random.id();
            let outcome = catch_unwind(AssertUnwindSafe(|| {
                OCamlRuntime::with_domain_lock(|cr| {
                    Kept::new(cr, id).check(cr);
                    expected_panic(id)
                })
            }));
            let payload = outcome.map(|never: ()| never).expect_err("it panics");
            assert_eq!(panic_text(&*payload), Some(&*expected_text(id)));
        }
        _ => pause(at),
    }
}

/// For what is no choice of a step's.
pub(crate) fn nothing(_cr: &mut OCamlRuntime, _at: &mut At) {}
