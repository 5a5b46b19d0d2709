//! Instructions an operation, counted by Valgrind's callgrind: they don't drift with the machine's
//! load, and from run to run they are the same.

use std::num::NonZero;
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::program::{Program, answer};
use crate::run::{Outcome, ask};

/// A minor heap that no workload fills while it is counted: a collection comes once in thousands of
/// operations, and whether it falls into what is counted would be chance. So what the counts leave
/// out is the collector's share, which is the same for whoever makes the same values.
const SETTINGS: &str = "s=8M";

/// As many times are run as these many instructions make, about: starting the program is more.
const ENOUGH: f64 = 300_000.0;

/// Why nothing can be counted, and what to do.
///
/// # Errors
/// Where there is no Valgrind.
pub fn there() -> Outcome {
    match ask("valgrind", &["--version"]) {
        Some(_) => Ok(()),
        None => Err("no Valgrind: install it, on Debian with apt-get install valgrind".to_owned()),
    }
}

/// Instructions an operation. What happens once, at the start or at first use, is in neither of the
/// two counts that are subtracted. `guess` says how many there may be, where that is known.
pub fn count(program: &Program, column: &str, row: &str, guess: Option<f64>) -> Outcome<f64> {
    let total = |times| total(program, times, column, row);
    let guess = match guess {
        Some(guess) => guess,
        None => (total(1)? - total(0)?) as f64,
    };
    let times = repetitions(guess);
    let more = total(3 * times)? - total(times)?;
    Ok(more as f64 / (2 * times) as f64)
}

/// A power of ten, so that the same row is repeated as often tomorrow.
fn repetitions(guess: f64) -> i64 {
    let most = (ENOUGH / guess.max(1.0)).clamp(1.0, 10_000.0);
    10_i64.pow(most.log10().floor() as u32)
}

/// The instructions of the whole program.
fn total(program: &Program, times: i64, column: &str, row: &str) -> Outcome<i64> {
    let mut valgrind = Command::new("valgrind");
    // The log on standard output, where the program says nothing.
    valgrind.args(["--tool=callgrind", "--callgrind-out-file=/dev/null", "--log-fd=1"]);
    valgrind.arg(program.path()).args(["--repeat", &times.to_string(), column, row]);
    valgrind.env("OCAMLRUNPARAM", SETTINGS).env_remove("VALGRIND_OPTS");
    let text = answer(&mut valgrind)?;
    collected(&text).ok_or_else(|| format!("callgrind reports no count:\n{text}"))
}

fn collected(text: &str) -> Option<i64> {
    let (_, count) = text.lines().find_map(|line| line.split_once("Collected :"))?;
    count.split_whitespace().next()?.parse().ok()
}

/// What `of` makes of each, as many at a time as there are cores: counts don't mind the company.
pub fn in_parallel<T: Sync, R: Send>(
    all: &[T],
    of: impl Fn(&T) -> Outcome<R> + Sync,
) -> Outcome<Vec<R>> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(one) = all.get(index) else { return done };
            done.push((index, of(one)));
        }
    };
    let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
    let mut done = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..cores).map(|_| scope.spawn(work)).collect();
        let joined = threads.into_iter().map(|thread| thread.join());
        // A thread that panicked has done less than all: the panic goes on.
        joined
            .flat_map(|done| done.unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect::<Vec<_>>()
    });
    done.sort_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_count_is_found_in_the_log() {
        let log = "==7== For interactive control\n==7== Collected : 16544390\n==7== \n";
        assert_eq!(collected(log), Some(16_544_390));
        assert_eq!(collected("==7== Valgrind: FATAL"), None);
    }

    #[test]
    fn cheap_operations_are_repeated_more_often() {
        assert_eq!([0.0, 40.0, 570.0, 28_000.0, 8e7].map(repetitions), [10_000, 1000, 100, 10, 1]);
    }

    #[test]
    fn results_come_in_order_and_errors_come_through() {
        let numbers: Vec<u32> = (0..100).collect();
        assert_eq!(in_parallel(&numbers, |n| Ok(n * 2)).unwrap()[99], 198);
        let odd = in_parallel(&numbers, |n| if *n == 51 { Err("51".to_owned()) } else { Ok(()) });
        assert_eq!(odd, Err("51".to_owned()));
    }
}
