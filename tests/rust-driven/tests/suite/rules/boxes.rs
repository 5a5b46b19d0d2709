//! R11: what a boxed value's destructor may do. It runs at a safe point, so: anything.

use std::sync::atomic::{AtomicUsize, Ordering};

use ocaml_interop::{BoxRoot, OCaml, OCamlInt, OCamlRuntime, ToOCaml, ocaml};
use rust_driven::{Counted, dropped, full_major, in_own_process, made, ocaml};

/// Boxes what `make` makes and lets go of it; the destructors have run on return.
fn box_and_drop<A: Send + Sync + 'static>(times: usize, mut make: impl FnMut() -> A) {
    ocaml(|cr| {
        for _ in 0..times {
            OCaml::box_value(cr, make());
        }
        full_major(cr);
    });
    // Destructors run when the lock is taken or released.
    ocaml(full_major);
    ocaml(|_| ());
}

static RAN: AtomicUsize = AtomicUsize::new(0);

#[test]
fn r11_a_destructor_that_panics() {
    struct Panics(#[allow(dead_code)] Counted);
    impl Drop for Panics {
        fn drop(&mut self) {
            panic!("in a destructor");
        }
    }
    in_own_process(|| {
        box_and_drop(100, || Panics(Counted::new()));
        assert_eq!((made(), dropped()), (100, 100));
    });
}

/// What is thrown may itself throw when it is dropped.
#[test]
fn r11_a_destructor_that_panics_with_a_payload_that_panics() {
    struct Payload;
    impl Drop for Payload {
        fn drop(&mut self) {
            panic!("in a payload's destructor");
        }
    }
    struct Panics(#[allow(dead_code)] Counted);
    impl Drop for Panics {
        fn drop(&mut self) {
            std::panic::panic_any(Payload);
        }
    }
    in_own_process(|| {
        box_and_drop(100, || Panics(Counted::new()));
        assert_eq!((made(), dropped()), (100, 100));
    });
}

#[test]
fn r11_a_destructor_that_takes_the_lock_and_allocates() {
    ocaml! {
        fn add1(n: OCamlInt) -> OCamlInt;
    }
    struct Locks;
    impl Drop for Locks {
        fn drop(&mut self) {
            OCamlRuntime::with_domain_lock(|cr| {
                let text: BoxRoot<String> = "allocated".to_boxroot(cr);
                full_major(cr);
                assert_eq!(text.get(cr).as_str(), "allocated");
                assert_eq!(add1(cr, 1_i64).to_rust::<i64>(cr), 2);
            });
            RAN.fetch_add(1, Ordering::SeqCst);
        }
    }
    in_own_process(|| {
        box_and_drop(50, || Locks);
        assert_eq!(RAN.load(Ordering::SeqCst), 50);
    });
}

/// A box in a root in a box … each is freed by the destructor of the one around it.
#[test]
fn r11_a_destructor_that_drops_roots_and_boxes() {
    use ocaml_interop::DynBox;
    struct Holds(#[allow(dead_code)] Counted, #[allow(dead_code)] Option<BoxRoot<DynBox<Holds>>>);
    in_own_process(|| {
        ocaml(|cr| {
            for _ in 0..100 {
                let mut inner = None;
                for _ in 0..10 {
                    let holds = Holds(Counted::new(), inner.take());
                    inner = Some(OCaml::box_value(cr, holds).root());
                }
            }
        });
        assert_eq!(made(), 1000);
        for _ in 0..20 {
            ocaml(full_major);
        }
        ocaml(|_| ());
        assert_eq!(dropped(), 1000);
    });
}

/// What hangs on the boxes is told to the collector, also where one box's is little.
#[cfg(target_os = "linux")]
fn boxes_stay_few(times: usize, bytes: usize, most: u64) {
    ocaml(|cr| {
        let mut kept: Option<BoxRoot<ocaml_interop::DynBox<Vec<u8>>>> = None;
        for n in 0..times {
            kept = Some(OCaml::box_value(cr, vec![n as u8; bytes]).root());
        }
        assert_eq!(kept.unwrap().get(cr).as_value()[0], ((times - 1) % 256) as u8);
    });
    let used = rust_driven::resident_kib("VmHWM");
    assert!(used < most * 1024, "{used} KiB");
}

#[cfg(target_os = "linux")]
#[test]
fn r11_ten_thousand_boxes_of_a_mebibyte() {
    in_own_process(|| boxes_stay_few(10_000, 1 << 20, 200));
}

#[cfg(target_os = "linux")]
#[test]
fn r11_fifty_thousand_boxes_of_32_kibibytes() {
    // Untold it is a gibibyte. In a minor heap of 512 words each box outlives a
    // minor collection, and waits for a major cycle: there is one for every 128 MiB.
    in_own_process(|| boxes_stay_few(50_000, 32 << 10, 256));
}
