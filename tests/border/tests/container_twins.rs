//! Declarations of containers that OCaml agrees with: each compiles, links and runs. Their twins in
//! `cases/` don't compile.

use std::collections::{BTreeMap, HashMap};
use std::ffi::CStr;

use border as _;
use ocaml_interop::{
    BoxRoot, OCamlAtomic, OCamlHashtbl, OCamlInstance, OCamlInt, OCamlLazy, OCamlMap, OCamlQueue,
    OCamlRuntime, ocaml,
};

enum Names {}

// SAFETY: strings are its keys, and nothing is made of it here.
unsafe impl OCamlInstance for Names {
    type Key = String;
    const TYPE: &'static str = "Names.t";
    const OF_LIST: &'static CStr = c"Names.of_list";
}

ocaml! {
    fn stock() -> OCamlHashtbl<String, OCamlInt>;
    fn late(n: OCamlInt) -> OCamlLazy<OCamlInt>;
    fn tally(n: OCamlInt) -> OCamlAtomic<OCamlInt>;
    fn ages() -> OCamlMap<Names, OCamlInt>;
    fn waiting(queue: OCamlQueue<String>) -> OCamlInt;
}

#[test]
fn containers() {
    let _guard = OCamlRuntime::init().expect("the only start");
    OCamlRuntime::with_domain_lock(|cr| {
        assert!(stock(cr).to_rust::<HashMap<String, i64>>(cr).is_empty());
        let late: BoxRoot<OCamlLazy<OCamlInt>> = late(cr, 1_i64);
        assert_eq!(late.force(cr).expect("a number").to_rust::<i64>(cr), 2);
        assert_eq!(tally(cr, 3_i64).get(cr).get().to_i64(), 3);
        assert_eq!(ages(cr).to_rust::<BTreeMap<String, i64>>(cr)["Ada"], 36);
        assert_eq!(waiting(cr, vec!["a", "b"]).to_rust::<i64>(cr), 2);
    });
}
