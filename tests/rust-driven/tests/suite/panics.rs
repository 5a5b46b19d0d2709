//! What the panic hook prints, and what exceptions say of panics.

use std::panic::{AssertUnwindSafe, catch_unwind};

use ocaml_interop::{OCamlInt64, OCamlRuntime, ocaml, panics};
use rust_driven::{in_own_process_with, ocaml};

ocaml! {
    fn outcome_of_panic(message: String) -> String;
    fn outcome_of_release(message: String) -> String;
    fn uncaught_panic(message: String);
    fn too_wide(n: OCamlInt64) -> String;
    fn too_wide_uncaught(n: OCamlInt64) -> String;
    fn too_wide_noalloc(n: OCamlInt64) -> String;
    fn too_wide_or_failed(n: OCamlInt64) -> String;
}

#[test]
fn quiet_panics() {
    let output = in_own_process_with(&[], || {
        panics::set_quiet(true);
        ocaml(|cr| {
            let seen = outcome_of_panic(cr, "not to be printed").to_rust::<String>(cr);
            assert_eq!(seen, "Failure(\"not to be printed\")");
            let seen = outcome_of_release(cr, "released, not to be printed").to_rust::<String>(cr);
            assert_eq!(seen, "Failure(\"released, not to be printed\")");
            // Rust's own.
            let caught = catch_unwind(AssertUnwindSafe(|| panic!("to be printed: with the lock")));
            assert!(caught.is_err());
            let panics = |_: &mut OCamlRuntime| panic!("to be printed: a domain's own");
            assert!(cr.spawn_domain::<_, ()>(panics).unwrap().join(cr).is_err());
            cr.releasing_runtime(|| {
                assert!(catch_unwind(|| panic!("to be printed: released")).is_err());
            });
        });
        assert!(catch_unwind(|| panic!("to be printed: without the lock")).is_err());
        let thread = std::thread::spawn(|| panic!("to be printed: a thread's"));
        assert!(thread.join().is_err());
        panics::set_quiet(false);
        ocaml(|cr| outcome_of_panic(cr, "to be printed: no more quiet"));
    });
    let Some(output) = output else { return };
    let printed = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{printed}");
    assert!(!printed.contains("not to be printed"), "{printed}");
    for what in [
        "with the lock",
        "a domain's own",
        "released",
        "without the lock",
        "a thread's",
        "no more quiet",
    ] {
        assert_eq!(printed.matches(&format!("to be printed: {what}")).count(), 1, "{printed}");
    }
}

#[test]
fn a_panic_that_ends_the_process_is_printed() {
    let output = in_own_process_with(&[], || {
        panics::set_quiet(true);
        ocaml(|cr| uncaught_panic(cr, "the last words"));
    });
    let Some(output) = output else { return };
    let printed = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success());
    assert_eq!(printed.matches("panicked.rs:14:5:\nthe last words").count(), 1, "{printed}");
    assert!(printed.contains("panic in a function that cannot unwind"), "{printed}");
}

#[test]
fn an_untagged_result_that_is_too_wide() {
    ocaml(|cr| {
        for n in [1_i64 << 62, -(1 << 62) - 1, i64::MAX, i64::MIN] {
            let seen = too_wide(cr, n).to_rust::<String>(cr);
            assert!(seen.starts_with("Failure(\"conversion to OCaml: "), "{seen}");
            assert!(seen.contains(&format!("{n} does not fit OCaml's int (")), "{seen}");
            let or_failed = too_wide_or_failed(cr, n).to_rust::<String>(cr);
            assert_eq!(or_failed, if n > 0 { seen } else { "Failure(\"negative\")".to_owned() });
        }
        for n in [0, -1, (1_i64 << 62) - 1, -(1 << 62)] {
            let narrow = [too_wide(cr, n), too_wide_uncaught(cr, n), too_wide_noalloc(cr, n)];
            for narrow in narrow {
                assert_eq!(narrow.to_rust::<String>(cr), n.to_string());
            }
        }
    });
}

#[test]
fn an_untagged_result_that_is_too_wide_where_nothing_can_be_raised() {
    let uncaught = in_own_process_with(&[], || ocaml(|cr| drop(too_wide_uncaught(cr, i64::MAX))));
    ends_with_words_about_it(uncaught);
}

#[test]
fn an_untagged_result_that_is_too_wide_where_nothing_may_be_allocated() {
    let noalloc = in_own_process_with(&[], || ocaml(|cr| drop(too_wide_noalloc(cr, i64::MIN))));
    ends_with_words_about_it(noalloc);
}

fn ends_with_words_about_it(output: Option<std::process::Output>) {
    let Some(output) = output else { return };
    let printed = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success());
    assert_eq!(printed.matches("does not fit OCaml's int").count(), 1, "{printed}");
    assert!(printed.contains("panic in a function that cannot unwind"), "{printed}");
}

#[test]
fn backtraces_in_exceptions() {
    let output = in_own_process_with(&[("RUST_BACKTRACE", "0")], || {
        ocaml(|cr| {
            panics::set_backtraces(true);
            let seen = outcome_of_panic(cr, "why").to_rust::<String>(cr);
            let mut lines = seen.split("\\n").flat_map(|part| part.split('\n'));
            assert_eq!(lines.next(), Some("Failure(\"why"), "{seen}");
            let location = lines.next().unwrap();
            assert!(
                location.starts_with("panicked at ") && location.contains("exported.rs:"),
                "{seen}"
            );
            assert!(seen.contains("rust_driven::exported::inner"), "{seen}");
            panics::set_backtraces(false);
            let seen = outcome_of_panic(cr, "why").to_rust::<String>(cr);
            assert_eq!(seen, "Failure(\"why\")");
        });
    });
    let Some(output) = output else { return };
    let printed = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{printed}");
    // The hook prints all the same.
    assert_eq!(printed.matches("why").count(), 2, "{printed}");
}
