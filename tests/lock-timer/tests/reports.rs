//! What the feature `lock-timer` reports, and what it leaves alone. The program runs itself, to
//! read what it prints.

use std::process::Command;
use std::thread::sleep;
use std::time::Duration;

use lock_timer as _;
use ocaml_interop::{OCamlFloat, OCamlInt, OCamlRuntime, ocaml};

ocaml! {
    fn ocaml_sleeps(seconds: OCamlFloat);
    fn rust_sleeps(milliseconds: OCamlInt);
}

const LIMIT: &str = "OCAML_INTEROP_LOCK_LIMIT";
const CASE: &str = "LOCK_TIMER_CASE";
const LONG: Duration = Duration::from_millis(900);

/// The lines about the lock that a process prints which runs the case.
fn reports(case: &str) -> Vec<String> {
    let program = std::env::current_exe().expect("this program's path");
    let mut child = Command::new(program);
    child.args(["--exact", "child", "--nocapture"]).env(CASE, case).env(LIMIT, "300");
    let output = child.output().expect("it runs again");
    assert!(output.status.success(), "{output:?}");
    let text = String::from_utf8_lossy(&output.stderr);
    text.lines().filter(|line| line.contains("the domain lock")).map(str::to_owned).collect()
}

/// One line while it lasts, one at its end.
fn reported(case: &str, place: &str) {
    let lines = reports(case);
    assert_eq!(lines.len(), 2, "{lines:#?}");
    assert!(lines[0].contains("has held the domain lock for"), "{}", lines[0]);
    assert!(lines[1].contains("` held the domain lock for "), "{}", lines[1]);
    for line in lines {
        assert!(line.contains(place) && line.contains("releasing_runtime"), "{line}");
    }
}

#[test]
fn child() {
    let Ok(case) = std::env::var(CASE) else { return };
    let _guard = OCamlRuntime::init().expect("OCaml starts");
    OCamlRuntime::with_domain_lock(|cr| match case.as_str() {
        "rust" => sleep(LONG),
        "export" => rust_sleeps(cr, LONG.as_millis() as i64).to_rust(cr),
        "ocaml" => ocaml_sleeps(cr, LONG.as_secs_f64()).to_rust(cr),
        "released" => cr.releasing_runtime(|| sleep(LONG)),
        "short" => {
            for _ in 0..30 {
                sleep(LONG / 30);
                ocaml_sleeps(cr, 0.0).to_rust::<()>(cr);
            }
        }
        "polled" => {
            for _ in 0..30 {
                sleep(LONG / 30);
                cr.poll().expect("nothing raises");
            }
        }
        "domain" => {
            let domain = cr.spawn_domain(|_cr| sleep(LONG)).expect("a domain");
            domain.join(cr).expect("it sleeps");
        }
        _ => unreachable!("{case}"),
    });
}

#[test]
fn rust_code_is_reported_where_it_took_the_lock() {
    reported("rust", "with_domain_lock at tests/lock-timer/tests/reports.rs:");
}

#[test]
fn an_exported_function_is_reported_by_name() {
    reported("export", "the exported function `lt_sleeps`");
}

#[test]
fn a_domains_closure_is_reported() {
    reported("domain", "spawn_domain");
}

#[test]
fn ocaml_code_released_locks_and_short_stretches_are_not_reported() {
    for case in ["ocaml", "released", "short", "polled"] {
        assert_eq!(reports(case), [""; 0], "{case}");
    }
}
