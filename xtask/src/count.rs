//! Counts tests in the output of test programs.

use std::ops::AddAssign;

/// How many tests passed, failed, were skipped.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    pub passed: u32,
    pub failed: u32,
    pub skipped: u32,
}

impl AddAssign for Count {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

impl std::fmt::Display for Count {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Count { passed, failed, skipped } = self;
        write!(f, "{passed} passed, {failed} failed, {skipped} skipped")
    }
}

impl Count {
    /// Adds up what libtest, alcotest (or what stands in for it: `tests/ocaml-driven/harness`) and
    /// libFuzzer report in `output`.
    pub fn of(output: &str) -> Self {
        let mut sum = Count::default();
        for line in output.lines() {
            sum += libtest(line)
                .or_else(|| alcotest(line))
                .or_else(|| libfuzzer(line))
                .unwrap_or_default();
        }
        sum
    }
}

/// `test result: ok. 5 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s`
fn libtest(line: &str) -> Option<Count> {
    let (_, rest) = line.split_once("test result: ")?;
    let of = |what: &str| number_before(rest, what).unwrap_or(0);
    Some(Count { passed: of(" passed"), failed: of(" failed"), skipped: of(" ignored") })
}

/// `Test Successful in 0.001s. 12 tests run.`, or `2 failures! in 0.001s. 12 tests run.`
fn alcotest(line: &str) -> Option<Count> {
    let line = plain(line);
    let run = number_before(&line, " test run.").or_else(|| number_before(&line, " tests run."))?;
    let failed = number_before(&line, " failure! ").or_else(|| number_before(&line, " failures! "));
    let failed = match (failed, line.contains("Test Successful")) {
        (Some(failed), _) => failed,
        (None, true) => 0,
        (None, false) => return None,
    };
    Some(Count { passed: run.saturating_sub(failed), failed, skipped: 0 })
}

/// `stat::number_of_executed_units: 12345`, each one that passed: the first that doesn't ends it.
fn libfuzzer(line: &str) -> Option<Count> {
    let executed = line.strip_prefix("stat::number_of_executed_units:")?;
    Some(Count { passed: executed.trim().parse().ok()?, ..Count::default() })
}

fn number_before(line: &str, what: &str) -> Option<u32> {
    let before = &line[..line.find(what)?];
    let digits = before.rfind(|c: char| !c.is_ascii_digit()).map_or(0, |at| at + 1);
    before.get(digits..)?.parse().ok()
}

/// Without the terminal's colour codes.
fn plain(line: &str) -> String {
    let mut text = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once("\u{1b}[") {
        text.push_str(before);
        rest = after.split_once('m').map_or("", |(_, rest)| rest);
    }
    text + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(passed: u32, failed: u32, skipped: u32) -> Count {
        Count { passed, failed, skipped }
    }

    #[test]
    fn adds_up_libtest() {
        let output = "running 6 tests\ntest result: ok. 5 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out\n\
                      test result: FAILED. 2 passed; 3 failed; 0 ignored; 0 measured; 0 filtered out\n";
        assert_eq!(Count::of(output), count(7, 3, 1));
    }

    #[test]
    fn adds_up_alcotest_in_colour_and_plain() {
        let good = "\u{1b}[32;1mTest Successful\u{1b}[0m in 0.001s. 12 tests run.";
        assert_eq!(Count::of(good), count(12, 0, 0));
        assert_eq!(Count::of("Test Successful in 0.001s. 1 test run."), count(1, 0, 0));
        assert_eq!(Count::of("2 failures! in 0.001s. 12 tests run."), count(10, 2, 0));
        assert_eq!(
            Count::of("\u{1b}[31;1m1 failure!\u{1b}[0m in 0.001s. 3 tests run."),
            count(2, 1, 0)
        );
    }

    #[test]
    fn adds_up_what_runs_without_alcotest() {
        let good = "a group 0: a test ... ok\nTest Successful. 1 tests run.\n";
        assert_eq!(Count::of(good), count(1, 0, 0));
        let bad = "a group 0: 3 tests run. ... FAILED\nwhy\n1 failures! 12 tests run.\n";
        assert_eq!(Count::of(bad), count(11, 1, 0));
        assert_eq!(Count::of("a group 0: a test ... "), count(0, 0, 0));
    }

    #[test]
    fn every_input_of_a_fuzzer_is_a_case() {
        let output = "stat::number_of_executed_units: 12345\nstat::average_exec_per_sec: 200\n";
        assert_eq!(Count::of(output), count(12345, 0, 0));
    }

    #[test]
    fn other_lines_count_nothing() {
        assert_eq!(Count::of("Compiling x\n3 tests run.\nerror: test failed"), count(0, 0, 0));
    }

    #[test]
    fn the_last_line_of_a_run() {
        assert_eq!(count(3, 0, 1).to_string(), "3 passed, 0 failed, 1 skipped");
    }
}
