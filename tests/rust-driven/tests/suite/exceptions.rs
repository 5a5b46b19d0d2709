//! Exceptions and panics that cross, there and back.

use std::error::Error;

use ocaml_interop::{BoxRoot, OCamlError, OCamlException, OCamlInt, ocaml};
use rust_driven::{dropped, in_own_process, made, ocaml};

ocaml! {
    #[ocaml(catch)]
    fn fail_with(message: String);
    #[ocaml(catch)]
    fn raise_not_found();
    #[ocaml(catch)]
    fn raise_custom();
    #[ocaml(catch)]
    fn raise_kept();
    #[ocaml(catch)]
    fn raise_out_of_stack() -> OCamlInt;
    #[ocaml(catch)]
    fn add1(n: OCamlInt) -> OCamlInt;
    fn is_kept(exception: OCamlException) -> bool;
    fn record_backtrace(yes: bool);
    fn outcome_of_panic(message: String) -> String;
    fn outcome_of_failure(kind: OCamlInt) -> String;
    fn panic_whole_message(message: String) -> String;
    fn there_and_back(depth: OCamlInt) -> bool;
    fn backtrace_there_and_back() -> String;
}

#[test]
fn catch_returns_what_is_raised_and_what_isnt() {
    ocaml(|cr| {
        let sum: Result<BoxRoot<OCamlInt>, OCamlError> = add1(cr, 1_i64);
        assert_eq!(sum.unwrap().to_rust::<i64>(cr), 2);
        let error = fail_with(cr, "why").unwrap_err();
        assert_eq!(error.to_string(), "OCaml raised Failure(\"why\")");
        assert_eq!(error.text(), "Failure(\"why\")");
        assert_eq!(error.message(cr).as_deref(), Some("why"));
        assert_eq!(error.name(cr), "Failure");
        let error = raise_not_found(cr).unwrap_err();
        assert_eq!((error.text(), error.name(cr).as_str()), ("Not_found", "Not_found"));
        let error = raise_custom(cr).unwrap_err();
        assert!(error.text().ends_with("Custom(7, \"seven\")"), "{error}");
        assert!(error.name(cr).ends_with("Custom"));
    });
}

#[test]
fn an_error_is_an_error_that_may_travel() {
    fn travels<E: Error + Send + Sync + 'static>(error: E) -> Box<dyn Error + Send + Sync> {
        error.into()
    }
    let error = ocaml(|cr| fail_with(cr, "sent").map(drop).unwrap_err());
    let error = std::thread::spawn(move || travels(error).to_string()).join().unwrap();
    assert_eq!(error, "OCaml raised Failure(\"sent\")");
}

#[test]
fn identity_survives() {
    ocaml(|cr| {
        let error = raise_kept(cr).unwrap_err();
        rust_driven::compact(cr);
        assert!(is_kept(cr, error.exception()).to_rust::<bool>(cr));
        for depth in [0, 1, 2, 30_i64] {
            assert!(there_and_back(cr, depth).to_rust::<bool>(cr), "depth {depth}");
        }
    });
}

#[test]
fn backtraces_survive() {
    in_own_process(|| {
        ocaml(|cr| {
            assert_eq!(raise_custom(cr).unwrap_err().backtrace(), "");
            record_backtrace(cr, true);
            let error = raise_custom(cr).unwrap_err();
            assert!(error.backtrace().contains("raise_deep"), "{error:?}");
            assert!(error.backtrace().contains("raising.ml"), "{error:?}");
            assert!(format!("{error:?}").contains("raise_deep"));
            // OCaml -> Rust -> OCaml raises; OCaml's own view of it after Rust passed it on.
            let seen = backtrace_there_and_back(cr).to_rust::<String>(cr);
            if cfg!(target_arch = "x86_64") {
                assert!(seen.contains("raise_deep"), "{seen}");
            }
        });
    });
}

#[test]
fn a_stack_overflow_is_an_exception() {
    in_own_process(|| {
        ocaml(|cr| {
            let error = raise_out_of_stack(cr).unwrap_err();
            assert_eq!(error.text(), "Stack_overflow");
            assert_eq!(add1(cr, 1_i64).unwrap().to_rust::<i64>(cr), 2);
        });
    });
}

#[test]
fn panics_are_failures_or_the_registered_exception() {
    ocaml! {
        fn register_panic_exception();
    }
    in_own_process(|| {
        ocaml(|cr| {
            let outcome = outcome_of_panic(cr, "first").to_rust::<String>(cr);
            assert_eq!(outcome, "Failure(\"first\")");
            // Registered late: its absence is not remembered.
            register_panic_exception(cr);
            let outcome = outcome_of_panic(cr, "second").to_rust::<String>(cr);
            assert!(outcome.ends_with("RustPanic(\"second\")"), "{outcome}");
            assert_eq!(made(), dropped());
        });
    });
}

#[test]
fn returned_errors_are_raised() {
    ocaml(|cr| {
        let outcome = outcome_of_failure(cr, 7_i64).to_rust::<String>(cr);
        assert_eq!(outcome, "Failure(\"failure number 7\")");
    });
}

#[test]
fn a_panic_message_is_whole() {
    ocaml(|cr| {
        for message in ["", "nul\0inside\0", "caf\u{e9}", &"long ".repeat(100_000)] {
            let seen = panic_whole_message(cr, message).to_rust::<String>(cr);
            assert_eq!(seen, message);
        }
    });
}
