//! `at_exit`, and arguments for `Sys.argv`: each test in a process of its own.

use std::process::Output;
use std::sync::atomic::{AtomicUsize, Ordering};

use ocaml_interop::{BoxRoot, OCamlList, OCamlRuntime, StartupError, ToOCaml, gc, ocaml};
use rust_driven::{in_own_process, in_own_process_with, interrupt};

ocaml! {
    fn says_at_exit(text: String);
    fn exits();
    fn argv() -> OCamlList<String>;
    fn catch_break(yes: bool);
}

/// The lines that begin with the mark.
fn said(output: &Output) -> Vec<String> {
    let (text, errors) =
        (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    println!("{text}{errors}");
    text.lines().filter_map(|line| line.strip_prefix("> ")).map(str::to_owned).collect()
}

fn say(text: &str) {
    println!("> {text}");
}

#[test]
fn closures_run_in_ocamls_order() {
    let child = in_own_process_with(&[], || {
        let guard = OCamlRuntime::init().unwrap();
        OCamlRuntime::with_domain_lock(|cr| {
            let text: BoxRoot<String> = "first registered".to_boxroot(cr);
            cr.at_exit(move |cr| say(text.get(cr).as_str())).unwrap();
            says_at_exit(cr, "> OCaml's");
            cr.at_exit(|cr| {
                gc::full_major(cr).unwrap();
                say("last registered");
            })
            .unwrap();
            gc::compact(cr).unwrap();
        });
        say("before");
        drop(guard);
        say("after");
    });
    let Some(output) = child else { return };
    let expected = ["before", "last registered", "OCaml's", "first registered", "after"];
    assert_eq!(said(&output), expected);
    assert!(output.status.success());
}

#[test]
fn ocamls_exit_runs_them() {
    let child = in_own_process_with(&[], || {
        let guard = OCamlRuntime::init().unwrap();
        OCamlRuntime::with_domain_lock(|cr| {
            cr.at_exit(|_cr| say("at exit")).unwrap();
            exits(cr);
        });
        drop(guard);
    });
    let Some(output) = child else { return };
    assert_eq!(said(&output), ["at exit"]);
    assert!(output.status.success());
}

#[test]
fn a_panic_is_reported_and_the_others_run() {
    struct Panics;
    impl Drop for Panics {
        fn drop(&mut self) {
            say("payload dropped");
            panic!("a payload's destructor");
        }
    }
    let child = in_own_process_with(&[], || {
        let guard = OCamlRuntime::init().unwrap();
        OCamlRuntime::with_domain_lock(|cr| {
            cr.at_exit(|_cr| say("the other")).unwrap();
            cr.at_exit(|_cr| std::panic::panic_any(Panics)).unwrap();
            says_at_exit(cr, "> OCaml's");
            cr.at_exit(|_cr| panic!("at the end")).unwrap();
        });
        drop(guard);
        say("after");
    });
    let Some(output) = child else { return };
    assert_eq!(said(&output), ["OCaml's", "payload dropped", "the other", "after"]);
    assert!(String::from_utf8_lossy(&output.stderr).contains("at the end"));
    assert!(output.status.success());
}

#[test]
fn what_is_registered_at_the_exit_runs() {
    let child = in_own_process_with(&[], || {
        let guard = OCamlRuntime::init().unwrap();
        OCamlRuntime::with_domain_lock(|cr| {
            cr.at_exit(|_cr| say("first registered")).unwrap();
            cr.at_exit(|cr| {
                say("registers");
                cr.at_exit(|_cr| say("late")).unwrap();
                cr.at_exit(|cr| {
                    say("later");
                    cr.at_exit(|_cr| say("latest")).unwrap();
                })
                .unwrap();
            })
            .unwrap();
        });
        drop(guard);
    });
    let Some(output) = child else { return };
    assert_eq!(said(&output), ["registers", "later", "latest", "late", "first registered"]);
    assert!(output.status.success());
}

#[test]
fn domains_register_them_too() {
    static RAN: AtomicUsize = AtomicUsize::new(0);
    let child = in_own_process_with(&[], || {
        let guard = OCamlRuntime::init().unwrap();
        OCamlRuntime::with_domain_lock(|cr| {
            cr.domain_scope(|scope, cr| {
                for _ in 0..4 {
                    let register = |cr: &mut OCamlRuntime| {
                        for _ in 0..50 {
                            cr.at_exit(|_cr| {
                                RAN.fetch_add(1, Ordering::SeqCst);
                            })
                            .unwrap();
                        }
                    };
                    scope.spawn(cr, register).unwrap();
                }
            });
        });
        drop(guard);
        say(&RAN.load(Ordering::SeqCst).to_string());
    });
    let Some(output) = child else { return };
    assert_eq!(said(&output), ["200"]);
    assert!(output.status.success());
}

/// The handler raises in OCaml's `at_exit`, or right before it: either the closure is dropped, or it
/// is registered.
#[test]
fn an_interrupted_registration_drops_the_closure() {
    static DROPPED: AtomicUsize = AtomicUsize::new(0);
    struct Counted;
    impl Drop for Counted {
        fn drop(&mut self) {
            DROPPED.fetch_add(1, Ordering::SeqCst);
        }
    }
    in_own_process(|| {
        let guard = OCamlRuntime::init().unwrap();
        OCamlRuntime::with_domain_lock(|cr| {
            catch_break(cr, true);
            let mut refused = 0;
            for _ in 0..100 {
                interrupt();
                let counted = Counted;
                if cr.at_exit(move |_cr| drop(counted)).is_err() {
                    refused += 1;
                }
                let _ = cr.poll();
            }
            assert_eq!(DROPPED.load(Ordering::SeqCst), refused);
        });
        drop(guard);
        assert_eq!(DROPPED.load(Ordering::SeqCst), 100);
    });
}

#[test]
fn arguments_are_sys_argv() {
    in_own_process(|| {
        let arguments = ["a program", "--flag", "", "naïve", "π"];
        let _guard = OCamlRuntime::init_with_args(arguments).unwrap();
        OCamlRuntime::with_domain_lock(|cr| {
            assert_eq!(argv(cr).to_rust::<Vec<String>>(cr), arguments);
        });
    });
}

#[test]
fn arguments_that_are_no_text() {
    use std::ffi::OsString;
    use std::os::unix::ffi::OsStringExt;
    in_own_process(|| {
        let arguments = [OsString::from("name"), OsString::from_vec(vec![0xff, b'a'])];
        let _guard = OCamlRuntime::init_with_args(arguments).unwrap();
        OCamlRuntime::with_domain_lock(|cr| {
            assert_eq!(argv(cr).to_rust::<Vec<Vec<u8>>>(cr)[1], [0xff, b'a']);
        });
    });
}

#[test]
fn no_arguments_at_all() {
    in_own_process(|| {
        let _guard = OCamlRuntime::init_with_args(Vec::<String>::new()).unwrap();
        OCamlRuntime::with_domain_lock(|cr| {
            assert!(argv(cr).to_rust::<Vec<String>>(cr).is_empty());
        });
    });
}

#[test]
fn init_passes_the_programs_own() {
    in_own_process(|| {
        let _guard = OCamlRuntime::init().unwrap();
        OCamlRuntime::with_domain_lock(|cr| {
            let own: Vec<String> = std::env::args().collect();
            assert_eq!(argv(cr).to_rust::<Vec<String>>(cr), own);
        });
    });
}

#[test]
fn an_argument_with_a_nul_is_refused_and_another_start_goes_well() {
    in_own_process(|| {
        let error = OCamlRuntime::init_with_args(["name", "a\0b"]).unwrap_err();
        assert_eq!(error, StartupError::NulInArgument(1));
        assert!(error.to_string().contains("argument 1"), "{error}");
        let _guard = OCamlRuntime::init_with_args(["name", "ab"]).unwrap();
        OCamlRuntime::with_domain_lock(|cr| {
            assert_eq!(argv(cr).to_rust::<Vec<String>>(cr), ["name", "ab"]);
        });
    });
}
