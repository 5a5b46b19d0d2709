//! `poll`: what waits for OCaml code is done in the middle of Rust's.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use ocaml_interop::{BoxRoot, OCamlInt, OCamlList, OCamlRuntime, ToOCaml, ocaml};
use rust_driven::{dropped, in_own_process, interrupt, made, minor, ocaml, start};

ocaml! {
    fn catch_break(yes: bool);
    fn handler_counts();
    fn handler_performs();
    fn handlers_nest();
    fn handler_goes_deep();
    fn handled() -> OCamlInt;
    fn finaliser_raises();
    fn polls_in_a_fiber() -> String;
    fn polls_at_depth(frames: OCamlInt) -> bool;
    fn another_collects();
    fn another_ends();
}

fn count(cr: &mut OCamlRuntime) -> i64 {
    handled(cr).to_rust(cr)
}

/// The exception that polling gives.
fn raised(cr: &mut OCamlRuntime) -> String {
    let error = cr.poll().unwrap_err();
    error.name(cr)
}

#[test]
fn nothing_waits() {
    ocaml(|cr| {
        let text: BoxRoot<String> = "kept".to_boxroot(cr);
        for _ in 0..1000 {
            cr.poll().unwrap();
        }
        assert_eq!(text.get(cr).as_str(), "kept");
    });
}

#[test]
fn a_handler_runs_at_the_poll_and_not_before() {
    in_own_process(|| {
        ocaml(|cr| {
            handler_counts(cr);
            for _ in 0..100 {
                interrupt();
                let text: BoxRoot<String> = "x".repeat(100).to_boxroot(cr);
                cr.poll().unwrap();
                assert_eq!(text.get(cr).as_bytes().len(), 100);
                assert_eq!(count(cr), 1);
            }
            cr.poll().unwrap();
            assert_eq!(count(cr), 0);
        });
    });
}

#[test]
fn ctrl_c_stops_a_loop_of_rust() {
    in_own_process(|| {
        ocaml(|cr| {
            catch_break(cr, true);
            let begun = Instant::now();
            let mut rounds = 0_u64;
            let error = loop {
                if rounds == 1000 {
                    interrupt();
                }
                match cr.poll() {
                    Ok(()) => rounds += 1,
                    Err(error) => break error,
                }
                assert!(begun.elapsed() < Duration::from_secs(30), "never interrupted");
            };
            assert_eq!((error.name(cr).as_str(), rounds), ("Stdlib.Sys.Break", 1000));
            cr.poll().unwrap();
        });
    });
}

#[test]
fn signals_that_arrive_while_the_lock_is_released() {
    in_own_process(|| {
        ocaml(|cr| {
            catch_break(cr, true);
            cr.releasing_runtime(interrupt);
            assert_eq!(raised(cr), "Stdlib.Sys.Break");
            interrupt();
            // Allocating doesn't forget it.
            for n in 0..2000 {
                let _list: BoxRoot<OCamlList<OCamlInt>> = vec![n; 100].to_boxroot(cr);
            }
            assert_eq!(raised(cr), "Stdlib.Sys.Break");
        });
        // On a thread that Rust started, which took the lock.
        ocaml(|cr| {
            interrupt();
            assert_eq!(raised(cr), "Stdlib.Sys.Break");
        });
    });
}

#[test]
fn an_effect_that_a_handler_performs_is_unhandled() {
    in_own_process(|| {
        ocaml(|cr| {
            handler_performs(cr);
            interrupt();
            assert_eq!(raised(cr), "Stdlib.Effect.Unhandled");
        });
    });
}

#[test]
fn handlers_poll_in_turn() {
    in_own_process(|| {
        ocaml(|cr| {
            handlers_nest(cr);
            // The last of four, which interrupts itself with the others in turn.
            for round in 1..=20 {
                rust_driven::rd_polls_interrupted(cr, 3).unwrap();
                assert_eq!(count(cr), 4);
                assert_eq!((made(), dropped()), (4 * round, 4 * round));
            }
        });
    });
}

#[test]
fn a_handler_that_needs_much_stack_has_it() {
    in_own_process(|| {
        ocaml(|cr| {
            handler_goes_deep(cr);
            interrupt();
            cr.poll().unwrap();
            assert_eq!(count(cr), 100_000);
        });
    });
}

#[test]
fn what_a_poll_raises_passes_through_an_export() {
    in_own_process(|| {
        ocaml(|cr| {
            catch_break(cr, true);
            assert_eq!(polls_in_a_fiber(cr).to_rust::<String>(cr), "Stdlib.Sys.Break");
            handler_counts(cr);
            assert_eq!(polls_in_a_fiber(cr).to_rust::<String>(cr), "returned");
            assert_eq!(count(cr), 1);
            assert_eq!(made(), dropped());
        });
    });
}

#[test]
fn a_finaliser_raises_at_the_poll() {
    in_own_process(|| {
        ocaml(|cr| {
            finaliser_raises(cr);
            // Allocates until a cycle is over, and never calls OCaml, so it is a poll that runs it.
            let begun = Instant::now();
            let error = loop {
                let _list: BoxRoot<OCamlList<String>> = vec!["x".repeat(1000); 500].to_boxroot(cr);
                if let Err(error) = cr.poll() {
                    break error;
                }
                assert!(begun.elapsed() < Duration::from_secs(60), "it never runs");
            };
            assert_eq!(error.message(cr).as_deref(), Some("in a finaliser"));
            cr.poll().unwrap();
        });
    });
}

#[test]
fn other_threads_have_their_turn() {
    start();
    let turns = AtomicUsize::new(0);
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !done.load(Ordering::SeqCst) {
                ocaml(|cr| {
                    minor(cr);
                    turns.fetch_add(1, Ordering::SeqCst);
                });
            }
        });
        ocaml(|cr| {
            let text: BoxRoot<String> = "mine".to_boxroot(cr);
            let begun = Instant::now();
            let before = turns.load(Ordering::SeqCst);
            while turns.load(Ordering::SeqCst) < before + 3 {
                cr.poll().unwrap();
                assert!(begun.elapsed() < Duration::from_secs(60), "the other thread starves");
            }
            assert_eq!(text.get(cr).as_str(), "mine");
        });
        done.store(true, Ordering::SeqCst);
    });
}

#[test]
fn collections_of_other_domains_go_on() {
    in_own_process(|| {
        ocaml(|cr| {
            let spawned = cr.spawn_domain(|cr| {
                another_collects(cr);
                another_ends(cr);
                7
            });
            let spawned = spawned.unwrap();
            let begun = Instant::now();
            while !spawned.is_finished() {
                cr.poll().unwrap();
                assert!(begun.elapsed() < Duration::from_secs(60), "the other domain waits");
            }
            assert_eq!(spawned.join(cr).unwrap(), 7);
        });
    });
}

/// On a stack that calls of OCaml and Rust in turn have used up, nothing is run.
#[test]
fn no_stack_is_an_error() {
    fn down(cr: &mut OCamlRuntime, depth: usize) -> (usize, Result<(), String>) {
        let here = [depth; 128];
        interrupt();
        match cr.poll() {
            Ok(()) if depth < 1_000_000 => {
                let (reached, result) = down(cr, depth + 1);
                (reached.max(std::hint::black_box(here)[0]), result)
            }
            Ok(()) => (depth, Ok(())),
            Err(error) => (depth, Err(error.name(cr))),
        }
    }
    in_own_process(|| {
        ocaml(handler_counts);
        let small = std::thread::Builder::new().stack_size(1 << 20);
        let thread = small.spawn(|| ocaml(|cr| down(cr, 0))).unwrap();
        let (reached, result) = thread.join().unwrap();
        assert!(reached > 10, "{reached}");
        assert_eq!(result, Err("Stack_overflow".to_owned()));
    });
}

/// Nor where OCaml's own stack ends: the runtime would raise across Rust's frames. A few words further
/// down each time.
#[test]
fn no_stack_of_ocamls_is_an_error() {
    rust_driven::in_own_process_under("l=16k", || {
        ocaml(|cr| {
            handler_counts(cr);
            let polls = |cr: &mut OCamlRuntime, frames: i64| {
                let polled = polls_at_depth(cr, frames).to_rust::<bool>(cr);
                assert_eq!(made(), dropped(), "at {frames} frames");
                polled
            };
            let mut frames = 0;
            while polls(cr, frames) {
                frames += 64;
            }
            assert!(frames > 64, "{frames}");
            let polled = (frames - 256..=frames).filter(|frames| polls(cr, *frames)).count();
            assert!((100..256).contains(&polled), "{polled}");
            // Those that had no room are handled now.
            cr.poll().unwrap();
            assert!(count(cr) > 0);
        });
    });
}

/// Nor where a collection would find no memory.
#[cfg(target_os = "linux")]
#[test]
fn r07_out_of_memory_in_a_poll() {
    in_own_process(|| {
        ocaml(|cr| {
            catch_break(cr, true);
            let text: BoxRoot<String> = "kept".to_boxroot(cr);
            rust_driven::limit_address_space(1 << 20);
            interrupt();
            assert_eq!(raised(cr), "Out_of_memory");
            // It is still to come.
            rust_driven::limit_address_space(100 << 20);
            assert_eq!(raised(cr), "Stdlib.Sys.Break");
            cr.poll().unwrap();
            assert_eq!(text.get(cr).as_str(), "kept");
        });
    });
}

/// Printed for people.
#[test]
fn its_cost() {
    const TIMES: u32 = 1_000_000;
    ocaml(|cr| {
        let begun = Instant::now();
        for _ in 0..TIMES {
            std::hint::black_box(&mut *cr).poll().unwrap();
        }
        println!("A POLL: {:.1} ns", begun.elapsed().as_nanos() as f64 / f64::from(TIMES));
    });
}
