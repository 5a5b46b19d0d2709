//! The predecessor's known defects, numbered as in the list of compatibility, where they show in a
//! Rust program. The others are in `tests/ocaml-driven/test/test_defects.ml`.

use ocaml_interop::bigarray::{Array1, BigarrayElt, Char};
use ocaml_interop::{
    BoxRoot, DynBox, FromOCaml, OCaml, OCamlDescriber, OCamlFloat, OCamlFloatArray, OCamlInt,
    OCamlRef, OCamlRuntime, ToOCaml, ocaml,
};
use rust_driven::{dropped, in_own_process, made, ocaml, panic_message, resident_kib};

/// A flat record was built boxed: OCaml read pointers as doubles.
#[test]
fn defect_02_records_of_floats() {
    #[derive(ToOCaml, FromOCaml, OCamlDescriber, Debug, PartialEq)]
    struct Vec3 {
        x: f64,
        y: f64,
        z: f64,
    }
    ocaml! {
        fn show_vec3(value: Vec3) -> String;
        fn make_vec3() -> Vec3;
    }
    ocaml(|cr| {
        let v = Vec3 { x: 1.0, y: 2.5, z: -3.0 };
        let root = v.to_boxroot(cr);
        assert_eq!(root.get(cr).tag_value(), 254, "Double_array_tag");
        assert_eq!(show_vec3(cr, &v).to_rust::<String>(cr), "0x1p+0 0x1.4p+1 -0x1.8p+1");
        assert_eq!(make_vec3(cr).to_rust::<Vec3>(cr), v);
    });
}

/// The payload of a polymorphic variant of two arguments is one tuple: it could not be read.
#[test]
fn defect_03_polymorphic_variants_of_several_fields() {
    #[derive(ToOCaml, FromOCaml, OCamlDescriber, Debug, PartialEq)]
    #[ocaml(polymorphic_variant)]
    enum Movement {
        Move(#[ocaml(as_ = "OCamlInt")] i64, f64),
    }
    ocaml! {
        fn show_movement(value: Movement) -> String;
        #[ocaml(name = "identity")]
        fn through(value: Movement) -> Movement;
    }
    ocaml(|cr| {
        let value = Movement::Move(2, 0.5);
        assert_eq!(show_movement(cr, &value).to_rust::<String>(cr), "Move 2 0x1p-1");
        assert_eq!(through(cr, &value).to_rust::<Movement>(cr), value);
    });
}

/// A 4-byte `char` over 1-byte elements read past the array's end.
#[test]
fn defect_05_bigarrays_of_char() {
    assert_eq!((size_of::<Char>(), Char::KIND), (1, 12));
    ocaml! {
        fn ba_char() -> Array1<Char>;
    }
    ocaml(|cr| {
        let root = ba_char(cr);
        let array = root.get(cr);
        assert_eq!(array.len(), 3);
        assert_eq!(array.to_vec(), [Char(b'a'), Char(255), Char(b'z')]);
        // SAFETY: nobody else has the array.
        let slice = unsafe { array.as_slice() };
        assert_eq!(size_of_val(slice), 3);
    });
}

/// A nested lock waited for itself for ever.
#[test]
fn defect_06_nested_locks_are_refused_at_once() {
    ocaml(|_cr| {
        let message = panic_message(|| OCamlRuntime::with_domain_lock(|_| ()));
        assert!(message.contains("releasing_runtime"), "{message}");
    });
}

/// The guard was a runtime whose lock was not held. Now it is no runtime: a method of it would be
/// chosen before this trait's.
#[test]
fn defect_07_the_guard_is_no_runtime() {
    trait NoHandle {
        fn get<T>(&self, _: OCamlRef<T>) -> &'static str {
            "not the runtime's"
        }
    }
    impl NoHandle for ocaml_interop::OCamlRuntimeStartupGuard {}
    in_own_process(|| {
        let guard = OCamlRuntime::init().unwrap();
        let root = OCamlRuntime::with_domain_lock(|cr| 1_i64.to_ocaml(cr).root());
        let reference: OCamlRef<OCamlInt> = &root;
        assert_eq!(guard.get(reference), "not the runtime's");
        // And right after the start the lock can be had, here and elsewhere.
        std::thread::spawn(|| OCamlRuntime::with_domain_lock(rust_driven::minor)).join().unwrap();
        OCamlRuntime::with_domain_lock(rust_driven::compact);
    });
}

/// The collector didn't know of a box's size: 3,000 dead ones of 1 MiB stood at 3 GB.
#[test]
#[cfg(target_os = "linux")]
fn defect_08_the_collector_is_told_of_sizes() {
    fn most_resident_mib(make: impl Fn(&mut OCamlRuntime)) -> u64 {
        ocaml(|cr| {
            for _ in 0..3000 {
                make(cr);
            }
        });
        resident_kib("VmHWM") / 1024
    }
    in_own_process(|| {
        let vectors = most_resident_mib(|cr| {
            let _dead: OCaml<DynBox<Vec<u8>>> = OCaml::box_value(cr, vec![1_u8; 1 << 20]);
        });
        assert!(vectors < 500, "vectors: {vectors} MiB");
        let told = most_resident_mib(|cr| {
            let value = std::iter::once(vec![1_u8; 1 << 20]).collect::<Vec<Vec<u8>>>();
            let _dead: OCaml<DynBox<Vec<Vec<u8>>>> = OCaml::box_value_with_size(cr, value, 1 << 20);
        });
        assert!(told < 500, "told: {told} MiB");
        // A debug build moves the array through the stack.
        let body = || {
            most_resident_mib(|cr| {
                let _dead: OCaml<DynBox<[u8; 1 << 20]>> = OCaml::box_value(cr, [1_u8; 1 << 20]);
            })
        };
        let thread = std::thread::Builder::new().stack_size(64 << 20).spawn(body).unwrap();
        let inside = thread.join().unwrap();
        assert!(inside < 500, "inside: {inside} MiB");
    });
}

/// Invalid UTF-8 became a `String`; integers lost bits.
#[test]
fn defect_09_conversions_are_exact_or_fail() {
    ocaml! {
        fn make_not_utf8() -> String;
        fn make_max_int() -> OCamlInt;
        fn show_int(n: OCamlInt) -> String;
    }
    ocaml(|cr| {
        assert!(make_not_utf8(cr).try_to_rust::<String>(cr).is_err());
        let root = make_not_utf8(cr);
        assert!(panic_message(|| root.get(cr).as_str().len()).contains("not UTF-8"));
        assert!(make_max_int(cr).try_to_rust::<i32>(cr).is_err());
        assert!(panic_message(|| show_int(cr, i64::MAX)).contains("does not fit"));
        assert!(OCaml::of_i64(1 << 62).is_err());
    });
}

/// A closure, or the panic exception, looked up before it was registered was missing for ever, and
/// a value once found was kept unrooted.
#[test]
fn defect_12_registered_values_are_looked_up_and_rooted() {
    ocaml! {
        fn register_late(name: String);
        fn register_again(name: String);
        fn register_panic_exception();
        fn outcome_of_panic(message: String) -> String;
        #[allow(deprecated)] // OCaml computes the name.
        fn defect_12(n: OCamlInt) -> OCamlInt;
    }
    in_own_process(|| {
        ocaml(|cr| {
            assert!(panic_message(|| defect_12(cr, 1_i64)).contains("not registered"));
            register_late(cr, "defect_12");
            assert_eq!(defect_12(cr, 1_i64).to_rust::<i64>(cr), 101);
            for round in 0..20_i64 {
                rust_driven::compact(cr);
                assert_eq!(defect_12(cr, round).to_rust::<i64>(cr), round + 100);
            }
            register_again(cr, "defect_12");
            rust_driven::compact(cr);
            assert_eq!(defect_12(cr, 1_i64).to_rust::<i64>(cr), 201);

            let outcome = outcome_of_panic(cr, "early").to_rust::<String>(cr);
            assert!(outcome.starts_with("Failure"), "{outcome}");
            for _ in 0..20 {
                register_panic_exception(cr);
                rust_driven::compact(cr);
                let outcome = outcome_of_panic(cr, "late").to_rust::<String>(cr);
                assert!(outcome.ends_with("RustPanic(\"late\")"), "{outcome}");
            }
        });
    });
}

/// Raising jumped over live Rust frames: each panic leaked its payload and all that the frames
/// held. A NUL byte ended the message.
#[test]
#[cfg(target_os = "linux")]
fn defect_13_panics_leak_nothing() {
    ocaml! {
        fn panics(n: OCamlInt);
        fn panic_whole_message(message: String) -> String;
    }
    in_own_process(|| {
        std::panic::set_hook(Box::new(|_| ()));
        let before = ocaml(|cr| {
            panics(cr, 1000_i64);
            resident_kib("VmRSS")
        });
        let after = ocaml(|cr| {
            panics(cr, 10_000_i64);
            resident_kib("VmRSS")
        });
        // Each panic's frames hold 4 KiB: leaked, 40 MB.
        assert!(after < before + 4096, "{before} KiB, then {after} KiB");
        assert_eq!((made(), dropped()), (33_000, 33_000));
        ocaml(|cr| {
            let message = panic_whole_message(cr, "a\0b").to_rust::<String>(cr);
            assert_eq!(message, "a\0b");
        });
    });
}

/// A derived type as a field needed `as_`, and generics got no bounds.
#[test]
fn defect_14_derived_types_nest() {
    #[derive(ToOCaml, FromOCaml, OCamlDescriber, Debug, PartialEq, Clone)]
    struct Inner {
        flag: bool,
    }
    #[derive(ToOCaml, FromOCaml, OCamlDescriber, Debug, PartialEq)]
    struct Outer<A> {
        inner: Inner,
        all: Vec<Inner>,
        generic: A,
    }
    ocaml(|cr| {
        let inner = Inner { flag: true };
        let value = Outer { inner: inner.clone(), all: vec![inner.clone()], generic: inner };
        let root: BoxRoot<Outer<Inner>> = value.to_boxroot(cr);
        rust_driven::compact(cr);
        assert_eq!(root.to_rust::<Outer<Inner>>(cr), value);
    });
}

/// A flat float array could not be read; functions of four and more arguments took only
/// references.
#[test]
fn defect_15_float_arrays_and_four_arguments() {
    ocaml! {
        fn make_floats() -> OCamlFloatArray;
        fn add4(a: OCamlInt, b: OCamlInt, c: OCamlInt, d: OCamlInt) -> OCamlInt;
    }
    ocaml(|cr| {
        assert_eq!(make_floats(cr).to_rust::<Vec<f64>>(cr), [1.5, -0.0, f64::INFINITY]);
        let sum = add4(cr, 1_i64, 2_i32, &3_i64, OCaml::of_i32(4));
        assert_eq!(sum.to_rust::<i64>(cr), 30);
        let float: BoxRoot<OCamlFloat> = 0.5.to_boxroot(cr);
        assert_eq!(float.to_rust::<f64>(cr), 0.5);
    });
}
