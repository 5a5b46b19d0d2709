//! Start and stop: each test in a process of its own.

use std::sync::mpsc::channel;

use ocaml_interop::{BoxRoot, OCamlRuntime, StartupError, ToOCaml};
use rust_driven::{in_own_process, minor, panic_message};

#[test]
fn init_converts_its_error_to_a_string() {
    fn start() -> Result<ocaml_interop::OCamlRuntimeStartupGuard, String> {
        Ok(OCamlRuntime::init()?)
    }
    in_own_process(|| {
        let guard = start().unwrap();
        let error = start().unwrap_err();
        assert!(error.contains("with_domain_lock"), "{error}");
        drop(guard);
    });
}

#[test]
fn a_second_init_is_refused() {
    in_own_process(|| {
        let guard = OCamlRuntime::init().unwrap();
        assert_eq!(OCamlRuntime::init().unwrap_err(), StartupError::AlreadyStarted);
        OCamlRuntime::with_domain_lock(minor);
        let elsewhere = std::thread::spawn(|| OCamlRuntime::init().unwrap_err()).join().unwrap();
        assert_eq!(elsewhere, StartupError::AlreadyStarted);
        drop(guard);
        assert_eq!(OCamlRuntime::init().unwrap_err(), StartupError::Stopped);
    });
}

#[test]
fn before_init_the_lock_is_refused() {
    in_own_process(|| {
        let message = panic_message(|| OCamlRuntime::with_domain_lock(|_| ()));
        assert!(message.contains("OCamlRuntime::init()"), "{message}");
        let _guard = OCamlRuntime::init().unwrap();
        OCamlRuntime::with_domain_lock(minor);
    });
}

#[test]
fn after_the_guards_drop_the_lock_is_refused() {
    in_own_process(|| {
        let guard = OCamlRuntime::init().unwrap();
        OCamlRuntime::with_domain_lock(minor);
        drop(guard);
        for _ in 0..2 {
            let message = panic_message(|| OCamlRuntime::with_domain_lock(|_| ()));
            assert!(message.contains("was stopped"), "{message}");
            let message =
                std::thread::spawn(|| panic_message(|| OCamlRuntime::with_domain_lock(|_| ())));
            assert!(message.join().unwrap().contains("was stopped"));
        }
    });
}

#[test]
fn a_guard_dropped_inside_is_refused_and_the_runtime_goes_on() {
    in_own_process(|| {
        let guard = OCamlRuntime::init().unwrap();
        let message = panic_message(|| OCamlRuntime::with_domain_lock(|_cr| drop(guard)));
        assert!(message.contains("dropped inside with_domain_lock"), "{message}");
        OCamlRuntime::with_domain_lock(|cr| {
            let text: BoxRoot<String> = "goes on".to_boxroot(cr);
            minor(cr);
            assert_eq!(text.get(cr).as_str(), "goes on");
        });
    });
}

#[test]
fn the_runtime_lives_on_whatever_thread_started_it() {
    in_own_process(|| {
        let (started, wait) = channel();
        let (stop, stopped) = channel();
        let owner = std::thread::spawn(move || {
            let guard = OCamlRuntime::init().unwrap();
            started.send(()).unwrap();
            stopped.recv().unwrap();
            drop(guard);
        });
        wait.recv().unwrap();
        OCamlRuntime::with_domain_lock(minor);
        stop.send(()).unwrap();
        owner.join().unwrap();
        assert_eq!(OCamlRuntime::init().unwrap_err(), StartupError::Stopped);
    });
}

#[test]
fn stopping_runs_at_exit_functions_that_may_call_rust() {
    ocaml_interop::ocaml! {
        fn register_at_exit();
    }
    in_own_process(|| {
        let guard = OCamlRuntime::init().unwrap();
        OCamlRuntime::with_domain_lock(|cr| drop(register_at_exit(cr)));
        assert_eq!(rust_driven::made(), 0);
        drop(guard);
        // `rd_panics` was called, and its panic was caught by OCaml.
        assert_eq!((rust_driven::made(), rust_driven::dropped()), (3, 3));
    });
}

#[test]
fn stopped_while_other_threads_were_attached() {
    in_own_process(|| {
        let guard = OCamlRuntime::init().unwrap();
        for _ in 0..10 {
            std::thread::spawn(|| OCamlRuntime::with_domain_lock(minor)).join().unwrap();
        }
        drop(guard);
    });
}

ocaml_interop::ocaml! {
    fn keeps_with_a_finaliser();
}

/// On OCaml 5.4 the runtime would wait for ever for another domain to take the finaliser over.
#[test]
fn a_domain_with_finalisers_ends_just_before_the_runtime() {
    in_own_process(|| {
        let guard = OCamlRuntime::init().unwrap();
        OCamlRuntime::with_domain_lock(|cr| {
            let domain = cr.spawn_domain(keeps_with_a_finaliser).unwrap();
            domain.join(cr).unwrap();
        });
        drop(guard);
    });
}
