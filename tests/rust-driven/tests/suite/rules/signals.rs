//! R7: Ctrl-C while Rust is at work. The signal's handler raises in OCaml code, never across
//! Rust's frames.

use std::sync::atomic::{AtomicBool, Ordering};

use ocaml_interop::{BoxRoot, OCamlError, OCamlInt, OCamlList, OCamlRuntime, ToOCaml, ocaml};
use rust_driven::{dropped, in_own_process, interrupt, made, ocaml};

ocaml! {
    fn catch_break(yes: bool);
    fn ocaml_version() -> String;
    #[ocaml(catch)]
    fn poll();
    #[ocaml(catch)]
    fn interrupted_panic(times: OCamlInt) -> String;
}

/// Whether OCaml code that runs now is interrupted.
fn breaks(cr: &mut OCamlRuntime) -> bool {
    let outcome = poll(cr);
    is_break(cr, outcome)
}

fn is_break<T>(cr: &OCamlRuntime, outcome: Result<T, OCamlError>) -> bool {
    match outcome {
        Ok(_) => false,
        Err(error) => {
            assert_eq!(error.name(cr), "Stdlib.Sys.Break");
            true
        }
    }
}

#[test]
fn r07_interrupted_while_it_allocates() {
    in_own_process(|| {
        ocaml(|cr| {
            catch_break(cr, true);
            assert!(!breaks(cr));
            let mut roots: Vec<BoxRoot<OCamlList<String>>> = Vec::new();
            for n in 0..2000 {
                if n == 100 {
                    interrupt();
                }
                roots.push(vec![n.to_string(), "x".repeat(3000)].to_boxroot(cr));
            }
            // The handler waited for OCaml code, and ran once.
            assert!(breaks(cr));
            assert!(!breaks(cr));
            for (n, root) in roots.iter().enumerate() {
                assert_eq!(root.to_rust::<Vec<String>>(cr)[0], n.to_string());
            }
        });
    });
}

#[test]
fn r07_interrupted_inside_a_release_and_as_it_ends() {
    in_own_process(|| {
        ocaml(|cr| catch_break(cr, true));
        for _ in 0..100 {
            ocaml(|cr| {
                assert_eq!(cr.releasing_runtime(|| (interrupt(), 5).1), 5);
                assert!(breaks(cr), "after the release");
                interrupt();
                assert_eq!(cr.releasing_runtime(|| 6), 6, "pending before the release");
                assert!(breaks(cr), "it is still pending");
                interrupt();
            });
            // Pending when the lock was released and taken anew.
            ocaml(|cr| assert!(breaks(cr)));
        }
    });
}

#[test]
fn r07_interrupted_and_panicking() {
    in_own_process(|| {
        ocaml(|cr| {
            catch_break(cr, true);
            for round in 1..=100 {
                // Either exception reaches OCaml's handler, or `Break` comes right behind it;
                // neither is lost together with Rust's destructors.
                let outcome = interrupted_panic(cr, 1_i64);
                let broken = match outcome {
                    Ok(text) => match text.to_rust::<String>(cr).as_str() {
                        "Break" => true,
                        text => (assert_eq!(text, "interrupted"), breaks(cr)).1,
                    },
                    outcome => is_break(cr, outcome),
                };
                assert!(broken);
                assert!(!breaks(cr));
                assert_eq!((made(), dropped()), (round, round));
            }
        });
    });
}

/// Signals to the whole process, which any of its threads may be chosen for. OCaml 5.1's own
/// handler crashes on a thread that isn't attached (runtime/domain.c, `caml_interrupt_self`).
#[test]
fn r07_interrupted_from_outside_at_any_moment() {
    in_own_process(|| {
        if ocaml(|cr| ocaml_version(cr).to_rust::<String>(cr)).starts_with("5.1.") {
            return;
        }
        ocaml(|cr| catch_break(cr, true));
        let done = AtomicBool::new(false);
        let mut seen = 0;
        std::thread::scope(|scope| {
            scope.spawn(|| {
                while !done.load(Ordering::SeqCst) {
                    // SAFETY: sends a signal.
                    unsafe { libc::kill(libc::getpid(), libc::SIGINT) };
                    std::thread::sleep(std::time::Duration::from_micros(200));
                }
            });
            let mut round = 0;
            while round < 300 || seen < 5 {
                round += 1;
                ocaml(|cr| {
                    let root: BoxRoot<OCamlList<OCamlInt>> =
                        (0..2000_i64).collect::<Vec<_>>().to_boxroot(cr);
                    seen += u32::from(breaks(cr));
                    cr.releasing_runtime(std::thread::yield_now);
                    let outcome = interrupted_panic(cr, 0_i64);
                    match outcome {
                        Ok(_) => {}
                        outcome => seen += u32::from(is_break(cr, outcome)),
                    }
                    assert_eq!(root.to_rust::<Vec<i64>>(cr).len(), 2000);
                });
            }
            done.store(true, Ordering::SeqCst);
        });
        assert_eq!(made(), dropped());
    });
}
