//! OCaml called from Rust, and Rust from OCaml.

use std::panic::{AssertUnwindSafe, catch_unwind};

use ocaml_interop::{BoxRoot, OCamlInt, OCamlRuntime, ocaml};

use crate::status::{expected_panic, expected_text, panic_text};
use crate::worker::{At, nested};

ocaml! {
    #[ocaml(catch)]
    fn raising(kind: OCamlInt, id: OCamlInt);
    fn crosses(kind: OCamlInt, id: OCamlInt, depth: OCamlInt) -> bool;
    fn panics(id: OCamlInt) -> String;
    fn asks_rust(id: OCamlInt);
    #[ocaml(name = "closure")]
    fn closure_of(id: OCamlInt) -> fn(OCamlInt) -> OCamlInt;
    #[ocaml(name = "step")]
    fn step_through_ocaml(worker: OCamlInt, depth: OCamlInt, key: OCamlInt);
}

pub(crate) fn raise(cr: &mut OCamlRuntime, at: &mut At) {
    let (kind, id) = (at.random.below(4), at.random.id());
    let error = raising(cr, kind, id).map(drop).expect_err("it raises");
    nested(cr, at);
    let name = ["Failure", "Dune__exe__Stress.Several", "Not_found", "Invalid_argument"];
    let expected = name[kind as usize].rsplit('.').next().expect("a name");
    let found = error.name(cr);
    assert_eq!(found.rsplit('.').next(), Some(expected), "{error}");
    let message = (kind != 1 && kind != 2).then(|| id.to_string());
    assert_eq!(error.message(cr), message);
    at.world.checked();
}

pub(crate) fn cross(cr: &mut OCamlRuntime, at: &mut At) {
    let (kind, id, depth) = (at.random.below(4), at.random.id(), at.random.below(6));
    assert!(crosses(cr, kind, id, depth).to_rust::<bool>(cr), "another exception came back");
    at.world.checked();
}

pub(crate) fn panic(cr: &mut OCamlRuntime, at: &mut At) {
    let id = at.random.id();
    assert_eq!(panics(cr, id).to_rust::<String>(cr), expected_text(id));
    at.world.checked();
}

pub(crate) fn catch(cr: &mut OCamlRuntime, at: &mut At) {
    let id = at.random.id();
    let released = at.random.one_in(2);
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        nested(cr, at);
        if released {
            cr.releasing_runtime(|| expected_panic(id));
        }
        expected_panic(id)
    }));
    let payload = outcome.map(|never: ()| never).expect_err("it panics");
    assert_eq!(panic_text(&*payload), Some(&*expected_text(id)));
    nested(cr, at);
}

pub(crate) fn ask(cr: &mut OCamlRuntime, at: &mut At) {
    asks_rust(cr, at.random.id());
    at.world.checked();
}

pub(crate) fn make_closure(cr: &mut OCamlRuntime, id: i64) -> BoxRoot<fn(OCamlInt) -> OCamlInt> {
    closure_of(cr, id)
}

/// Calls it; it checks its own value.
pub(crate) fn check_closure(
    cr: &mut OCamlRuntime,
    at: &At,
    id: i64,
    closure: &BoxRoot<fn(OCamlInt) -> OCamlInt>,
) {
    match closure.call(cr, 7_i64) {
        Ok(sum) => assert_eq!(sum.to_i64(), id + 7),
        Err(error) => panic!("{error}"),
    }
    at.world.checked();
}

pub(crate) fn closure(cr: &mut OCamlRuntime, at: &mut At) {
    let id = at.random.id();
    let closure = make_closure(cr, id);
    nested(cr, at);
    check_closure(cr, at, id, &closure);
}

pub(crate) fn recurse(cr: &mut OCamlRuntime, at: &mut At) {
    let key = at.random.key();
    step_through_ocaml(cr, at.worker, at.depth + 1, key);
}
