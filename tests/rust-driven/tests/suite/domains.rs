//! Rust closures in domains of their own.

use std::cell::RefCell;
use std::panic::panic_any;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Barrier, Mutex};
use std::time::{Duration, Instant};

use ocaml_interop::{
    BoxRoot, DomainError, DomainScope, OCaml, OCamlError, OCamlInt, OCamlList, OCamlRuntime,
    ToOCaml, ocaml,
};
use rust_driven::{compact, full_major, in_own_process, in_own_process_with, minor, ocaml};
use rust_driven::{panic_message, start};

ocaml! {
    fn add2(a: OCamlInt, b: OCamlInt) -> OCamlInt;
    fn churn(n: OCamlInt);
    fn raise_at_exit(n: OCamlInt);
    fn domain_number() -> OCamlInt;
    fn sum_of_list(numbers: OCamlList<OCamlInt>) -> OCamlInt;
    fn collatz(upto: OCamlInt) -> OCamlInt;
    #[ocaml(catch)]
    fn fails(message: String) -> ();
}

/// The runtime allows 128 domains, and every test may have some: those that need many or all of
/// them run in processes of their own.
fn number(cr: &mut OCamlRuntime) -> i64 {
    domain_number(cr).to_rust(cr)
}

#[test]
fn a_closure_runs_in_a_domain_of_its_own_and_gives_its_result() {
    ocaml(|cr| {
        let text = String::from("owned");
        let here = number(cr);
        let domain = OCamlRuntime::spawn_domain(cr, move |cr| {
            (format!("{text} by it"), number(cr), add2(cr, 1_i64, 2_i64).to_rust::<i64>(cr))
        });
        let (text, there, sum) = domain.unwrap().join(cr).unwrap();
        assert_eq!((&*text, sum), ("owned by it", 5));
        assert_ne!(here, there);
        // This domain's handle is whole.
        assert_eq!(add2(cr, 3_i64, 4_i64).to_rust::<i64>(cr), 11);
    });
}

#[test]
fn a_domain_tells_when_it_has_finished() {
    ocaml(|cr| {
        let (go, wait) = channel::<()>();
        let domain = OCamlRuntime::spawn_domain(cr, move |cr| {
            cr.releasing_runtime(|| wait.recv()).unwrap();
            7
        });
        let domain = domain.unwrap();
        assert!(!domain.is_finished());
        go.send(()).unwrap();
        let end = Instant::now() + Duration::from_secs(20);
        while !domain.is_finished() {
            assert!(Instant::now() < end, "it never tells");
            cr.releasing_runtime(std::thread::yield_now);
        }
        assert_eq!(domain.join(cr).unwrap(), 7);
    });
}

#[test]
fn domains_run_in_parallel_with_the_one_that_spawned_them() {
    /// Works on until three do, with the lock held. A domain that waited instead would keep the
    /// others from collecting.
    fn meet(cr: &mut OCamlRuntime, met: &AtomicUsize) -> i64 {
        met.fetch_add(1, Ordering::SeqCst);
        while met.load(Ordering::SeqCst) < 3 {
            churn(cr, 10_i64);
        }
        number(cr)
    }
    ocaml(|cr| {
        let met = AtomicUsize::new(0);
        let numbers = cr.domain_scope(|scope, cr| {
            let others = [(); 2].map(|()| scope.spawn(cr, |cr| meet(cr, &met)).unwrap());
            let here = meet(cr, &met);
            let [a, b] = others.map(|other| other.join(cr).unwrap());
            [here, a, b]
        });
        assert!(numbers[0] != numbers[1] && numbers[1] != numbers[2] && numbers[2] != numbers[0]);
    });
}

#[test]
fn a_panic_comes_back_with_its_payload() {
    ocaml(|cr| {
        let domain = cr.spawn_domain(|cr| {
            minor(cr);
            panic_any(vec![1, 2, 3])
        });
        let error: DomainError = domain.unwrap().join(cr).map(|(): ()| ()).unwrap_err();
        match error {
            DomainError::Panicked(payload) => {
                assert_eq!(*payload.downcast::<Vec<i32>>().unwrap(), [1, 2, 3]);
            }
            other => panic!("{other:?}"),
        }
        let domain = cr.spawn_domain(|_cr| -> i64 { panic!("number {}", 7) }).unwrap();
        let error = domain.join(cr).unwrap_err();
        assert_eq!(error.to_string(), "the domain's closure panicked: number 7");
        minor(cr);
    });
}

#[test]
fn an_exception_is_returned_or_comes_from_the_domains_end() {
    ocaml(|cr| {
        let domain = cr.spawn_domain(|cr| -> Result<i64, OCamlError> {
            fails(cr, "in a domain")?;
            Ok(1)
        });
        let error = domain.unwrap().join(cr).unwrap().unwrap_err();
        compact(cr);
        assert_eq!(error.name(cr), "Failure");
        assert_eq!(error.message(cr).as_deref(), Some("in a domain"));

        let domain = cr.spawn_domain(|cr| {
            raise_at_exit(cr, 42_i64);
            "a result"
        });
        match domain.unwrap().join(cr) {
            Err(DomainError::Raised(error)) => {
                assert!(error.text().contains("At_exit(42)"), "{error}")
            }
            other => panic!("{other:?}"),
        }
    });
}

#[test]
fn domains_spawn_domains() {
    fn depth(cr: &mut OCamlRuntime, below: u64) -> u64 {
        if below == 0 {
            minor(cr);
            return 1;
        }
        let deeper = cr.spawn_domain(move |cr| depth(cr, below - 1)).unwrap();
        churn(cr, 100_i64);
        1 + deeper.join(cr).unwrap()
    }
    ocaml(|cr| assert_eq!(depth(cr, 5), 6));
}

#[test]
fn handles_are_joined_on_other_threads_and_domains() {
    start();
    let domain = ocaml(|cr| cr.spawn_domain(number).unwrap());
    let joined = std::thread::spawn(|| ocaml(|cr| domain.join(cr).unwrap()));
    assert_ne!(joined.join().unwrap(), 0);
    ocaml(|cr| {
        let first = cr.spawn_domain(|_cr| 20).unwrap();
        let second = cr.spawn_domain(move |cr| first.join(cr).unwrap() + 1).unwrap();
        assert_eq!(second.join(cr).unwrap(), 21);
    });
}

#[test]
fn the_lock_may_be_released_in_a_domain_and_taken_again() {
    ocaml(|cr| {
        let domain = cr.spawn_domain(|cr| {
            let nested = panic_message(|| OCamlRuntime::with_domain_lock(|_| ()));
            assert!(nested.contains("holds the domain lock already"), "{nested}");
            let here = number(cr);
            let there = cr.releasing_runtime(|| OCamlRuntime::with_domain_lock(number));
            (here, there)
        });
        let (here, there) = domain.unwrap().join(cr).unwrap();
        assert_eq!(here, there);
    });
}

/// Four domains that allocate and collect; each drops roots that another one made.
#[test]
fn roots_cross_domains_that_allocate_and_collect() {
    const ROUNDS: i64 = if cfg!(feature = "gc-stress") { 3 } else { 40 };
    const DOMAINS: usize = 4;
    type Parcel = (i64, BoxRoot<OCamlList<OCamlInt>>, BoxRoot<String>);

    fn work(cr: &mut OCamlRuntime, me: i64, inbox: Receiver, next: &Sender<Parcel>) -> Vec<Parcel> {
        let mut kept = Vec::new();
        for round in 0..ROUNDS {
            let numbers: BoxRoot<OCamlList<OCamlInt>> =
                (0..200).map(|n| n * me + round).collect::<Vec<i64>>().to_boxroot(cr);
            let text: BoxRoot<String> = format!("{me} in round {round}").to_boxroot(cr);
            churn(cr, 300_i64);
            // None waits for another with the lock held: that would stop all collections.
            next.send((me * 1000 + round, numbers, text)).unwrap();
            let parcel = cr.releasing_runtime(|| inbox.lock().unwrap().recv().unwrap());
            if round % 10 == me % 10 {
                full_major(cr);
            }
            check(cr, &parcel);
            if round % 4 == 0 {
                kept.push(parcel);
            }
        }
        kept
    }

    fn check(cr: &mut OCamlRuntime, (mark, numbers, text): &Parcel) {
        let (from, round) = (mark / 1000, mark % 1000);
        assert_eq!(text.get(cr).as_str(), format!("{from} in round {round}"));
        let sum = sum_of_list(cr, numbers).to_rust::<i64>(cr);
        assert_eq!(sum, 199 * 200 / 2 * from + 200 * round);
    }

    type Receiver<'a> = &'a Mutex<std::sync::mpsc::Receiver<Parcel>>;
    ocaml(|cr| {
        let (senders, inboxes): (Vec<_>, Vec<_>) = (0..DOMAINS)
            .map(|_| {
                let (sender, receiver) = channel();
                (sender, Mutex::new(receiver))
            })
            .unzip();
        let kept = cr.domain_scope(|scope, cr| {
            let domains: Vec<_> = (0..DOMAINS)
                .map(|me| {
                    let (inbox, next) = (&inboxes[me], senders[(me + 1) % DOMAINS].clone());
                    scope.spawn(cr, move |cr| work(cr, me as i64 + 1, inbox, &next)).unwrap()
                })
                .collect();
            domains.into_iter().flat_map(|domain| domain.join(cr).unwrap()).collect::<Vec<_>>()
        });
        // Made by domains that are gone.
        compact(cr);
        assert_eq!(kept.len(), DOMAINS * (ROUNDS as usize).div_ceil(4));
        for parcel in &kept {
            check(cr, parcel);
        }
    });
}

#[test]
fn a_scope_borrows_what_is_around_it() {
    let numbers: Vec<i64> = (1..=1000).collect();
    let mut squares = vec![0; 1000];
    let sum = ocaml(|cr| {
        let factor: BoxRoot<OCamlInt> = 2_i64.to_boxroot(cr);
        cr.domain_scope(|scope, cr| {
            for (from, to) in numbers.chunks(250).zip(squares.chunks_mut(250)) {
                scope
                    .spawn(cr, move |_cr| {
                        from.iter().zip(to).for_each(|(from, to)| *to = from * from);
                    })
                    .unwrap();
            }
            let half =
                scope.spawn(cr, |cr| numbers[..500].iter().sum::<i64>() * factor.get(cr).to_i64());
            minor(cr);
            let text: OCaml<String> = "the body's own".to_ocaml(cr);
            assert_eq!(text.as_str().len(), 14);
            half.unwrap().join(cr).unwrap() / 2 + numbers[500..].iter().sum::<i64>()
        })
    });
    assert_eq!(sum, 500_500);
    assert!(squares.iter().zip(&numbers).all(|(square, n)| *square == n * n));
}

#[test]
fn domains_of_a_scope_spawn_siblings() {
    fn spawn<'scope>(
        scope: &'scope DomainScope<'scope, '_>,
        cr: &mut OCamlRuntime,
        count: &'scope AtomicUsize,
        more: usize,
    ) {
        scope
            .spawn(cr, move |cr| {
                count.fetch_add(1, Ordering::SeqCst);
                if more > 0 {
                    spawn(scope, cr, count, more - 1);
                }
                std::thread::sleep(Duration::from_millis(2));
            })
            .unwrap();
    }
    let count = AtomicUsize::new(0);
    ocaml(|cr| cr.domain_scope(|scope, cr| spawn(scope, cr, &count, 7)));
    assert_eq!(count.into_inner(), 8);
}

/// Counts its drops.
struct Counted<'a>(&'a AtomicUsize);

impl Drop for Counted<'_> {
    fn drop(&mut self) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }
}

#[test]
fn a_panicking_child_of_a_scope_is_told_of_when_all_have_ended() {
    let (ended, dropped) = (AtomicUsize::new(0), AtomicUsize::new(0));
    ocaml(|cr| {
        let message = panic_message(|| {
            cr.domain_scope(|scope, cr| {
                let _ = scope.spawn(cr, |_cr| panic!("the child's own")).unwrap();
                for _ in 0..2 {
                    let _ = scope.spawn(cr, |_cr| {
                        std::thread::sleep(Duration::from_millis(20));
                        ended.fetch_add(1, Ordering::SeqCst);
                        Counted(&dropped)
                    });
                }
            })
        });
        assert!(message.contains("the child's own"), "{message}");
        assert_eq!(ended.load(Ordering::SeqCst), 2);
        assert_eq!(dropped.load(Ordering::SeqCst), 2);

        // One whose handle was joined is told of there alone.
        let joined = cr.domain_scope(|scope, cr| {
            let child = scope.spawn(cr, |_cr| panic!("joined")).unwrap();
            child.join(cr).map(|(): ()| ()).unwrap_err().to_string()
        });
        assert!(joined.contains("joined"), "{joined}");

        // And what OCaml raises at a domain's end.
        let message = panic_message(|| {
            cr.domain_scope(|scope, cr| {
                let _ = scope.spawn(cr, |cr| drop(raise_at_exit(cr, 5_i64))).unwrap();
            })
        });
        assert!(message.contains("At_exit(5)"), "{message}");
        minor(cr);
    });
}

#[test]
fn a_panicking_scope_waits_for_its_domains_first() {
    let ended = AtomicBool::new(false);
    ocaml(|cr| {
        let message = panic_message(|| {
            cr.domain_scope(|scope, cr| {
                let _ = scope.spawn(cr, |_cr| {
                    std::thread::sleep(Duration::from_millis(50));
                    ended.store(true, Ordering::SeqCst);
                    panic!("the child's")
                });
                panic!("the body's")
            })
        });
        assert_eq!(message, "the body's");
        assert!(ended.load(Ordering::SeqCst));
        assert_eq!(add2(cr, 1_i64, 2_i64).to_rust::<i64>(cr), 5);
    });
}

#[test]
fn one_domain_too_many_is_an_error() {
    let child = in_own_process_with(&[("OCAMLRUNPARAM", "d=8")], || {
        ocaml(|cr| {
            let dropped: &'static AtomicUsize = Box::leak(Box::new(AtomicUsize::new(0)));
            let stop = Arc::new(AtomicBool::new(false));
            let mut running = Vec::new();
            let error = loop {
                let (stop, counted) = (Arc::clone(&stop), Counted(dropped));
                let spawned = cr.spawn_domain(move |cr| {
                    let _counted = counted;
                    while !stop.load(Ordering::SeqCst) {
                        cr.releasing_runtime(|| std::thread::sleep(Duration::from_millis(1)));
                    }
                });
                match spawned {
                    Ok(domain) => running.push(domain),
                    Err(error) => break error,
                }
            };
            println!("after {} domains: {error}", running.len());
            assert!(matches!(error, DomainError::NotSpawned(_)), "{error:?}");
            assert!(error.to_string().contains("OCAMLRUNPARAM"), "{error}");
            assert_eq!(dropped.load(Ordering::SeqCst), 1, "the closure that never ran");
            // A scope in which one isn't spawned ends like any other.
            cr.domain_scope(|scope, cr| {
                let refused = scope.spawn(cr, |_cr| ());
                assert!(matches!(refused, Err(DomainError::NotSpawned(_))));
            });
            stop.store(true, Ordering::SeqCst);
            let before = running.len();
            for domain in running {
                assert!(domain.join(cr).is_ok());
            }
            assert_eq!(dropped.load(Ordering::SeqCst), before + 1);
            // There is room again.
            assert_eq!(cr.spawn_domain(|_cr| 3).unwrap().join(cr).unwrap(), 3);
        });
    });
    let Some(output) = child else { return };
    let text = String::from_utf8_lossy(&output.stdout);
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success() && text.contains("domains: no domain was spawned"),
        "{text}{error}"
    );
}

#[test]
fn a_dropped_handle_lets_the_domain_run_on() {
    start();
    let (sender, ran) = channel();
    let go = Arc::new(Barrier::new(2));
    let wait = Arc::clone(&go);
    ocaml(|cr| {
        drop(cr.spawn_domain(move |cr| {
            cr.releasing_runtime(|| wait.wait());
            sender.send(add2(cr, 20_i64, 11_i64).to_rust::<i64>(cr)).unwrap();
        }));
    });
    go.wait();
    assert_eq!(ran.recv_timeout(Duration::from_secs(60)), Ok(42));
    ocaml(compact);
}

#[test]
fn a_domain_outlives_the_guard() {
    in_own_process(|| {
        let guard = OCamlRuntime::init().unwrap();
        let (go, wait) = channel::<()>();
        let (sender, ran) = channel();
        OCamlRuntime::with_domain_lock(|cr| {
            drop(cr.spawn_domain(move |cr| {
                cr.releasing_runtime(|| wait.recv().unwrap());
                full_major(cr);
                sender.send(add2(cr, 1_i64, 2_i64).to_rust::<i64>(cr)).unwrap();
            }));
        });
        drop(guard);
        go.send(()).unwrap();
        assert_eq!(ran.recv_timeout(Duration::from_secs(60)), Ok(5));
    });
}

/// Each has memory for its roots, and gives it back.
#[test]
#[cfg(target_os = "linux")]
fn domains_that_have_ended_leave_no_memory_behind() {
    const DOMAINS: usize = 600;
    in_own_process(|| {
        ocaml(|cr| {
            let mut end = |count| {
                for n in 0..count {
                    let domain = cr.spawn_domain(move |cr| {
                        let root: BoxRoot<String> = format!("{n}").to_boxroot(cr);
                        root.get(cr).as_str().len()
                    });
                    assert!(domain.unwrap().join(cr).unwrap() > 0);
                }
                full_major(cr);
                rust_driven::resident_kib("VmRSS")
            };
            let before = end(DOMAINS / 4);
            let more = end(DOMAINS).saturating_sub(before);
            println!("{DOMAINS} domains: {more} KiB more");
            assert!(more < 8 * DOMAINS as u64, "{more} KiB more");
        });
    });
}

thread_local! {
    static LAST: RefCell<Option<AtEnd>> = const { RefCell::new(None) };
}

/// Uses OCaml when its thread is over.
struct AtEnd {
    told: Sender<String>,
    root: Option<BoxRoot<String>>,
}

impl Drop for AtEnd {
    fn drop(&mut self) {
        // Such a root belongs to a domain that is gone, and whose state another may have.
        drop(self.root.take());
        let tried = OCamlRuntime::try_with_domain_lock(|_| ());
        let told = tried.map_or_else(|error| error.to_string(), |()| "not refused".to_owned());
        let _ = self.told.send(told);
    }
}

#[test]
fn a_destructor_after_the_domains_end_is_refused_the_lock() {
    ocaml(|cr| {
        let (told, hears) = channel();
        for _ in 0..20 {
            let told = told.clone();
            let domain = cr.spawn_domain(move |cr| {
                let root = Some("of a domain".to_boxroot(cr));
                LAST.with(|last| *last.borrow_mut() = Some(AtEnd { told, root }));
            });
            domain.unwrap().join(cr).unwrap();
            // The next domain that runs may have the same state.
            let busy = cr.spawn_domain(|cr| {
                let roots: Vec<BoxRoot<String>> =
                    (0..200).map(|n| format!("{n}").to_boxroot(cr)).collect();
                minor(cr);
                roots.iter().enumerate().all(|(n, root)| root.get(cr).as_str() == format!("{n}"))
            });
            assert!(busy.unwrap().join(cr).unwrap());
            let message = hears.recv_timeout(Duration::from_secs(60)).unwrap();
            assert!(message.contains("the domain has ended"), "{message}");
        }
        full_major(cr);
    });
}

/// Printed for people: the figure depends on the machine and on what else it does.
#[test]
fn two_domains_compute_faster_than_one() {
    let child = in_own_process_with(&[], || {
        ocaml(|cr| {
            const UPTO: i64 = 1_000_000;
            let begin = Instant::now();
            let one = collatz(cr, UPTO).to_rust::<i64>(cr) + collatz(cr, UPTO).to_rust::<i64>(cr);
            let alone = begin.elapsed();
            let begin = Instant::now();
            let two = cr.domain_scope(|scope, cr| {
                let other = scope.spawn(cr, |cr| collatz(cr, UPTO).to_rust::<i64>(cr)).unwrap();
                collatz(cr, UPTO).to_rust::<i64>(cr) + other.join(cr).unwrap()
            });
            let together = begin.elapsed();
            assert_eq!(one, two);
            let factor = alone.as_secs_f64() / together.as_secs_f64();
            println!("SPEED-UP two domains: {factor:.2} times ({alone:.0?}, {together:.0?})");
        });
    });
    let Some(output) = child else { return };
    let text = String::from_utf8_lossy(&output.stdout);
    let figure = text.lines().find(|line| line.starts_with("SPEED-UP"));
    assert!(output.status.success(), "{text}");
    println!("{}", figure.expect("the child's figure"));
}
