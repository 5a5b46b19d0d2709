//! Tests that need a process of their own run the test program again.

use std::env;
use std::fs;
use std::process::{Command, Output};

const CHILD: &str = "RUST_DRIVEN_CHILD";
const DONE: &str = "the child's test ran to its end";

/// Runs the test that calls this alone, in another process; there `body` runs.
///
/// # Panics
/// When the other process fails, with all that it printed.
pub fn in_own_process<F: FnOnce()>(body: F) {
    if let Some(output) = run(body, &[]) {
        finished(&output);
    }
}

/// As [`in_own_process`], with parameters for OCaml's runtime beside those that are set.
///
/// # Panics
/// As [`in_own_process`].
pub fn in_own_process_under<F: FnOnce()>(parameters: &str, body: F) {
    let all = match env::var("OCAMLRUNPARAM") {
        Ok(set) if !set.is_empty() => format!("{set},{parameters}"),
        _ => parameters.to_owned(),
    };
    if let Some(output) = run(body, &[("OCAMLRUNPARAM", &all)]) {
        finished(&output);
    }
}

/// As [`in_own_process`], with environment variables. Gives the other process's output: it may
/// end in any way.
pub fn in_own_process_with<F: FnOnce()>(variables: &[(&str, &str)], body: F) -> Option<Output> {
    run(body, variables)
}

fn run<F: FnOnce()>(body: F, variables: &[(&str, &str)]) -> Option<Output> {
    // `suite::lifecycle::name_of_the_test::{{closure}}`
    let path = std::any::type_name::<F>();
    let name = path.split("::{{closure}}").next().unwrap_or(path);
    let name = name.split_once("::").map_or(name, |(_, name)| name);
    if env::var(CHILD).is_ok_and(|child| child == name) {
        body();
        println!("{DONE}");
        return None;
    }
    let mut command = Command::new(env::current_exe().expect("this program's path"));
    command.args(["--exact", name, "--nocapture"]).env(CHILD, name);
    command.envs(variables.iter().copied());
    Some(command.output().expect("this program runs again"))
}

/// Checks that the child succeeded, and that it ran.
fn finished(output: &Output) {
    let (out, err) =
        (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(
        output.status.success() && out.contains(DONE),
        "in its own process: {}\n{out}\n{err}",
        output.status
    );
}

/// A line of /proc/self/status, in KiB: `VmRSS` is what is resident now, `VmHWM` the most ever.
///
/// # Panics
/// Where the system has no such file: call it behind `cfg(target_os = "linux")`.
pub fn resident_kib(line: &str) -> u64 {
    let status = fs::read_to_string("/proc/self/status").expect("Linux's /proc");
    let value = status.lines().find_map(|l| l.strip_prefix(line)?.strip_prefix(':'));
    let number = value.and_then(|value| value.split_whitespace().next());
    number.and_then(|number| number.parse().ok()).expect("a number of KiB")
}
