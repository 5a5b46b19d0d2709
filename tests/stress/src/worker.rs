//! One worker: its steps, and its seat, where one thread or domain after the other does them.

use std::mem::ManuallyDrop;
use std::sync::atomic::Ordering;
use std::time::Duration;

use ocaml_interop::{
    BoxRoot, DomainError, OCaml, OCamlBytes, OCamlInt, OCamlRuntime, ToOCaml, ocaml,
};

use crate::boxed::Boxed;
use crate::kept::{Kept, check};
use crate::operation::Operation;
use crate::operations::threads;
use crate::random::Random;
use crate::sample::Sample;
use crate::settings::Fault;
use crate::status::Begun;
use crate::world::{World, world};

/// How deep operations nest.
const DEPTH: u32 = 3;

/// Where a worker is.
pub(crate) struct At {
    pub(crate) world: &'static World,
    pub(crate) worker: usize,
    pub(crate) depth: u32,
    pub(crate) random: Random,
}

impl At {
    /// At an operation within another one.
    pub(crate) fn within(worker: usize, depth: u32, key: i64) -> At {
        At { world: world(), worker, depth, random: Random::of_key(key) }
    }

    /// At a new step, and whether it is the last one of its thread or domain.
    fn next(worker: usize) -> (At, bool) {
        let world = world();
        let step = world.workers[worker].next_step();
        let mut random = Random::of_step(world.settings.seed, worker, step);
        let last = random.one_in(150);
        (At { world, worker, depth: 0, random }, last)
    }
}

/// An operation, chosen at random.
pub(crate) fn perform(cr: &mut OCamlRuntime, at: &mut At) {
    let operation = Operation::choose(&mut at.random);
    let _begun = Begun::new(at.worker, operation);
    operation.run(cr, at);
}

/// An operation within the one that `at` is in.
pub(crate) fn nested(cr: &mut OCamlRuntime, at: &mut At) {
    let key = at.random.key();
    if at.depth < DEPTH {
        perform(cr, &mut At::within(at.worker, at.depth + 1, key));
    }
}

/// One step, with the lock held. Gives whether it was the last.
fn step(cr: &mut OCamlRuntime, worker: usize) -> bool {
    let (mut at, last) = At::next(worker);
    if worker == 0 && at.world.settings.fault.is_some() {
        break_something(cr, &mut at);
    }
    perform(cr, &mut at);
    last
}

/// Once, where a fault is asked for.
fn break_something(cr: &mut OCamlRuntime, at: &mut At) {
    let _begun = Begun::new(at.worker, Operation::Seat);
    if at.world.broken.swap(true, Ordering::Relaxed) {
        return;
    }
    match at.world.settings.fault {
        Some(Fault::Value) => {
            let value: OCaml<Sample> = Sample::of(1).to_ocaml(cr);
            check(2, value);
        }
        Some(Fault::Hang) => cr.releasing_runtime(|| {
            loop {
                std::thread::park();
            }
        }),
        Some(Fault::Root) => {
            let _ = ManuallyDrop::new(Kept::new(cr, 3));
        }
        Some(Fault::Box) => {
            let _ = ManuallyDrop::new(OCaml::box_value(cr, Boxed::new(3, None)).root());
        }
        Some(Fault::Heap) => {
            let root: BoxRoot<OCamlBytes> = vec![0_u8; 4 << 20].to_boxroot(cr);
            let _ = ManuallyDrop::new(root);
        }
        Some(Fault::Memory) => {
            let _ = ManuallyDrop::new(vec![0_u8; 1 << 20]);
        }
        Some(Fault::Race) => {
            let other = std::thread::spawn(race::write);
            race::write();
            other.join().expect("it only writes");
            ocaml_race(cr);
        }
        None => {}
    }
}

/// Memory that is written without any order.
mod race {
    use std::cell::UnsafeCell;

    struct Shared(UnsafeCell<u64>);

    // SAFETY: there is none: it is what the sanitizer has to find. An aligned word is all that
    // tears.
    unsafe impl Sync for Shared {}

    static SHARED: Shared = Shared(UnsafeCell::new(0));

    pub(super) fn write() {
        for n in 0..1000 {
            // SAFETY: as above.
            unsafe { SHARED.0.get().write_volatile(n) };
        }
    }
}

/// The steps of a domain or systhread, until it ends.
pub(crate) fn inside(cr: &mut OCamlRuntime, worker: usize) {
    while !step(cr, worker) && !world().stopped() {}
}

/// The steps of a Rust thread, until it ends: some with the lock, one without, and so on.
fn outside(worker: usize) {
    loop {
        let (mut at, last) = At::next(worker);
        if last || at.world.stopped() {
            return;
        }
        {
            let _begun = Begun::new(worker, Operation::Outside);
            threads::outside(&mut at);
        }
        let mut left = at.random.below(8);
        let ended = OCamlRuntime::with_domain_lock(|cr| {
            loop {
                if step(cr, worker) || at.world.stopped() {
                    return true;
                }
                if left == 0 {
                    return false;
                }
                left -= 1;
            }
        });
        if ended {
            return;
        }
    }
}

ocaml! {
    #[ocaml(name = "race")]
    fn ocaml_race();
    #[ocaml(catch)]
    fn work_in_thread(worker: OCamlInt);
    #[ocaml(catch)]
    fn work_in_domain(worker: OCamlInt);
}

/// What runs a worker's steps.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Seat {
    /// A thread of Rust's, attached by `with_domain_lock`.
    RustThread,
    /// A domain that Rust spawns.
    Domain,
    /// A domain that OCaml spawns.
    OCamlDomain,
    /// A systhread of OCaml's.
    Systhread,
}

impl Seat {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Seat::RustThread => "Rust thread",
            Seat::Domain => "domain",
            Seat::OCamlDomain => "domain of OCaml's",
            Seat::Systhread => "systhread",
        }
    }

    /// One thread or domain after the other, until the run is over.
    pub(crate) fn occupy(self, worker: usize) {
        let world = world();
        let status = &world.workers[worker];
        status.set_running(true);
        while !world.stopped() {
            let begun = Begun::new(worker, Operation::Seat);
            let started = match self {
                Seat::RustThread | Seat::Systhread => &world.threads,
                Seat::Domain | Seat::OCamlDomain => &world.domains,
            };
            started.fetch_add(1, Ordering::Relaxed);
            let outcome = match self {
                Seat::RustThread => {
                    // It tells of its panic itself.
                    let _ = std::thread::spawn(move || outside(worker)).join();
                    Ok(())
                }
                Seat::Domain => domain(worker).map_err(|error| error.to_string()),
                Seat::OCamlDomain => OCamlRuntime::with_domain_lock(|cr| {
                    work_in_domain(cr, worker).map(drop).map_err(|error| error.to_string())
                }),
                Seat::Systhread => OCamlRuntime::with_domain_lock(|cr| {
                    work_in_thread(cr, worker).map(drop).map_err(|error| error.to_string())
                }),
            };
            drop(begun);
            if let Err(text) = outcome {
                world.fail(&format!("worker {worker} ({}): {text}", self.name()));
            }
        }
        status.set_running(false);
    }
}

/// A domain is joined at once, or when it has finished.
fn domain(worker: usize) -> Result<(), DomainError> {
    let (mut at, at_once) = At::next(worker);
    let at_once = at_once || at.random.one_in(2);
    let spawned = OCamlRuntime::with_domain_lock(|cr| {
        let spawned = cr.spawn_domain(move |cr| inside(cr, worker))?;
        if at_once {
            return spawned.join(cr).map(|()| None);
        }
        Ok(Some(spawned))
    })?;
    let Some(spawned) = spawned else { return Ok(()) };
    while !spawned.is_finished() {
        std::thread::sleep(Duration::from_millis(1));
    }
    OCamlRuntime::with_domain_lock(|cr| spawned.join(cr))
}
