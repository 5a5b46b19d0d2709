//! Rust threads and the domain lock.

use std::sync::Barrier;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use ocaml_interop::{BoxRoot, OCamlInt, OCamlRuntime, ToOCaml, ocaml};
use rust_driven::{compact, minor, ocaml, panic_message, start};

ocaml! {
    fn add2(a: OCamlInt, b: OCamlInt) -> OCamlInt;
    fn churn(n: OCamlInt);
}

#[test]
fn many_threads_share_one_runtime() {
    start();
    let sum = AtomicU64::new(0);
    std::thread::scope(|scope| {
        for thread in 0..8_i64 {
            let sum = &sum;
            scope.spawn(move || {
                for round in 0..50_i64 {
                    let n = OCamlRuntime::with_domain_lock(|cr| {
                        churn(cr, 100_i64);
                        let text: BoxRoot<String> = format!("{thread} {round}").to_boxroot(cr);
                        let n = add2(cr, thread, round).to_rust::<i64>(cr);
                        assert_eq!(text.get(cr).as_str(), format!("{thread} {round}"));
                        n
                    });
                    sum.fetch_add(n as u64, Ordering::Relaxed);
                }
            });
        }
    });
    // The sum over 8 threads and 50 rounds of `thread + 2 * round`.
    assert_eq!(sum.into_inner(), 28 * 50 + 8 * 2 * 1225);
}

#[test]
fn releasing_lets_others_run() {
    start();
    let released = Barrier::new(2);
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            released.wait();
            OCamlRuntime::with_domain_lock(|cr| {
                minor(cr);
                done.store(true, Ordering::SeqCst);
            });
        });
        OCamlRuntime::with_domain_lock(|cr| {
            let kept: BoxRoot<String> = "kept".to_boxroot(cr);
            let result = cr.releasing_runtime(|| {
                released.wait();
                let start = Instant::now();
                while !done.load(Ordering::SeqCst) {
                    assert!(start.elapsed() < Duration::from_secs(60), "nobody else could run");
                    std::thread::sleep(Duration::from_millis(1));
                }
                "its result"
            });
            assert_eq!(result, "its result");
            assert_eq!(kept.get(cr).as_str(), "kept");
        });
    });
}

#[test]
fn while_held_others_wait() {
    start();
    let (inside, entered) = (AtomicBool::new(false), Barrier::new(2));
    std::thread::scope(|scope| {
        OCamlRuntime::with_domain_lock(|_cr| {
            inside.store(true, Ordering::SeqCst);
            scope.spawn(|| {
                entered.wait();
                OCamlRuntime::with_domain_lock(|_cr| {
                    assert!(!inside.load(Ordering::SeqCst), "two threads held the lock");
                });
            });
            entered.wait();
            std::thread::sleep(Duration::from_millis(30));
            inside.store(false, Ordering::SeqCst);
        });
    });
}

#[test]
fn a_nested_lock_is_refused_and_after_release_granted() {
    ocaml(|cr| {
        let message = panic_message(|| OCamlRuntime::with_domain_lock(|_| ()));
        assert!(message.contains("holds the domain lock already"), "{message}");
        assert!(message.contains("releasing_runtime"), "{message}");
        // The outer handle is whole.
        assert_eq!(add2(cr, 1_i64, 2_i64).to_rust::<i64>(cr), 5);
        let inner = cr.releasing_runtime(|| {
            OCamlRuntime::with_domain_lock(|cr| {
                compact(cr);
                add2(cr, 3_i64, 4_i64).to_rust::<i64>(cr)
            })
        });
        assert_eq!(inner, 11);
        assert_eq!(add2(cr, 1_i64, 2_i64).to_rust::<i64>(cr), 5);
    });
}

#[test]
fn a_panic_inside_gives_the_lock_back() {
    start();
    assert_eq!(panic_message(|| ocaml(|_| panic!("inside"))), "inside");
    let message = panic_message(|| ocaml(|cr| cr.releasing_runtime(|| panic!("released"))));
    assert_eq!(message, "released");
    std::thread::spawn(|| ocaml(minor)).join().unwrap();
    ocaml(minor);
}

#[test]
fn nested_releases_on_attached_threads() {
    start();
    std::thread::spawn(|| {
        ocaml(|cr| {
            for depth in 0..4_i64 {
                let n = cr.releasing_runtime(|| {
                    ocaml(|cr| {
                        cr.releasing_runtime(|| {
                            ocaml(|cr| add2(cr, depth, 1_i64).to_rust::<i64>(cr))
                        })
                    })
                });
                assert_eq!(n, depth + 2);
            }
        });
        ocaml(minor);
    })
    .join()
    .unwrap();
}
