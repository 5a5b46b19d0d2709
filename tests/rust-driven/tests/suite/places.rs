//! Values that OCaml may change, read and written in place.

use std::cell::{Cell, RefCell};

use ocaml_interop::{
    BoxRoot, FromOCaml, OCaml, OCamlAtomic, OCamlBytes, OCamlDescriber, OCamlFields, OCamlFloat,
    OCamlFloatArray, OCamlInt, OCamlList, OCamlReference, OCamlUniformArray, ToOCaml, ocaml,
};
use rust_driven::{compact, in_own_process, minor, ocaml, panic_message};

#[derive(ToOCaml, FromOCaml, OCamlDescriber, OCamlFields, Debug, PartialEq)]
struct Account {
    owner: String,
    #[ocaml(mutable)]
    balance: f64,
    #[ocaml(mutable)]
    notes: Vec<String>,
}

/// Flat.
#[derive(ToOCaml, FromOCaml, OCamlDescriber, OCamlFields, Debug, PartialEq)]
struct Point {
    #[ocaml(mutable)]
    px: f64,
    #[ocaml(mutable)]
    py: f64,
}

/// Says more than OCaml does.
#[derive(ToOCaml, FromOCaml, OCamlDescriber, OCamlFields)]
struct Frozen {
    #[ocaml(mutable)]
    label: String,
    number: isize,
}

#[derive(ToOCaml, FromOCaml, OCamlDescriber, OCamlFields)]
#[ocaml(unboxed)]
struct Wrapped {
    inside: String,
}

#[derive(ToOCaml, FromOCaml, OCamlFields)]
struct Pair<A>(A, #[ocaml(as_ = "OCamlInt")] i64);

ocaml! {
    fn make_account(owner: String) -> Account;
    fn show_account(account: Account) -> String;
    fn make_frozen() -> Frozen;
    fn make_point() -> Point;
    fn show_point(point: Point) -> String;
    fn make_wrapped(inside: String) -> Wrapped;
    fn make_string_array() -> OCamlUniformArray<String>;
    fn make_float_array() -> OCamlUniformArray<OCamlFloat>;
    fn show_float_array(array: OCamlUniformArray<OCamlFloat>) -> String;
    fn show_string_array(array: OCamlUniformArray<String>) -> String;
    fn show_floatarray(array: OCamlFloatArray) -> String;
    fn make_ref(contents: String) -> OCamlReference<String>;
    fn show_ref(reference: OCamlReference<String>) -> String;
    fn make_float_ref(contents: OCamlFloat) -> OCamlReference<OCamlFloat>;
    fn show_float_ref(reference: OCamlReference<OCamlFloat>) -> String;
    fn make_atomic(value: String) -> OCamlAtomic<String>;
    fn show_atomic(atomic: OCamlAtomic<String>) -> String;
    fn make_counter(value: OCamlInt) -> OCamlAtomic<OCamlInt>;
    fn add_to_counter(counter: OCamlAtomic<OCamlInt>, n: OCamlInt);
    fn show_bytes(bytes: OCamlBytes) -> String;
    fn shared_array() -> OCamlUniformArray<String>;
    fn shared_counter() -> OCamlAtomic<OCamlInt>;
    fn places_change();
    fn places_rest() -> OCamlInt;
}

macro_rules! shown {
    ($cr:ident: $($function:ident($value:expr) = $text:expr;)*) => {$(
        assert_eq!($function($cr, $value).to_rust::<String>($cr), $text);
    )*};
}

#[test]
fn bytes_are_read_and_written_in_place() {
    ocaml(|cr| {
        let root: BoxRoot<OCamlBytes> = "0123456789".to_boxroot(cr);
        let bytes = root.get(cr);
        bytes.set(0, b'A');
        bytes.set(9, 0xff);
        bytes.write_at(4, b"abc");
        bytes.write_at(10, b"");
        bytes.fill(1..3, b'.');
        bytes.fill(10..10, b'.');
        assert_eq!((bytes.get(9), bytes.get(10)), (Some(0xff), None));
        let mut part = [0; 3];
        bytes.read_at(4, &mut part);
        assert_eq!(&part, b"abc");
        assert_eq!(bytes.iter().len(), 10);
        assert_eq!(bytes.iter().collect::<Vec<_>>(), bytes.to_vec());
        shown! { cr: show_bytes(&root) = r#"bytes "A..3abc78\255""#; }
        let bytes = root.get(cr);
        bytes.copy_from_slice(b"abcdefghij");
        // SAFETY: nobody else has the bytes.
        let slice = unsafe { bytes.as_mut_slice() };
        slice[..3].copy_from_slice(b"ABC");
        shown! { cr: show_bytes(&root) = r#"bytes "ABCdefghij""#; }
    });
}

#[test]
fn bytes_out_of_bounds_are_refused() {
    ocaml(|cr| {
        let root: BoxRoot<OCamlBytes> = "0123".to_boxroot(cr);
        let bytes = root.get(cr);
        let message = panic_message(|| bytes.set(4, 0));
        assert!(message.contains("OCamlBytes::set: 1 bytes at 4 of 4"), "{message}");
        assert!(panic_message(|| bytes.write_at(2, b"abc")).contains("3 bytes at 2 of 4"));
        assert!(panic_message(|| bytes.write_at(usize::MAX, b"abc")).contains("of 4"));
        assert!(panic_message(|| bytes.read_at(5, &mut [])).contains("0 bytes at 5 of 4"));
        assert!(panic_message(|| bytes.fill(3..5, 0)).contains("2 bytes at 3 of 4"));
        assert!(panic_message(|| bytes.copy_from_slice(b"abc")).contains("3 bytes into 4"));
        assert_eq!(bytes.to_vec(), b"0123");
        let empty: BoxRoot<OCamlBytes> = "".to_boxroot(cr);
        assert!(panic_message(|| empty.get(cr).set(0, 0)).contains("of 0"));
    });
}

#[test]
fn elements_of_arrays_are_replaced() {
    ocaml(|cr| {
        let array = make_string_array(cr);
        compact(cr);
        // A young value in an old block: the collector has to know.
        array.set(cr, 1, "new");
        minor(cr);
        let value: BoxRoot<String> = "root".to_boxroot(cr);
        array.set(cr, 2, &value);
        compact(cr);
        let elements = array.get(cr);
        elements.set(0, elements.get(1).unwrap());
        assert_eq!(
            elements.iter().map(|text| text.as_str()).collect::<Vec<_>>(),
            ["new", "new", "root"]
        );
        assert_eq!(elements.iter().len(), 3);
        shown! { cr: show_string_array(&array) = r#"[|"new"; "new"; "root"|]"#; }
        let message = panic_message(|| array.set(cr, 3, "beyond"));
        assert!(message.contains("index 3 of 3 elements"), "{message}");
        let none: BoxRoot<OCamlUniformArray<String>> = Vec::<String>::new().to_boxroot(cr);
        assert!(panic_message(|| none.set(cr, 0, "beyond")).contains("index 0 of 0"));
        // Large enough for the major heap from the start.
        let large: BoxRoot<OCamlUniformArray<OCamlInt>> = vec![0_i64; 1000].to_boxroot(cr);
        (0..1000).for_each(|n| large.set(cr, n, n as i64));
        assert!(large.get(cr).iter().map(|n| n.to_i64()).eq(0..1000));
    });
}

#[test]
fn float_arrays_are_written_flat() {
    ocaml(|cr| {
        let array = make_float_array(cr);
        array.set(cr, 1, 0.5);
        let value: BoxRoot<OCamlFloat> = 8.0.to_boxroot(cr);
        array.get(cr).set(2, value.get(cr));
        shown! { cr: show_float_array(&array) = "[|0x1p+0; 0x1p-1; 0x1p+3|]"; }
        assert!(panic_message(|| array.set(cr, 3, 0.5)).contains("index 3 of 3"));
        assert!(
            panic_message(|| array.get(cr).iter().len()).contains("iter: a float array is flat")
        );
        // SAFETY: what the array is is looked at before it is written.
        let wrong: OCaml<OCamlUniformArray<OCamlInt>> =
            unsafe { OCaml::new(cr, array.get(cr).raw()) };
        let message = panic_message(|| wrong.set(0, OCaml::of_i32(1)));
        assert!(message.contains("takes a float only"), "{message}");

        let floats: BoxRoot<OCamlFloatArray> = vec![1.0, 2.0, 3.0].to_boxroot(cr);
        let array = floats.get(cr);
        array.set(0, -0.0);
        assert_eq!(array.iter().map(f64::to_bits).next(), Some((-0.0_f64).to_bits()));
        assert_eq!(array.to_vec(), [0.0, 2.0, 3.0]);
        array.copy_from_slice(&[4.0, 5.0, 6.0]);
        assert!(panic_message(|| array.set(3, 0.0)).contains("index 3 of 3"));
        assert!(panic_message(|| array.copy_from_slice(&[])).contains("0 floats into 3"));
        shown! { cr: show_floatarray(&floats) = "[|0x1p+2; 0x1.4p+2; 0x1.8p+2|]"; }
    });
}

#[test]
fn references_are_made_read_and_set() {
    ocaml(|cr| {
        let reference = make_ref(cr, "old");
        assert_eq!(reference.get(cr).get().as_str(), "old");
        compact(cr);
        reference.set(cr, "new");
        minor(cr);
        shown! { cr: show_ref(&reference) = "\"new\""; }
        let other: BoxRoot<OCamlReference<String>> = OCamlReference::new(cr, "Rust's").root();
        reference.get(cr).set(other.get(cr).get());
        shown! { cr:
            show_ref(&reference) = "\"Rust's\"";
            show_ref(RefCell::new("cell")) = "\"cell\"";
            // A float in it is no flat block.
            show_float_ref(Cell::new(0.5)) = "0x1p-1";
        }
        let float = make_float_ref(cr, 1.5);
        float.set(cr, 2.5);
        shown! { cr: show_float_ref(&float) = "0x1.4p+1"; }
        assert_eq!(float.to_rust::<Cell<f64>>(cr).get(), 2.5);
        assert_eq!(reference.to_rust::<RefCell<String>>(cr).into_inner(), "Rust's");
        let number: BoxRoot<OCamlReference<OCamlInt>> = OCamlReference::new(cr, 300_i64).root();
        let error = number.try_to_rust::<Cell<u8>>(cr).unwrap_err();
        assert_eq!(error.path(), "contents");
        // Larger than a reservation.
        let long = vec!["x".repeat(10); 50_000];
        let list: BoxRoot<OCamlReference<OCamlList<String>>> =
            OCamlReference::new(cr, &long).root();
        assert_eq!(list.to_rust::<RefCell<Vec<String>>>(cr).into_inner(), long);
    });
}

#[test]
fn atomics_are_made_and_exchanged() {
    ocaml(|cr| {
        let atomic = make_atomic(cr, "old");
        compact(cr);
        assert_eq!(atomic.exchange(cr, "new").as_str(), "old");
        minor(cr);
        shown! { cr: show_atomic(&atomic) = "\"new\""; }
        let other: BoxRoot<OCamlAtomic<String>> = OCamlAtomic::new(cr, "Rust's").root();
        let (seen, value) = (atomic.get(cr).get(), other.get(cr).get());
        assert!(!atomic.get(cr).compare_and_set(value, value));
        assert!(atomic.get(cr).compare_and_set(seen, value));
        shown! { cr: show_atomic(&atomic) = "\"Rust's\""; }
        atomic.set(cr, "last");
        assert_eq!(atomic.get(cr).get().as_str(), "last");

        let counter = make_counter(cr, 40_i64);
        assert_eq!(counter.get(cr).fetch_and_add(3), 40);
        add_to_counter(cr, &counter, -1_i64);
        assert_eq!(counter.get(cr).get().to_i64(), 42);
        counter.get(cr).set(OCaml::of_i32(7));
        assert_eq!(counter.get(cr).fetch_and_add(-8), 7);
        assert_eq!(counter.get(cr).get().to_i64(), -1);
        assert!(panic_message(|| counter.get(cr).fetch_and_add(i64::MAX)).contains("does not fit"));
    });
}

#[test]
fn fields_of_records_are_read_and_written() {
    ocaml(|cr| {
        let root = make_account(cr, "Ada");
        compact(cr);
        Account::NOTES.set(cr, &root, ["opened", "used"]);
        minor(cr);
        Account::BALANCE.set(cr, &root, 20.0);
        shown! { cr: show_account(&root) = r#"Ada 0x1.4p+4 ["opened"; "used"]"#; }
        let account = root.get(cr);
        assert_eq!(Account::OWNER.get(account).as_str(), "Ada");
        assert_eq!(Account::BALANCE.get(account).to_f64(), 20.0);
        assert_eq!(Account::NOTES.get(account).iter().count(), 2);
        assert_eq!(Account::NOTES.to_rust::<Vec<String>>(account), ["opened", "used"]);
        let error = Account::BALANCE.try_to_rust::<f32>(account);
        assert_eq!(error, Ok(20.0));
        Account::BALANCE.set(cr, &root, 0.1);
        let error = Account::BALANCE.try_to_rust::<f32>(root.get(cr)).unwrap_err();
        assert_eq!(error.path(), "Account.balance");
        let notes: BoxRoot<OCamlList<String>> = Vec::<String>::new().to_boxroot(cr);
        Account::NOTES.put(root.get(cr), notes.get(cr));
        assert!(root.to_rust::<Account>(cr).notes.is_empty());
    });
}

#[test]
fn fields_of_flat_and_unboxed_records() {
    ocaml(|cr| {
        let root = make_point(cr);
        Point::PY.set(cr, &root, 0.5);
        shown! { cr: show_point(&root) = "0x1p+0 0x1p-1"; }
        assert_eq!(Point::PX.to_rust::<f64>(root.get(cr)), 1.0);
        assert_eq!(Point::PY.try_to_rust::<f32>(root.get(cr)), Ok(0.5));
        let message = panic_message(|| Point::PX.get(root.get(cr)).to_f64());
        assert!(message.contains("Point.px: the record is flat"), "{message}");
        assert_eq!(root.to_rust::<Point>(cr), Point { px: 1.0, py: 0.5 });

        let wrapped = make_wrapped(cr, "text");
        assert_eq!(Wrapped::INSIDE.get(wrapped.get(cr)).as_str(), "text");
        assert_eq!(Wrapped::INSIDE.to_rust::<String>(wrapped.get(cr)), "text");

        let pair: BoxRoot<Pair<String>> = Pair("a".to_owned(), 7).to_boxroot(cr);
        assert_eq!(Pair::<String>::FIELD_0.get(pair.get(cr)).as_str(), "a");
        assert_eq!(Pair::<String>::FIELD_1.to_rust::<i64>(pair.get(cr)), 7);
        // SAFETY: what the value is is looked at before it is read.
        let wrong: OCaml<Account> = unsafe { OCaml::new(cr, pair.get(cr).raw()) };
        let message = panic_message(|| Account::OWNER.get(wrong).as_str());
        assert!(message.contains("Account.owner: the value is no record of 3 fields"), "{message}");
    });
}

#[test]
fn constants_of_the_program_arent_written() {
    ocaml(|cr| {
        let root = make_frozen(cr);
        let message = panic_message(|| Frozen::LABEL.set(cr, &root, "another"));
        assert!(message.contains("Frozen.label: the record is a constant"), "{message}");
        compact(cr);
        assert_eq!(Frozen::LABEL.get(root.get(cr)).as_str(), "constant");
        assert_eq!(Frozen::NUMBER.to_rust::<i64>(root.get(cr)), 1);
    });
}

/// A domain writes an array and an atomic while this one reads and writes them.
#[test]
fn places_that_a_domain_writes() {
    in_own_process(|| {
        ocaml(|cr| {
            let (array, counter) = (shared_array(cr), shared_counter(cr));
            places_change(cr);
            let rounds = if cfg!(feature = "gc-stress") { 20 } else { 2000 };
            for round in 0..rounds {
                let texts: Vec<String> = array.to_rust(cr);
                assert!(texts.iter().all(|text| {
                    text == "start" || text == "Rust's" || text.parse::<u64>().is_ok()
                }));
                assert!(array.get(cr).iter().all(|text| !text.as_bytes().is_empty()));
                array.set(cr, round % 100, "Rust's");
                counter.get(cr).fetch_and_add(1);
                cr.releasing_runtime(|| ());
            }
            let written: i64 = places_rest(cr).to_rust(cr);
            assert_eq!(counter.get(cr).get().to_i64(), written + rounds as i64);
        });
    });
}
