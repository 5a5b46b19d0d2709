//! Values made on one side and read on the other.

use ocaml_interop::bigarray::Array1;
use ocaml_interop::{BoxRoot, OCaml, OCamlInt, OCamlRuntime, ToOCaml, ocaml};

use crate::kept::check;
use crate::sample::Sample;
use crate::worker::At;

ocaml! {
    fn make_sample(id: OCamlInt) -> Sample;
    fn is_sample(id: OCamlInt, value: Sample) -> bool;
    fn same(value: Sample) -> Sample;
    #[ocaml(name = "churn")]
    fn allocate(blocks: OCamlInt);
    #[ocaml(name = "exchange")]
    fn exchange_sample(slot: OCamlInt, id: OCamlInt, value: Sample);
    fn fetch(slot: OCamlInt) -> Option<(OCamlInt, Sample)>;
}

pub(crate) fn convert(cr: &mut OCamlRuntime, at: &mut At) {
    let id = at.random.id();
    if at.random.one_in(2) {
        let value: OCaml<Sample> = Sample::of(id).to_ocaml(cr);
        check(id, value);
    } else {
        // Through OCaml, as an argument that is made for the call.
        let value = same(cr, Sample::of(id));
        check(id, value.get(cr));
    }
}

pub(crate) fn read(cr: &mut OCamlRuntime, at: &mut At) {
    let id = at.random.id();
    let value = make_sample(cr, id);
    check(id, value.get(cr));
}

pub(crate) fn write(cr: &mut OCamlRuntime, at: &mut At) {
    let id = at.random.id();
    let sample = Sample::of(id);
    let is = if at.random.one_in(2) {
        is_sample(cr, id, &sample).to_rust::<bool>(cr)
    } else {
        let root: BoxRoot<Sample> = sample.to_boxroot(cr);
        is_sample(cr, id, &root).to_rust::<bool>(cr)
    };
    assert!(is, "OCaml says that it is not the value of {id}");
    at.world.checked();
}

pub(crate) fn borrow(cr: &mut OCamlRuntime, at: &mut At) {
    let id = at.random.id();
    let value: OCaml<Sample> = Sample::of(id).to_ocaml(cr);
    for _ in 0..at.random.below(3) {
        std::thread::yield_now();
        check(id, value);
    }
    check(id, value);
}

pub(crate) fn bigarray(cr: &mut OCamlRuntime, at: &mut At) {
    let first = at.random.id();
    let length = if at.random.one_in(8) { 20_000 } else { at.random.below(100) };
    let numbers: Vec<i64> = (0..length as i64).map(|i| first + i).collect();
    let array: BoxRoot<Array1<i64>> = if at.random.one_in(2) {
        numbers.as_slice().to_boxroot(cr)
    } else {
        Array1::from_vec(cr, numbers.clone()).root()
    };
    allocate(cr, at.random.below(50) as i64);
    let from = at.random.below(length + 1) as usize;
    let part = array.sub(cr, from, numbers.len() - from).root();
    drop(array);
    allocate(cr, at.random.below(50) as i64);
    assert_eq!(part.get(cr).to_rust::<Vec<i64>>(), numbers[from..]);
    at.world.checked();
}

pub(crate) fn churn(cr: &mut OCamlRuntime, at: &mut At) {
    allocate(cr, at.random.below(3000) as i64);
}

pub(crate) fn exchange(cr: &mut OCamlRuntime, at: &mut At) {
    let (slot, id) = (at.random.index(64), at.random.id());
    exchange_sample(cr, slot, id, Sample::of(id));
    let found = fetch(cr, at.random.index(64));
    if let Some(pair) = found.get(cr).to_option() {
        let (id, value) = pair.to_tuple();
        check(id.to_i64(), value);
    }
}

/// Now and then enough to collect.
pub(crate) fn allocate_some(cr: &mut OCamlRuntime, at: &mut At) {
    allocate(cr, at.random.below(200) as i64);
}
