//! Marshalling, comparing and hashing values of any type; named values; exceptions as the program
//! prints them.

use std::cmp::Ordering;

use ocaml_interop::marshal::{self, Flags};
use ocaml_interop::{
    BoxRoot, DynBox, OCaml, OCamlBytes, OCamlError, OCamlFloat, OCamlInt, OCamlInt64, OCamlList,
    OCamlRuntime, ToOCaml, ocaml,
};
use rust_driven::{compact, in_own_process, minor, ocaml};

type Closure = fn(OCamlInt) -> OCamlInt;

ocaml! {
    fn make_adder(n: OCamlInt) -> fn(OCamlInt) -> OCamlInt;
    fn marshalled_here(n: OCamlInt) -> OCamlBytes;
    fn shared_pair(text: String) -> (String, String);
    fn is_shared(pair: (String, String)) -> bool;
    fn cyclic() -> OCamlList<OCamlInt>;
    fn nan() -> OCamlFloat;
    fn hash_of(value: (String, OCamlList<OCamlInt>)) -> OCamlInt;
    fn record_backtrace(on: bool);
    #[ocaml(catch)]
    fn raise_printed(n: OCamlInt) -> ();
    #[ocaml(catch)]
    fn raise_unprintable() -> ();
}

fn failure<T>(outcome: Result<T, OCamlError>, cr: &OCamlRuntime) -> (String, String) {
    let error = outcome.map(|_| ()).expect_err("an error");
    (error.name(cr), error.message(cr).unwrap_or_default())
}

// ---- Marshalling ----

#[test]
fn a_value_comes_back_from_its_bytes() {
    ocaml(|cr| {
        type Entry = (OCamlList<(String, OCamlInt64)>, OCamlFloat);
        let entries: Vec<(String, i64)> = (0..2000).map(|n| (format!("{n}"), n * n)).collect();
        let value: BoxRoot<Entry> = (entries, 0.5).to_boxroot(cr);
        let bytes = value.marshal(cr, Flags::default()).unwrap();
        compact(cr);
        assert_eq!(marshal::size(&bytes), Some(bytes.len()));
        // SAFETY: made of that type, above.
        let copy: BoxRoot<Entry> = unsafe { BoxRoot::unmarshal(cr, &bytes).unwrap() };
        assert!(copy.equals(cr, &value).unwrap());
    });
}

#[test]
fn ocamls_own_bytes_are_read() {
    ocaml(|cr| {
        let mut bytes: Vec<u8> = marshalled_here(cr, 300_i64).to_rust(cr);
        assert_eq!(marshal::size(&bytes[..16]), Some(bytes.len()));
        // What follows is left alone.
        bytes.extend_from_slice(b"more");
        // SAFETY: made of that type, in OCaml.
        let value: BoxRoot<(OCamlList<String>, OCamlFloat)> =
            unsafe { BoxRoot::unmarshal(cr, &bytes).unwrap() };
        let (list, float) = value.to_rust::<(Vec<String>, f64)>(cr);
        assert_eq!((list.len(), list[299].as_str(), float), (300, "299", 1.5));
    });
}

#[test]
fn sharing_and_cycles_are_kept_unless_told_otherwise() {
    ocaml(|cr| {
        let pair = shared_pair(cr, "x".repeat(500));
        let shared = pair.marshal(cr, Flags::default()).unwrap();
        let twice = pair.marshal(cr, Flags { no_sharing: true, ..Flags::default() }).unwrap();
        assert!(twice.len() > shared.len() + 400);
        for (bytes, expected) in [(shared, true), (twice, false)] {
            // SAFETY: made of that type, above.
            let pair: BoxRoot<(String, String)> =
                unsafe { BoxRoot::unmarshal(cr, &bytes).unwrap() };
            assert_eq!(is_shared(cr, &pair).to_rust::<bool>(cr), expected);
        }
        let bytes = cyclic(cr).marshal(cr, Flags::default()).unwrap();
        // SAFETY: made of that type, above.
        let cycle: BoxRoot<OCamlList<OCamlInt>> =
            unsafe { BoxRoot::unmarshal(cr, &bytes).unwrap() };
        let begins: Vec<i64> = cycle.get(cr).iter().take(5).map(|n| n.to_i64()).collect();
        assert_eq!(begins, [1, 2, 1, 2, 1]);
    });
}

#[test]
fn functions_are_marshalled_where_asked_for() {
    ocaml(|cr| {
        let closure = make_adder(cr, 10_i64);
        let (name, message) = failure(closure.marshal(cr, Flags::default()), cr);
        assert_eq!(name, "Invalid_argument");
        assert!(message.contains("functional value"), "{message}");

        let bytes = closure.marshal(cr, Flags { closures: true, ..Flags::default() }).unwrap();
        // SAFETY: made of that type, above.
        let copy: BoxRoot<Closure> = unsafe { BoxRoot::unmarshal(cr, &bytes).unwrap() };
        assert_eq!(copy.call(cr, 1_i64).unwrap().to_i64(), 11);
    });
}

#[test]
fn what_has_no_bytes_is_an_error() {
    ocaml(|cr| {
        let boxed: BoxRoot<DynBox<Vec<u8>>> = OCaml::box_value(cr, vec![1_u8]).root();
        let (name, message) = failure(boxed.marshal(cr, Flags::default()), cr);
        assert_eq!(name, "Invalid_argument");
        assert!(message.contains("abstract value"), "{message}");

        let large: BoxRoot<OCamlInt> = (1_i64 << 40).to_boxroot(cr);
        large.marshal(cr, Flags::default()).unwrap();
        let compat_32 = Flags { compat_32: true, ..Flags::default() };
        let (name, message) = failure(large.marshal(cr, compat_32), cr);
        assert_eq!(name, "Failure");
        assert!(message.contains("32-bit"), "{message}");
    });
}

#[test]
fn bytes_that_are_no_marshalled_value_are_errors() {
    ocaml(|cr| {
        let text: BoxRoot<String> = "a text of some length".to_boxroot(cr);
        let good = text.marshal(cr, Flags::default()).unwrap();
        let mut unmarshal = |bytes: &[u8]| {
            // SAFETY: what isn't refused at the header is `good`.
            failure(unsafe { BoxRoot::<String>::unmarshal(cr, bytes) }, cr).1
        };
        for cut in 0..good.len() {
            let message = unmarshal(&good[..cut]);
            let expected = if cut < 8 { "no marshalled value" } else { "are there" };
            assert!(message.contains(expected), "{cut}: {message}");
        }
        for garbage in [&[0; 100][..], b"text that is long enough for a header", &[0xff; 64]] {
            assert!(unmarshal(garbage).contains("no marshalled value"));
        }
        // Lengths that no memory has, in the format for large values.
        for length in [u64::MAX, 1 << 63, (1 << 63) - 33, (1 << 62) + 5, u64::MAX - 31] {
            let mut bytes = vec![0x84, 0x95, 0xA6, 0xBF, 0, 0, 0, 0];
            bytes.extend_from_slice(&length.to_be_bytes());
            bytes.resize(64, 0);
            let message = unmarshal(&bytes);
            assert!(message.contains("unmarshal"), "{message}");
        }
        // And in the compressed one.
        for tail in [&[0xff; 30][..], &[0x80; 30], &[0x7f, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]] {
            let bytes = [&[0x84, 0x95, 0xA6, 0xBD, 20][..], tail].concat();
            unmarshal(&bytes);
        }
    });
}

#[test]
fn sizes_of_the_three_formats() {
    let small = [&[0x84, 0x95, 0xA6, 0xBE, 0, 0, 1, 0][..], &[0; 12]].concat();
    assert_eq!(marshal::size(&small), Some(256 + 20));
    let large =
        [&[0x84, 0x95, 0xA6, 0xBF, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0][..], &[0; 16]].concat();
    assert_eq!(marshal::size(&large), Some((2 << 32) + 32));
    // Seven bits a byte: 1 and 5 are 133.
    let compressed = [0x84, 0x95, 0xA6, 0xBD, 24, 0x81, 0x05, 0];
    assert_eq!(marshal::size(&compressed), Some(133 + 24));
    assert_eq!(marshal::size(&compressed[..6]), None);
    assert_eq!(marshal::size(b""), None);
}

// ---- Comparing and hashing ----

#[test]
fn values_are_compared_by_structure() {
    ocaml(|cr| {
        let list: BoxRoot<OCamlList<String>> = ["a", "b"].to_boxroot(cr);
        minor(cr);
        assert_eq!(list.compare(cr, ["a", "b"]).unwrap(), Ordering::Equal);
        assert_eq!(list.compare(cr, ["a"]).unwrap(), Ordering::Greater);
        assert_eq!(list.compare(cr, ["b"]).unwrap(), Ordering::Less);
        assert!(list.equals(cr, &list).unwrap());
        assert!(!list.equals(cr, Vec::<String>::new()).unwrap());
        let number: BoxRoot<OCamlInt> = (-1_i64).to_boxroot(cr);
        assert_eq!(number.compare(cr, 1_i64).unwrap(), Ordering::Less);
        let nan = nan(cr);
        assert_eq!(nan.compare(cr, &nan).unwrap(), Ordering::Equal);
        assert!(!nan.equals(cr, &nan).unwrap());
        assert_eq!(nan.compare(cr, f64::NEG_INFINITY).unwrap(), Ordering::Less);
    });
}

#[test]
fn functions_and_rust_values_are_not_compared() {
    ocaml(|cr| {
        let (one, other) = (make_adder(cr, 1_i64), make_adder(cr, 2_i64));
        for outcome in [one.compare(cr, &other).map(|_| ()), one.equals(cr, &other).map(|_| ())] {
            let (name, message) = failure(outcome, cr);
            assert_eq!(name, "Invalid_argument");
            assert!(message.contains("functional value"), "{message}");
        }
        let boxed: BoxRoot<DynBox<u8>> = OCaml::box_value(cr, 1_u8).root();
        let other: BoxRoot<DynBox<u8>> = OCaml::box_value(cr, 1_u8).root();
        let (name, message) = failure(boxed.compare(cr, &other), cr);
        assert_eq!(name, "Invalid_argument");
        assert!(message.contains("abstract value"), "{message}");
    });
}

#[test]
fn hashes_are_ocamls() {
    ocaml(|cr| {
        for n in 0..50_i64 {
            let value: BoxRoot<(String, OCamlList<OCamlInt>)> =
                (format!("{n}"), vec![n; n as usize]).to_boxroot(cr);
            let expected: u32 = hash_of(cr, &value).to_rust(cr);
            assert_eq!(cr.get(&value).hash(), expected);
            minor(cr);
            assert_eq!(cr.get(&value).hash(), expected);
        }
        // Functions, Rust values and cycles have one, too.
        let closure = make_adder(cr, 1_i64);
        let _ = (cr.get(&closure).hash(), OCaml::box_value(cr, 1_u8).hash());
        let cycle = cyclic(cr);
        assert_eq!(cr.get(&cycle).hash(), cr.get(&cycle).hash());
    });
}

// ---- Named values ----

#[test]
fn values_are_registered_and_found() {
    ocaml(|cr| {
        // SAFETY: nobody else uses these names; the types are those registered.
        unsafe {
            assert!(cr.named_value::<String>(c"stdlib.rs: a text").is_none());
            cr.register_named_value::<String>(c"stdlib.rs: a text", "first").unwrap();
            compact(cr);
            let found = cr.named_value::<String>(c"stdlib.rs: a text").unwrap();
            assert_eq!(found.get(cr).as_str(), "first");
            // Another type, under the same name.
            cr.register_named_value::<OCamlInt>(c"stdlib.rs: a text", 5_i64).unwrap();
            let again = cr.named_value::<OCamlInt>(c"stdlib.rs: a text").unwrap();
            assert_eq!(again.to_rust::<i64>(cr), 5);
            assert_eq!(found.get(cr).as_str(), "first");
        }
        let names = cr.named_values();
        assert!(names.contains(&"stdlib.rs: a text".to_owned()));
        assert!(names.contains(&"hash_of".to_owned()) && names.is_sorted());
        assert!(!names.iter().any(|name| name.starts_with("ocaml_interop.")));
    });
}

#[test]
fn a_function_registered_by_rust_is_called_by_name() {
    ocaml! {
        unsafe fn from_rust(n: OCamlInt) -> OCamlInt;
    }
    ocaml(|cr| {
        let adder = make_adder(cr, 5_i64);
        // SAFETY: the one declaration of that name expects this type.
        unsafe { cr.register_named_value::<Closure>(c"from_rust", &adder) }.unwrap();
        // SAFETY: registered just now.
        assert_eq!(unsafe { from_rust(cr, 1_i64) }.to_rust::<i64>(cr), 6);
    });
}

#[test]
fn domains_look_names_up_while_others_register() {
    ocaml(|cr| {
        cr.domain_scope(|scope, cr| {
            let work = |seed: u32| {
                move |cr: &mut OCamlRuntime| {
                    for n in 0..100 {
                        let name =
                            std::ffi::CString::new(format!("stdlib.rs: {seed} {n}")).unwrap();
                        // SAFETY: nobody else uses these names.
                        unsafe {
                            cr.register_named_value::<OCamlInt>(&name, n).unwrap();
                            let found = cr.named_value::<OCamlInt>(&name).unwrap();
                            assert_eq!(found.to_rust::<i64>(cr), n);
                        }
                        let own = name.into_string().unwrap();
                        assert!(cr.named_values().contains(&own));
                    }
                }
            };
            let other = scope.spawn(cr, work(1)).unwrap();
            work(2)(cr);
            other.join(cr).unwrap();
        });
    });
}

// ---- Exceptions as text ----

#[test]
fn registered_printers_print() {
    ocaml(|cr| {
        let error = raise_printed(cr, 7_i64).unwrap_err();
        compact(cr);
        assert_eq!(error.printed(cr).unwrap(), "printed: 7");
        assert!(error.text().ends_with("Services.Printed(7)"), "{}", error.text());
        // A printer that raises is left out.
        let error = raise_unprintable(cr).unwrap_err();
        let text = error.printed(cr).unwrap();
        assert!(text.ends_with("Services.Unprintable"), "{text}");
        let error = OCamlError::failure(cr, "plain");
        assert_eq!(error.printed(cr).unwrap(), "Failure(\"plain\")");
        assert_eq!(error.report(cr).unwrap(), "Failure(\"plain\")");
    });
}

#[test]
fn a_report_has_the_backtrace() {
    in_own_process(|| {
        ocaml(|cr| {
            record_backtrace(cr, true);
            let error = raise_printed(cr, 3_i64).unwrap_err();
            let report = error.report(cr).unwrap();
            let mut lines = report.lines();
            assert_eq!(lines.next(), Some("printed: 3"));
            assert!(lines.next().unwrap().contains("raise_printed"), "{report}");
        });
    });
}
