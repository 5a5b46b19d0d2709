//! R1, R2, R5, R6: handles, the lock, roots, start and stop, where a thread begins or ends.

use ocaml_interop::{BoxRoot, OCaml, OCamlInt, OCamlRuntime, StartupError, ToOCaml, ocaml};
use rust_driven::{
    OUTCOMES, in_own_process, leave_a_thread_local, minor, ocaml, panic_message, start,
};

ocaml! {
    fn domains_collect(n: OCamlInt);
    fn domains_end();
    fn domain_with_thread_local();
    fn add1(n: OCamlInt) -> OCamlInt;
}

fn outcomes() -> Vec<String> {
    std::mem::take(&mut *OUTCOMES.lock().unwrap())
}

#[test]
fn r01_the_lock_in_a_thread_local_destructor() {
    in_own_process(|| {
        start();
        // The destructor is registered before the thread ever took the lock, and after.
        let before = || {
            leave_a_thread_local();
            ocaml(minor);
        };
        let after = || {
            ocaml(minor);
            leave_a_thread_local();
        };
        std::thread::spawn(before).join().unwrap();
        std::thread::spawn(after).join().unwrap();
        std::thread::spawn(leave_a_thread_local).join().unwrap();
        assert_eq!(outcomes(), ["taken"; 3]);
        ocaml(minor);
    });
}

#[test]
fn r01_the_lock_in_a_thread_local_destructor_after_the_stop() {
    in_own_process(|| {
        let guard = OCamlRuntime::init().unwrap();
        drop(guard);
        std::thread::spawn(leave_a_thread_local).join().unwrap();
        let outcomes = outcomes();
        assert!(outcomes[0].contains("was stopped"), "{outcomes:?}");
        assert!(outcomes[0].contains("can't root"), "{outcomes:?}");
    });
}

/// The thread of a domain that has ended looks as if it held the lock.
#[test]
fn r02_the_lock_on_the_thread_of_a_finished_domain() {
    in_own_process(|| {
        ocaml(domain_with_thread_local);
        for _ in 0..1000 {
            let outcomes = outcomes();
            if let [outcome] = &outcomes[..] {
                assert!(outcome.contains("this thread was a domain"), "{outcome}");
                assert!(outcome.contains("can't root"), "{outcome}");
                return ocaml(|cr| assert_eq!(add1(cr, 1_i64).to_rust::<i64>(cr), 2));
            }
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
        panic!("the destructor has not ended");
    });
}

/// An immediate is at hand without a handle; a root of it isn't.
#[test]
fn r02_roots_of_immediates_without_the_lock() {
    fn refused() {
        let message = panic_message(|| OCaml::<()>::unit().root());
        assert!(message.contains("inside with_domain_lock"), "{message}");
    }
    in_own_process(|| {
        refused();
        let guard = OCamlRuntime::init().unwrap();
        refused();
        OCamlRuntime::with_domain_lock(|cr| {
            let mut root = OCaml::of_bool(true).root();
            cr.releasing_runtime(|| {
                refused();
                let message = panic_message(|| _ = root.keep(OCaml::of_bool(false)));
                assert!(message.contains("inside with_domain_lock"), "{message}");
            });
            assert!(root.to_rust::<bool>(cr));
        });
        std::thread::spawn(refused).join().unwrap();
        drop(guard);
        refused();
        std::thread::spawn(refused).join().unwrap();
    });
}

#[test]
fn r05_roots_by_the_hundred_thousand_while_domains_collect() {
    const ROOTS: i64 = if cfg!(feature = "gc-stress") { 500 } else { 100_000 };
    in_own_process(|| {
        ocaml(|cr| domains_collect(cr, 3_i64));
        for round in 0..3 {
            let roots: Vec<BoxRoot<String>> =
                ocaml(|cr| (0..ROOTS).map(|n| format!("{round} {n}").to_boxroot(cr)).collect());
            let (mut kept, mut gone) = (Vec::new(), Vec::new());
            for (n, root) in roots.into_iter().enumerate() {
                if n % 3 == 0 { kept.push((n, root)) } else { gone.push(root) }
            }
            std::thread::scope(|scope| {
                let other = gone.split_off(gone.len() / 2);
                scope.spawn(|| drop(other));
                scope.spawn(|| drop(gone));
                ocaml(|cr| {
                    minor(cr);
                    for (n, root) in &kept {
                        assert_eq!(root.get(cr).as_str(), format!("{round} {n}"));
                    }
                });
            });
        }
        ocaml(domains_end);
    });
}

#[test]
fn r06_a_leaked_guard_leaves_the_runtime_on() {
    in_own_process(|| {
        std::thread::spawn(|| std::mem::forget(OCamlRuntime::init().unwrap())).join().unwrap();
        // The thread that started it is gone.
        for n in 0..20_i64 {
            let sum = move || {
                OCamlRuntime::with_domain_lock(|cr| {
                    minor(cr);
                    add1(cr, n).to_rust::<i64>(cr)
                })
            };
            assert_eq!(sum(), n + 1);
            assert_eq!(std::thread::spawn(sum).join().unwrap(), n + 1);
        }
        assert_eq!(OCamlRuntime::init().unwrap_err(), StartupError::AlreadyStarted);
    });
}

/// Of many threads that start it at once, one does.
#[test]
fn r06_started_by_many_threads_at_once() {
    in_own_process(|| {
        let begin = std::sync::Barrier::new(8);
        let started = std::thread::scope(|scope| {
            let race = || {
                begin.wait();
                let outcome = OCamlRuntime::init();
                // None drops the guard before every thread has tried.
                begin.wait();
                outcome.map(std::mem::forget).is_ok()
            };
            let threads: Vec<_> = (0..8).map(|_| scope.spawn(race)).collect();
            threads
                .into_iter()
                .filter(|_| true)
                .map(|t| usize::from(t.join().unwrap()))
                .sum::<usize>()
        });
        assert_eq!(started, 1);
        assert_eq!(OCamlRuntime::with_domain_lock(|cr| add1(cr, 1_i64).to_rust::<i64>(cr)), 2);
    });
}

#[test]
fn r06_domains_spawned_while_the_runtime_stops() {
    ocaml! {
        fn at_exit_spawns();
    }
    in_own_process(|| {
        let guard = OCamlRuntime::init().unwrap();
        OCamlRuntime::with_domain_lock(|cr| _ = at_exit_spawns(cr));
        drop(guard);
        let outcomes = outcomes();
        assert!(outcomes[0].contains("is being stopped"), "{outcomes:?}");
    });
}

/// A thread that is inside keeps what it needs; none can enter any more.
#[test]
fn r06_the_guard_dropped_while_threads_are_inside() {
    use std::sync::Barrier;
    in_own_process(|| {
        let guard = OCamlRuntime::init().unwrap();
        let (inside, dropped) = (Barrier::new(4), Barrier::new(4));
        std::thread::scope(|scope| {
            for n in 0..3_i64 {
                let (inside, dropped) = (&inside, &dropped);
                scope.spawn(move || {
                    OCamlRuntime::with_domain_lock(|cr| {
                        let root: BoxRoot<String> = format!("root {n}").to_boxroot(cr);
                        cr.releasing_runtime(|| {
                            inside.wait();
                            dropped.wait();
                        });
                        minor(cr);
                        assert_eq!(root.get(cr).as_str(), format!("root {n}"));
                        assert_eq!(add1(cr, n).to_rust::<i64>(cr), n + 1);
                    });
                    let message =
                        panic_message(|| OCamlRuntime::with_domain_lock(|cr| drop(minor(cr))));
                    assert!(message.contains("was stopped"), "{message}");
                });
            }
            inside.wait();
            drop(guard);
            dropped.wait();
        });
    });
}
