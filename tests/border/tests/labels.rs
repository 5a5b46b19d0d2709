//! Declarations that OCaml agrees with: labels, functions, sequences. As `twins`.

use std::sync::Once;

use border as _;
use ocaml_interop::{OCamlInt, OCamlRuntime, OCamlSeq, RustFn, RustSeq, ocaml};

ocaml! {
    fn pad(width: OCamlInt, fill: Option<String>, text: String) -> String;
    // What has no label may have any name; and Rust spells names as it does.
    fn between(low: OCamlInt, high_end: OCamlInt, number: OCamlInt) -> bool;
    fn odd_numbers(count: OCamlInt) -> OCamlSeq<OCamlInt>;
    fn total_of(numbers: OCamlSeq<OCamlInt>) -> OCamlInt;
    fn twice(f: fn(OCamlInt) -> OCamlInt, n: OCamlInt) -> OCamlInt;
    fn run_labels() -> String;
}

fn with_ocaml(body: impl FnOnce(&mut OCamlRuntime)) {
    static STARTED: Once = Once::new();
    STARTED.call_once(|| {
        std::mem::forget(OCamlRuntime::init().expect("the one start of this process"));
    });
    OCamlRuntime::with_domain_lock(body);
}

#[test]
fn all_agree() {
    with_ocaml(|cr| {
        assert_eq!(pad(cr, 4_isize, None::<String>, "ab").to_rust::<String>(cr), "..ab");
        assert_eq!(pad(cr, 4_isize, Some("-"), "ab").to_rust::<String>(cr), "--ab");
        assert!(between(cr, 1_isize, 3_isize, 2_isize).to_rust::<bool>(cr));
        let odd: Vec<isize> = odd_numbers(cr, 3_isize).collect(cr).expect("it doesn't raise");
        assert_eq!(odd, [1, 3, 5]);
        assert_eq!(total_of(cr, RustSeq::new(odd)).to_rust::<isize>(cr), 9);
        assert_eq!(twice(cr, RustFn::new(|n: isize| n * 3), 2_isize).to_rust::<isize>(cr), 18);
        assert_eq!(run_labels(cr).to_rust::<String>(cr), "5 3 42 14 <7>");
    });
}
