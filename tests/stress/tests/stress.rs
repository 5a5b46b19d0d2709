//! A short run of the program, and runs that make a fault, which has to be found.

use std::io::Write;
use std::process::{Command, Output};

/// Runs the program; it sees the caller's environment too.
fn run(variables: &[(&str, &str)]) -> (Output, String) {
    let mut program = Command::new(env!("CARGO_BIN_EXE_stress"));
    let output = program.envs(variables.iter().copied()).output().expect("the program runs");
    let text = [&output.stdout[..], &output.stderr].map(String::from_utf8_lossy).concat();
    (output, text)
}

#[test]
fn every_value_is_what_it_was_and_nothing_is_left() {
    let (output, text) = run(&[]);
    assert!(output.status.success(), "{}\n{text}", output.status);
    let figures = text.lines().find(|line| line.starts_with("STRESS seed"));
    let figures = figures.expect("a line of figures");
    // Past the test harness, which keeps what a test that passes prints.
    writeln!(std::io::stderr(), "{figures}").expect("standard error is open");
}

/// A small run with a fault: what it prints.
fn broken(fault: &str) -> String {
    let variables = [
        ("STRESS_FAULT", fault),
        ("STRESS_SEED", "1"),
        ("STRESS_SECONDS", "1"),
        ("STRESS_DOMAINS", "1"),
        ("STRESS_THREADS", "2"),
        ("STRESS_HANG", "3"),
    ];
    let (output, text) = run(&variables);
    assert!(!output.status.success(), "{fault} was not found:\n{text}");
    let repeat = "STRESS_SEED=1 STRESS_SECONDS=1 STRESS_DOMAINS=1 STRESS_THREADS=2";
    assert!(text.contains(&format!("repeat: {}", text.lines().next().unwrap())), "{text}");
    assert!(text.contains(repeat), "{text}");
    text
}

#[test]
fn a_wrong_value_is_found_with_worker_and_step() {
    let text = broken("value");
    assert!(text.contains("FAILED worker 0 (Rust thread), step 2"), "{text}");
    assert!(text.contains("not the value of 2"), "{text}");
}

#[test]
fn a_hang_is_found_and_every_worker_named() {
    let text = broken("hang");
    assert!(text.contains("HANGS"), "{text}");
    for worker in ["worker 0 (Rust thread), step 2, seat > ", "worker 1 (Rust", "worker 2 (domain)"]
    {
        assert!(text.contains(worker), "{worker}: {text}");
    }
}

#[test]
fn what_is_left_is_found() {
    let text = broken("root");
    assert!(text.contains("FAILED at the end: all roots are dropped"), "{text}");
    let text = broken("box");
    assert!(text.contains("FAILED at the end: all boxes are dropped"), "{text}");
    let text = broken("heap");
    assert!(text.contains("FAILED at the end: OCaml's heap is as it was"), "{text}");
    let text = broken("memory");
    assert!(text.contains("FAILED at the end: Rust's heap is as it was"), "{text}");
}
