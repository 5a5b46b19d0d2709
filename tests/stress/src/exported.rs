//! What OCaml calls.

use ocaml_interop::{BoxRoot, OCamlError, OCamlInt, OCamlRuntime, export};

use crate::sample::Sample;
use crate::status::expected_panic;
use crate::worker::{At, inside, perform};
use crate::world::{lock, world};

/// An operation within another one.
#[export]
pub fn stress_step(
    cr: &mut OCamlRuntime,
    #[ocaml(as_ = "OCamlInt")] worker: usize,
    #[ocaml(as_ = "OCamlInt")] depth: u32,
    #[ocaml(as_ = "OCamlInt")] key: i64,
) {
    perform(cr, &mut At::within(worker, depth, key));
}

/// The steps of a systhread or domain of OCaml's.
#[export]
pub fn stress_work(cr: &mut OCamlRuntime, #[ocaml(as_ = "OCamlInt")] worker: usize) {
    inside(cr, worker);
}

/// Panics.
#[export]
pub fn stress_panics(_cr: &mut OCamlRuntime, #[ocaml(as_ = "OCamlInt")] id: i64) {
    let _alive = format!("dropped before {id} is raised");
    expected_panic(id);
}

/// Calls the closure; what it raises is the result.
#[export]
pub fn stress_calls(cr: &mut OCamlRuntime, f: BoxRoot<fn(()) -> ()>) -> Result<(), OCamlError> {
    let _alive = String::from("dropped before it is raised again");
    f.call(cr, ()).map(drop)
}

/// A value for OCaml to check.
#[export]
pub fn stress_sample(#[ocaml(as_ = "OCamlInt")] id: i64) -> Sample {
    Sample::of(id)
}

/// Drops what an operation left: called by finalisers.
#[export]
pub fn stress_drops_one() {
    let one = lock(&world().left).pop();
    drop(one);
}
