//! Roots: made, kept, shared, sent to other workers, dropped there.

use std::sync::Arc;

use ocaml_interop::{OCaml, OCamlInt, OCamlRuntime, ocaml};

use super::calls::{self, check_closure};
use super::values::allocate_some;
use crate::boxed::Boxed;
use crate::kept::Kept;
use crate::worker::{At, nested};
use crate::world::{Parcel, lock};

ocaml! {
    #[ocaml(name = "finalise")]
    fn finalise_block(id: OCamlInt);
}

/// How many values a worker keeps.
const BAG: usize = 32;

pub(crate) fn root(cr: &mut OCamlRuntime, at: &mut At) {
    let kept = Kept::new(cr, at.random.id());
    let place = at.random.index(BAG);
    // What it replaces is dropped here, outside the bag.
    let replaced = at.world.bag(at.worker, |bag| {
        if bag.len() < BAG {
            bag.push(kept);
            None
        } else {
            Some(std::mem::replace(&mut bag[place], kept))
        }
    });
    if let Some(replaced) = replaced {
        replaced.check(cr);
    }
}

/// One of the worker's own, taken out.
fn take(at: &mut At) -> Option<Kept> {
    let place = at.random.next();
    at.world.bag(at.worker, |bag| {
        (!bag.is_empty()).then(|| bag.swap_remove(place as usize % bag.len()))
    })
}

pub(crate) fn unroot(cr: &mut OCamlRuntime, at: &mut At) {
    if let Some(kept) = take(at) {
        kept.check(cr);
    }
}

pub(crate) fn replace(cr: &mut OCamlRuntime, at: &mut At) {
    let id = at.random.id();
    if let Some(mut kept) = take(at) {
        kept.replace(cr, id);
        kept.check(cr);
        at.world.bag(at.worker, |bag| bag.push(kept));
    }
}

pub(crate) fn hold(cr: &mut OCamlRuntime, at: &mut At) {
    let kept = Kept::new(cr, at.random.id());
    nested(cr, at);
    kept.check(cr);
    let again = kept.again(cr);
    drop(kept);
    nested(cr, at);
    again.check(cr);
}

pub(crate) fn share(cr: &mut OCamlRuntime, at: &mut At) {
    let kept = Arc::new(Kept::new(cr, at.random.id()));
    let slot = &at.world.shared[at.random.index(at.world.shared.len())];
    let before = lock(slot).replace(kept);
    if let Some(before) = before {
        before.check(cr);
    }
}

pub(crate) fn copy(cr: &mut OCamlRuntime, at: &mut At) {
    let slot = &at.world.shared[at.random.index(at.world.shared.len())];
    let shared = lock(slot).clone();
    if let Some(shared) = shared {
        let copy = shared.again(cr);
        if at.random.one_in(2) {
            drop(shared);
        }
        allocate_some(cr, at);
        copy.check(cr);
    }
}

pub(crate) fn send(cr: &mut OCamlRuntime, at: &mut At) {
    let to = at.random.index(at.world.workers.len());
    let id = at.random.id();
    let parcel = match at.random.below(5) {
        0 => Parcel::Root(Kept::new(cr, id)),
        1 => {
            let kept = Arc::new(Kept::new(cr, id));
            let other = at.random.index(at.world.workers.len());
            drop(at.world.send(other, Parcel::Shared(Arc::clone(&kept))));
            Parcel::Shared(kept)
        }
        2 => Parcel::Box(id, OCaml::box_value(cr, Boxed::new(id, None)).root()),
        3 => Parcel::Closure(id, calls::make_closure(cr, id)),
        _ => {
            let kept = Kept::new(cr, id);
            Parcel::Work(Box::new(move |cr| {
                kept.check(cr);
                let more = Kept::new(cr, id);
                more.check(cr);
            }))
        }
    };
    drop(at.world.send(to, parcel));
}

pub(crate) fn receive(cr: &mut OCamlRuntime, at: &mut At) {
    for _ in 0..3 {
        let Some(parcel) = at.world.receive(at.worker) else { return };
        open(cr, at, parcel);
    }
}

fn open(cr: &mut OCamlRuntime, at: &mut At, parcel: Parcel) {
    match parcel {
        Parcel::Root(kept) => kept.check(cr),
        Parcel::Shared(kept) => kept.check(cr),
        Parcel::Box(id, root) => root.get(cr).as_value().check(id),
        Parcel::Closure(id, closure) => check_closure(cr, at, id, &closure),
        Parcel::Work(work) => work(cr),
    }
}

pub(crate) fn finalise(cr: &mut OCamlRuntime, at: &mut At) {
    let id = at.random.id();
    let left = Parcel::Root(Kept::new(cr, id));
    let full = {
        let mut all = lock(&at.world.left);
        if all.len() < 200 {
            all.push(left);
            None
        } else {
            Some(left)
        }
    };
    drop(full);
    finalise_block(cr, id);
}
