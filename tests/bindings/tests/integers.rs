//! Integers of 128 bits as Zarith's, word for word as Zarith makes them.
#![cfg(zarith)]

use std::panic::{AssertUnwindSafe, catch_unwind};

use bindings::ocaml::z;
use bindings::{Random, with_ocaml};
use ocaml_interop::{BoxRoot, OCaml, OCamlRuntime, OCamlZ, ToOCaml};

/// The library's marker for the type that the bindings have one for, too.
fn seen(cr: &OCamlRuntime, root: &BoxRoot<z::T>) -> BoxRoot<OCamlZ> {
    // SAFETY: both are `Z.t`; nothing runs between the two.
    BoxRoot::new(unsafe { OCaml::new(cr, root.get(cr).raw()) })
}

fn shown(cr: &OCamlRuntime, root: &BoxRoot<OCamlZ>) -> BoxRoot<z::T> {
    // SAFETY: as above.
    BoxRoot::new(unsafe { OCaml::new(cr, root.get(cr).raw()) })
}

/// Numbers around every limit, and any.
fn numbers() -> Vec<i128> {
    let mut random = Random::new(7);
    let mut numbers = vec![0, 1, -1, i128::MAX, i128::MIN, i128::MIN + 1];
    for bits in [61, 62, 63, 64, 65, 126] {
        let limit = 1_i128 << bits;
        numbers.extend([limit - 1, limit, limit + 1, -limit - 1, -limit, 1 - limit]);
    }
    for _ in 0..200 {
        let wide = i128::from(random.bits()) << 64 | i128::from(random.bits());
        numbers.push(wide >> random.below(128));
    }
    numbers
}

#[test]
fn integers_are_zariths() {
    with_ocaml(|cr| {
        for n in numbers() {
            let theirs = z::of_string(cr, n.to_string()).expect("digits");
            let ours: BoxRoot<OCamlZ> = n.to_boxroot(cr);
            let ours = shown(cr, &ours);
            assert_eq!(z::to_string(cr, &ours).to_rust::<String>(cr), n.to_string());
            assert!(z::equal(cr, &ours, &theirs).to_rust::<bool>(cr), "{n}");
            assert_eq!(z::hash(cr, &ours).to_rust::<i64>(cr), z::hash(cr, &theirs).to_rust(cr));
            assert_eq!(seen(cr, &theirs).to_rust::<i128>(cr), n);
            assert_eq!(seen(cr, &ours).to_rust::<i128>(cr), n);
            let back = seen(cr, &theirs);
            assert_eq!(back.try_to_rust::<u64>(cr).ok(), u64::try_from(n).ok(), "{n}");
            assert_eq!(back.try_to_rust::<i64>(cr).ok(), i64::try_from(n).ok(), "{n}");
            assert_eq!(back.try_to_rust::<u128>(cr).ok(), u128::try_from(n).ok(), "{n}");
            assert_eq!(back.try_to_rust::<i8>(cr).ok(), i8::try_from(n).ok(), "{n}");
        }
        let largest: BoxRoot<OCamlZ> = u128::MAX.to_boxroot(cr);
        assert_eq!(largest.to_rust::<u128>(cr), u128::MAX);
        let largest = shown(cr, &largest);
        let more = z::succ(cr, &largest);
        let error = seen(cr, &more).try_to_rust::<u128>(cr).unwrap_err();
        assert!(error.reason().contains("3 times 64 bits"), "{error}");
        let error = seen(cr, &largest).try_to_rust::<i128>(cr).unwrap_err();
        assert!(error.reason().contains(&format!("{} does not fit i128", u128::MAX)), "{error}");
    });
}

#[test]
fn what_is_no_integer_is_refused() {
    with_ocaml(|cr| {
        let text: BoxRoot<String> = "text".to_boxroot(cr);
        // SAFETY: what it is is looked at before it is read.
        let wrong: OCaml<OCamlZ> = unsafe { OCaml::new(cr, text.get(cr).raw()) };
        let outcome = catch_unwind(AssertUnwindSafe(|| wrong.to_rust::<i64>()));
        assert!(outcome.is_err());
    });
}
