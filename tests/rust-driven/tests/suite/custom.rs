//! Rust values inside OCaml, by their own types: with a handle, with roots, and as OCaml's functions
//! see them.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use ocaml_interop::custom::{CustomOperations, Exclusive, Shared};
use ocaml_interop::{
    BoxRoot, DynBox, OCaml, OCamlCustom, OCamlDescriber, OCamlInt, OCamlInt64, OCamlList,
    OCamlRuntime, ToOCaml, ocaml,
};
use rust_driven::{compact, full_major, minor, ocaml, panic_message, settled};
use serde::{Deserialize, Serialize};

/// Ordered, hashed, marshalled; shared for good.
#[derive(OCamlCustom, Serialize, Deserialize, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[ocaml(name = "Version.t", compare, hash, marshal)]
struct Version {
    number: i64,
    names: Vec<String>,
}

/// Another that is just alike.
#[derive(OCamlCustom, Serialize, Deserialize, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[ocaml(name = "Revision.t", compare, hash, marshal)]
struct Revision {
    number: i64,
    names: Vec<String>,
}

#[derive(OCamlCustom, Serialize, Deserialize, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[ocaml(exclusive, compare, hash, marshal)]
struct Counter {
    value: i64,
}

ocaml! {
    fn version_compare(one: Version, other: Version) -> OCamlInt;
    fn version_equal(one: Version, other: Version) -> bool;
    fn version_hash(it: Version) -> OCamlInt;
    fn version_sorted(all: OCamlList<Version>) -> OCamlList<Version>;
    fn version_marshalled(it: Version) -> String;
    #[ocaml(catch)]
    fn version_unmarshalled(bytes: String) -> Version;
    #[ocaml(catch)]
    fn revision_unmarshalled(bytes: String) -> Revision;
    fn version_keep(it: Version);
    fn version_kept() -> Version;
    fn counter_same(it: Counter) -> Counter;
    #[ocaml(catch)]
    fn counter_compare(one: Counter, other: Counter) -> OCamlInt;
    fn counter_hash(it: Counter) -> OCamlInt;
    #[ocaml(catch)]
    fn counter_marshalled(it: Counter) -> String;
}

fn version(number: i64) -> Version {
    Version { number, names: vec![format!("v{number}")] }
}

#[test]
fn a_reference_lives_as_long_as_the_root() {
    ocaml(|cr| {
        let root: BoxRoot<Version> = version(1).into_ocaml(cr).root();
        let seen = root.as_value(cr);
        compact(cr);
        let other = version(2).into_ocaml(cr).root();
        let names = OCamlRuntime::releasing_runtime(cr, || seen.names.len());
        assert_eq!((seen.number, names, other.as_value(cr).number), (1, 1, 2));
        let value = root.get(cr);
        assert!(value.is_valid() && std::ptr::eq(value.as_value(), seen));
        // Other threads see it, too.
        let total: i64 = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..4).map(|_| scope.spawn(|| seen.number)).collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).sum()
        });
        assert_eq!(total, 4);
    });
}

#[test]
fn ocaml_compares_hashes_and_keeps_it() {
    ocaml(|cr| {
        let (one, two) = (version(1).into_ocaml(cr).root(), version(2).into_ocaml(cr).root());
        let again = version(1).into_ocaml(cr).root();
        assert_eq!(version_compare(cr, &one, &two).to_rust::<i64>(cr), -1);
        assert_eq!(version_compare(cr, &two, &one).to_rust::<i64>(cr), 1);
        assert!(version_equal(cr, &one, &again).to_rust::<bool>(cr));
        assert!(!version_equal(cr, &one, &two).to_rust::<bool>(cr));
        let hash = version_hash(cr, &one).to_rust::<i64>(cr);
        assert_eq!(hash, version_hash(cr, &again).to_rust::<i64>(cr));
        assert_ne!(hash, version_hash(cr, &two).to_rust::<i64>(cr));
        let all: Vec<BoxRoot<Version>> =
            [5, 3, 9, 1].map(|n| version(n).into_ocaml(cr).root()).into();
        let sorted = version_sorted(cr, &all);
        let numbers: Vec<i64> =
            sorted.get(cr).iter().map(|version| version.as_value().number).collect();
        assert_eq!(numbers, [1, 3, 5, 9]);
        version_keep(cr, &two);
        drop(two);
        full_major(cr);
        minor(cr);
        assert_eq!(version_kept(cr).as_value(cr).number, 2);
    });
}

#[test]
fn marshalled_and_read() {
    ocaml(|cr| {
        let names = (0..100).map(|n| format!("name {n}")).collect();
        let root = Version { number: i64::MIN, names }.into_ocaml(cr).root();
        let bytes = version_marshalled(cr, &root).to_rust::<Vec<u8>>(cr);
        let read = version_unmarshalled(cr, &bytes).unwrap();
        assert_eq!(read.as_value(cr), root.as_value(cr));
        // The bytes name the type that they are of.
        let error = revision_unmarshalled(cr, &bytes)
            .map(|read| panic_message(|| read.as_value(cr).number));
        let message = error.expect("OCaml believes what it is asked for");
        assert!(message.contains("Revision.t") && message.contains("custom::Version"), "{message}");
        for end in [bytes.len() - 1, 21, 3, 0] {
            assert!(version_unmarshalled(cr, &bytes[..end]).is_err(), "{end} bytes");
        }
        let mut damaged = bytes.clone();
        *damaged.last_mut().unwrap() = 0xff;
        let error = version_unmarshalled(cr, &damaged).unwrap_err();
        assert!(error.to_string().contains("no value of the type"), "{error}");
    });
}

#[test]
fn what_was_read_in_vain_is_let_go_of() {
    /// Counts itself, and can't be read where it is 13.
    #[derive(OCamlCustom)]
    #[ocaml(marshal)]
    struct Watched(u8);
    static ALIVE: AtomicUsize = AtomicUsize::new(0);
    impl Watched {
        fn new(n: u8) -> Self {
            ALIVE.fetch_add(1, Ordering::SeqCst);
            Watched(n)
        }
    }
    impl Drop for Watched {
        fn drop(&mut self) {
            ALIVE.fetch_sub(1, Ordering::SeqCst);
        }
    }
    impl Serialize for Watched {
        fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.serialize_u8(self.0)
        }
    }
    impl<'de> Deserialize<'de> for Watched {
        fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let n = u8::deserialize(deserializer)?;
            assert!(n != 13, "unlucky");
            Ok(Watched::new(n))
        }
    }
    ocaml! {
        #[ocaml(name = "marshalled")]
        unsafe fn written(all: OCamlList<Watched>) -> String;
        #[ocaml(name = "unmarshalled", catch)]
        unsafe fn read(bytes: String) -> OCamlList<Watched>;
    }
    ocaml(|cr| {
        for last in [12, 13] {
            for len in [1, 10, 1000] {
                let mut all: Vec<_> =
                    (0..len).map(|_| Watched::new(1).into_ocaml(cr).root()).collect();
                all.push(Watched::new(last).into_ocaml(cr).root());
                // SAFETY: marshals anything.
                let bytes = unsafe { written(cr, &all) };
                // SAFETY: what was marshalled.
                let outcome = unsafe { read(cr, &bytes) };
                match outcome {
                    Ok(all) => assert_eq!(all.get(cr).iter().count(), len + 1),
                    Err(error) => {
                        assert!(last == 13 && error.to_string().contains("unlucky"), "{error}");
                    }
                }
            }
        }
        full_major(cr);
        full_major(cr);
        cr.releasing_runtime(|| ());
    });
    assert_eq!(settled(&ALIVE, 0), 0);
}

#[test]
fn borrowed_exclusively_once() {
    ocaml(|cr| {
        let root = Counter { value: 1 }.into_ocaml(cr).root();
        let same = counter_same(cr, &root);
        {
            let mut counter = root.try_borrow_mut(cr).unwrap();
            counter.value += 1;
            compact(cr);
            for error in
                [same.try_borrow(cr).err().unwrap(), same.get(cr).try_borrow_mut().err().unwrap()]
            {
                assert!(error.to_string().contains("Counter: already borrowed"), "{error}");
            }
            counter.value += 1;
        }
        let (one, other) = (same.try_borrow(cr).unwrap(), root.get(cr).try_borrow().unwrap());
        assert_eq!((one.value, other.value), (3, 3));
        assert!(root.try_borrow_mut(cr).is_err());
        // Given back on whatever thread, and by a panic.
        std::thread::scope(|scope| drop(scope.spawn(move || drop(other))));
        drop(one);
        panic_message(|| {
            let _counter = root.try_borrow_mut(cr).unwrap();
            panic!("with the value in hand");
        });
        assert!(root.try_borrow_mut(cr).is_ok());
        // One that is forgotten counts for ever.
        std::mem::forget(root.try_borrow(cr));
        assert!(root.try_borrow_mut(cr).is_err() && root.try_borrow(cr).is_ok());
    });
}

#[test]
fn what_ocaml_asks_while_it_is_borrowed_exclusively() {
    ocaml(|cr| {
        let one = Counter { value: 1 }.into_ocaml(cr).root();
        let other = Counter { value: 1 }.into_ocaml(cr).root();
        let hash = counter_hash(cr, &one).to_rust::<i64>(cr);
        assert_eq!(counter_compare(cr, &one, &other).unwrap().to_rust::<i64>(cr), 0);
        {
            let mut counter = one.try_borrow_mut(cr).unwrap();
            for error in [
                counter_compare(cr, &one, &other).unwrap_err(),
                counter_compare(cr, &other, &one).unwrap_err(),
                counter_marshalled(cr, &one).unwrap_err(),
            ] {
                assert!(error.to_string().contains("Counter: already borrowed"), "{error}");
            }
            // Nothing can be raised: it is the hash of what panics.
            assert_ne!(counter_hash(cr, &one).to_rust::<i64>(cr), hash);
            counter.value = 2;
        }
        assert_eq!(counter_compare(cr, &one, &other).unwrap().to_rust::<i64>(cr), 1);
        let shared = other.try_borrow(cr).unwrap();
        assert_eq!(counter_hash(cr, &other).to_rust::<i64>(cr), hash);
        assert!(counter_marshalled(cr, &other).is_ok());
        drop(shared);
    });
}

#[test]
fn another_value_in_its_place_is_refused() {
    ocaml! {
        #[ocaml(name = "identity")]
        unsafe fn of_revision(value: Revision) -> Version;
        #[ocaml(name = "identity")]
        unsafe fn of_box(value: DynBox<Version>) -> Version;
        #[ocaml(name = "identity")]
        unsafe fn of_text(value: String) -> Version;
        #[ocaml(name = "identity")]
        unsafe fn of_number(value: OCamlInt64) -> Version;
        #[ocaml(name = "identity")]
        unsafe fn as_box(value: Version) -> DynBox<Version>;
        #[ocaml(name = "identity")]
        unsafe fn as_counter(value: Version) -> Counter;
    }
    ocaml(|cr| {
        let refused = |cr: &mut OCamlRuntime, wrong: BoxRoot<Version>, part: &str| {
            assert!(!wrong.get(cr).is_valid());
            for message in [
                panic_message(|| wrong.get(cr).as_value().number),
                panic_message(|| wrong.as_value(cr).number),
            ] {
                assert!(message.starts_with("Version.t: ") && message.contains(part), "{message}");
            }
        };
        let revision = Revision { number: 1, names: vec![] }.into_ocaml(cr).root();
        // SAFETY: a value that is none of this type is refused where it is used; so for all of them.
        let wrong = unsafe { of_revision(cr, &revision) };
        refused(cr, wrong, "custom::Revision");
        let boxed: BoxRoot<DynBox<Version>> = OCaml::box_value(cr, version(1)).root();
        // SAFETY: as above.
        let wrong = unsafe { of_box(cr, &boxed) };
        refused(cr, wrong, "holds a Rust value of type");
        // SAFETY: as above.
        let wrong = unsafe { of_text(cr, "text") };
        refused(cr, wrong, "not a boxed Rust value");
        // SAFETY: as above.
        let wrong = unsafe { of_number(cr, 5_i64) };
        refused(cr, wrong, "another library");
        let right = version(1).into_ocaml(cr).root();
        // SAFETY: as above.
        let (boxed, counter) = unsafe { (as_box(cr, &right), as_counter(cr, &right)) };
        assert!(!boxed.get(cr).is_valid() && !counter.get(cr).is_valid());
        let message = panic_message(|| boxed.get(cr).as_value().number);
        assert!(message.contains("DynBox") && message.contains("custom::Version"), "{message}");
        let message = panic_message(|| counter.try_borrow_mut(cr).map(|c| c.value));
        assert!(message.contains("Counter") && message.contains("custom::Version"), "{message}");
    });
}

/// Operations written by hand, for a type of generic parts.
#[test]
fn by_hand() {
    struct Shelf<A>(Vec<A>);
    type Words = Shelf<&'static str>;
    impl OCamlCustom for Words {
        type Cell = Exclusive<Self>;
        fn operations() -> &'static CustomOperations<Self> {
            static OPERATIONS: CustomOperations<Words> = CustomOperations::new(c"Words.t");
            &OPERATIONS
        }
        fn owned_bytes(&self) -> usize {
            size_of_val(&*self.0)
        }
    }
    impl OCamlCustom for Shelf<u8> {
        type Cell = Shared<Self>;
        fn operations() -> &'static CustomOperations<Self> {
            static OPERATIONS: CustomOperations<Shelf<u8>> = CustomOperations::new(c"Bytes.t");
            &OPERATIONS
        }
    }
    ocaml(|cr| {
        let words = Shelf(vec!["a"]).into_ocaml(cr).root();
        words.try_borrow_mut(cr).unwrap().0.push("b");
        let bytes = Shelf(vec![1_u8]).into_ocaml(cr).root();
        assert_eq!((words.try_borrow(cr).unwrap().0.len(), bytes.as_value(cr).0.len()), (2, 1));
        assert_eq!(Words::operations().name(), "Words.t");
    });
}

#[test]
fn dropped_once_when_dead_and_not_before() {
    #[derive(OCamlCustom)]
    struct Watched(Arc<AtomicUsize>);
    impl Drop for Watched {
        fn drop(&mut self) {
            self.0.fetch_add(1, Ordering::SeqCst);
            // A destructor may take the lock, allocate, and panic.
            OCamlRuntime::with_domain_lock(|cr| {
                let _: OCaml<String> = "allocated".to_ocaml(cr);
                minor(cr);
            });
            panic!("a destructor that panics");
        }
    }
    let drops = Arc::new(AtomicUsize::new(0));
    ocaml(|cr| {
        let kept = Watched(drops.clone()).into_ocaml(cr).root();
        for _ in 0..100 {
            let _dead = Watched(drops.clone()).into_ocaml(cr);
        }
        full_major(cr);
        full_major(cr);
        assert_eq!(cr.releasing_runtime(|| settled(&drops, 100)), 100);
        assert_eq!(kept.as_value(cr).0.load(Ordering::SeqCst), 100);
    });
}

#[test]
fn its_ocaml_type() {
    assert_eq!(Version::ocaml_type_name(), "Version.t");
    assert_eq!(Counter::ocaml_type_name(), "Counter.t");
    assert_eq!(<Option<Vec<Counter>>>::ocaml_type_name(), "Counter.t list option");
    assert_eq!(Version::operations().name(), "Version.t");
    assert_eq!(Counter::operations().name(), "suite::custom::Counter");
}
