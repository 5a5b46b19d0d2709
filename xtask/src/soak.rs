//! `cargo xtask soak`: what takes too long for `test`; the last line is the count, as there.

use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::time::Instant;

use crate::count::Count;
use crate::filter::chosen;
use crate::run::{Outcome, ask};
use crate::runs::{self, Places, Run};
use crate::setup::{self, Ready};
use crate::test::{self, Report};

/// `cargo xtask soak [FILTER]`.
///
/// # Errors
/// Before the first run: with a message. After it: empty, because the table is printed.
pub fn command(filter: Option<&str>) -> Outcome {
    let ready = setup::ensure(false)?;
    let places = Places::find()?;
    let runs = chosen("run", runs::all(&places)?, |run| run.stage.name.clone(), filter)?;
    let plans: Vec<_> = runs.iter().map(|run| plan(run, &ready)).collect();

    let planned = || runs.iter().zip(&plans).filter(|(_, plan)| plan.is_ok());
    let minutes: u32 = planned().map(|(run, _)| run.minutes).sum();
    println!("OCaml {}; {} of {} runs:", ready.toolchain.version(), planned().count(), runs.len());
    for (run, plan) in runs.iter().zip(&plans) {
        let Run { stage, what, minutes, .. } = run;
        match plan {
            Ok(_) => println!("  {:<22} {minutes:>3} min  {what}", stage.name),
            Err(reason) => println!("  {:<22} skipped  {reason}", stage.name),
        }
    }
    println!("about {minutes} minutes on two cores, once all is compiled\n");

    let start = Instant::now();
    let mut rows = Vec::new();
    for (run, plan) in runs.iter().zip(plans) {
        let Ok(ready) = plan else {
            let report =
                Report { count: Count { skipped: 1, ..Count::default() }, ..Report::default() };
            rows.push(Row { run, report, reports: 0 });
            continue;
        };
        print!("{:<22} ", run.stage.name);
        io::stdout().flush().map_err(|error| error.to_string())?;
        let row = execute(run, &ready, &places)?;
        println!("{}, {:.1} s", row.report.count, row.report.seconds);
        for note in &row.report.notes {
            println!("{note}");
        }
        rows.push(row);
    }
    println!("\n{}", table(&rows));
    println!("{} runs in {} s", rows.len(), start.elapsed().as_secs());
    let mut sum = Count::default();
    for row in &rows {
        sum += row.report.count;
    }
    println!("{sum}");
    match sum.failed {
        0 => Ok(()),
        _ => Err(String::new()),
    }
}

/// The toolchain that a run takes, in its environment; or why it is skipped.
fn plan(run: &Run, machine: &Ready) -> Outcome<Ready> {
    if let Some(reason) = run.needs.iter().find_map(|need| need.missing()) {
        return Err(reason.to_owned());
    }
    let mut ready = match run.ocaml {
        Some(version) => setup::prefixed(version)?,
        None => machine.clone(),
    };
    ready.variables.extend(run.variables.iter().cloned());
    // What hangs is ended, and has failed. Where these two aren't installed it is waited for.
    let may_end = ["setpriv", "timeout"].iter().all(|name| ask(name, &["--version"]).is_some());
    ready.minutes = may_end.then_some(15 + 5 * run.minutes);
    Ok(ready)
}

/// A run that was done or skipped.
struct Row<'a> {
    run: &'a Run,
    report: Report,
    /// What sanitizers and the like reported.
    reports: u32,
}

fn execute<'a>(run: &'a Run, ready: &Ready, places: &Places) -> Outcome<Row<'a>> {
    let folder = places.reports(&run.stage.name);
    if folder.is_dir() {
        fs::remove_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    for folder in run.folders.iter().chain([&folder]) {
        fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    let mut report = test::run(&run.stage, ready);
    let texts = texts(&folder)?;
    let reports = texts.iter().map(|text| reports(text)).sum();
    if reports > 0 {
        let first = texts.iter().find(|text| !text.trim().is_empty());
        let start: Vec<_> = first.iter().flat_map(|text| text.lines()).take(40).collect();
        let folder = folder.display();
        report.fail(format!("{reports} reports in {folder}, the first:\n{}", start.join("\n")));
    }
    Ok(Row { run, report, reports })
}

/// What the files of a folder say, in the order of their names.
fn texts(folder: &Path) -> Outcome<Vec<String>> {
    let failed = |error: io::Error| format!("{}: {error}", folder.display());
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        paths.push(entry.map_err(failed)?.path());
    }
    paths.sort();
    let text = |path| fs::read(path).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    paths.iter().map(text).collect::<Result<_, _>>().map_err(failed)
}

/// How many reports a file holds. A file of another kind, such as a fuzzer's input, is one.
fn reports(text: &str) -> u32 {
    const HEADINGS: [&str; 3] =
        ["ERROR: AddressSanitizer", "WARNING: ThreadSanitizer", "== REPORT"];
    let heading = |line: &&str| HEADINGS.iter().any(|heading| line.contains(heading));
    let headings = u32::try_from(text.lines().filter(heading).count()).unwrap_or(u32::MAX);
    headings.max(u32::from(!text.trim().is_empty()))
}

fn table(rows: &[Row<'_>]) -> String {
    let mut lines = vec![format!(
        "{:<22} {:<72} {:>7} {:>7} {:>8} {:>8}",
        "run", "what", "passed", "failed", "seconds", "reports"
    )];
    for Row { run, report, reports } in rows {
        let start = format!("{:<22} {:<72} ", run.stage.name, run.what);
        lines.push(match report.count {
            Count { passed: 0, failed: 0, skipped: 1 } => format!("{start}{:>7}", "skipped"),
            Count { passed, failed, .. } => {
                format!("{start}{passed:>7} {failed:>7} {:>8.1} {reports:>8}", report.seconds)
            }
        });
    }
    lines.join("\n") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reports_are_counted_and_no_file_is_overlooked() {
        let asan = "==7==ERROR: AddressSanitizer: heap-use-after-free\n#0 f\n#1 g\n";
        let tsan = "WARNING: ThreadSanitizer: data race\n\nWARNING: ThreadSanitizer: data race\n";
        let memcheck = "==7== REPORT\n==7== Invalid read of size 8\n==7== \n";
        assert_eq!([asan, tsan, memcheck].map(reports), [1, 2, 1]);
        assert_eq!(["", "\n", "an input that panics"].map(reports), [0, 0, 1]);
    }

    #[test]
    fn the_table_tells_what_was_skipped_from_what_failed() {
        let run = |name: &str| Run {
            stage: crate::stages::Stage { name: name.to_owned(), jobs: Vec::new() },
            what: "what".to_owned(),
            minutes: 1,
            ocaml: None,
            needs: Vec::new(),
            variables: Vec::new(),
            folders: Vec::new(),
        };
        let (good, left_out) = (run("good"), run("left-out"));
        let row = |run, passed, failed, skipped, reports| {
            let count = Count { passed, failed, skipped };
            Row { run, report: Report { count, seconds: 1.25, notes: Vec::new() }, reports }
        };
        let table = table(&[row(&good, 12, 3, 1, 2), row(&left_out, 0, 0, 1, 0)]);
        let lines: Vec<Vec<_>> =
            table.lines().map(|line| line.split_whitespace().collect()).collect();
        assert_eq!(lines[0], ["run", "what", "passed", "failed", "seconds", "reports"]);
        assert_eq!(lines[1], ["good", "what", "12", "3", "1.2", "2"]);
        assert_eq!(lines[2], ["left-out", "what", "skipped"]);
    }
}
