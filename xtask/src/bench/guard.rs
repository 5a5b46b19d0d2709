//! The guard: a dozen rows' instructions, compared with those recorded in `benches/instructions.tsv`.
//!
//! The file is the list, too: to guard another row is to add a line with its title and to record.
//!
//! What is compared? Instructions alone depend on what isn't ours: OCaml's runtime, the C library's
//! `malloc` and `memcpy`, which differ by processor. These cost optimised C as much, so the ratio to
//! it stays; but the ratio moves with the C compiler, and where C takes ten instructions by a tenth.
//! So both are recorded, and a row is dearer when both its instructions and its ratio have
//! grown past the limit: a change of ours moves both, wherever it is counted, and a change of the
//! machine moves one of them. What is left is another Rust: that is a true change of what a row
//! costs, and is recorded anew.

use std::fs;
use std::path::{Path, PathBuf};

use super::OURS;
use super::callgrind::{self, count, in_parallel};
use super::program::{Profile, Program};
use super::table::BASE;
use crate::run::{Outcome, root};
use crate::setup::Ready;

/// How much dearer a row may get.
const LIMIT: f64 = 0.05;

/// A row's instructions an operation.
#[derive(Debug, Clone, PartialEq)]
pub struct Counted {
    pub row: String,
    pub ours: f64,
    /// Of optimised C.
    pub base: f64,
}

/// What comparing a row came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// There is nothing to compare with yet.
    New,
    Dearer,
    AsBefore,
    Cheaper,
}

/// Where the counts are recorded, in the repository at `root`.
pub fn file(root: &Path) -> PathBuf {
    root.join("benches/instructions.tsv")
}

/// Every guarded row's verdict, with what there is to say about it.
pub fn compare(ready: &Ready) -> Outcome<Vec<(Verdict, String)>> {
    let recorded = read()?;
    let now = measure(ready, &recorded)?;
    Ok(recorded.iter().zip(&now).map(|(before, now)| before.compared(now)).collect())
}

/// `cargo xtask bench --guard`.
///
/// # Errors
/// When a row got dearer: what to do, the rows having been printed.
pub fn command(ready: &Ready) -> Outcome {
    let verdicts = compare(ready)?;
    for (_, text) in &verdicts {
        println!("{text}");
    }
    match verdicts.iter().filter(|(verdict, _)| verdict.fails()).count() {
        0 => Ok(()),
        failed => Err(format!("{failed} of {} rows: {REMEDY}", verdicts.len())),
    }
}

impl Verdict {
    /// Whether the guard lets it pass.
    pub fn fails(self) -> bool {
        matches!(self, Self::New | Self::Dearer)
    }
}

/// What to do about rows that fail.
pub const REMEDY: &str = "more than 5 % dearer than benches/instructions.tsv says. Find out why \
                          (`cargo xtask bench --instructions ROW` shows all columns) and make it \
                          cheaper; where the cost is meant, or another compiler's, record it: \
                          `cargo xtask bench --record`";

/// `cargo xtask bench --record`: writes the counts of the rows that the file names.
pub fn record(ready: &Ready) -> Outcome {
    let recorded = read()?;
    let now = measure(ready, &recorded)?;
    for (before, now) in recorded.iter().zip(&now) {
        println!("{}", before.compared(now).1);
    }
    let file = file(&root());
    fs::write(&file, write(&now)).map_err(|error| format!("{}: {error}", file.display()))
}

fn measure(ready: &Ready, recorded: &[Counted]) -> Outcome<Vec<Counted>> {
    callgrind::there()?;
    let program = Program::build(ready, Profile::Release)?;
    in_parallel(recorded, |Counted { row, ours, base }| {
        let count = |column, before| count(&program, column, row, (before > 0.0).then_some(before));
        Ok(Counted { row: row.clone(), ours: count(OURS, *ours)?, base: count(BASE, *base)? })
    })
}

impl Counted {
    fn compared(&self, now: &Counted) -> (Verdict, String) {
        let alone = now.ours / self.ours - 1.0;
        let (ratio, ratio_before) = (now.ours / now.base, self.ours / self.base);
        let relative = ratio / ratio_before - 1.0;
        let verdict = if self.ours == 0.0 {
            Verdict::New
        } else if alone.min(relative) > LIMIT {
            Verdict::Dearer
        } else if alone.max(relative) < -LIMIT {
            Verdict::Cheaper
        } else {
            Verdict::AsBefore
        };
        let word = match verdict {
            Verdict::New => {
                let text = format!(
                    "new       {:<36} {:>8.1} instructions, none recorded",
                    self.row, now.ours
                );
                return (verdict, text);
            }
            Verdict::Dearer => "DEARER   ",
            Verdict::AsBefore => "as before",
            Verdict::Cheaper => "cheaper  ",
        };
        let text = format!(
            "{word} {:<36} {:>8.1} instructions, recorded {:.1}: {:+.1} %; {ratio:.2} times optimised C's, \
             recorded {ratio_before:.2}: {:+.1} %",
            self.row,
            now.ours,
            self.ours,
            alone * 100.0,
            relative * 100.0
        );
        (verdict, text)
    }
}

fn read() -> Outcome<Vec<Counted>> {
    let file = file(&root());
    let text = fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
    parse(&text).map_err(|line| format!("{}: not understood: {line}", file.display()))
}

fn parse(text: &str) -> Outcome<Vec<Counted>> {
    let counted = |line: &str| {
        let mut fields = line.split('\t');
        let row = fields.next()?.to_owned();
        // A row that was added by hand has no counts yet.
        let mut number = || fields.next().map_or(Some(0.0), |field| field.parse().ok());
        Some(Counted { row, ours: number()?, base: number()? })
    };
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| counted(line).ok_or_else(|| line.to_owned())).collect()
}

fn write(counted: &[Counted]) -> String {
    let mut text = String::from(
        "# Instructions an operation: row, ours, optimised C. Written by `cargo xtask bench --record`.\n",
    );
    for Counted { row, ours, base } in counted {
        text += &format!("{row}\t{ours:.1}\t{base:.1}\n");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(ours: f64, base: f64) -> Counted {
        Counted { row: "record, both".to_owned(), ours, base }
    }

    fn verdict(ours: f64, base: f64) -> Verdict {
        counted(100.0, 50.0).compared(&counted(ours, base)).0
    }

    #[test]
    fn a_change_of_ours_moves_both_figures() {
        assert_eq!(verdict(104.0, 50.0), Verdict::AsBefore);
        assert_eq!(verdict(106.0, 50.0), Verdict::Dearer);
        assert_eq!(verdict(94.0, 50.0), Verdict::Cheaper);
    }

    #[test]
    fn a_change_of_the_machine_moves_one() {
        // The runtime's allocation got dearer for both; the C compiler got better.
        assert_eq!(verdict(110.0, 55.0), Verdict::AsBefore);
        assert_eq!(verdict(100.0, 40.0), Verdict::AsBefore);
        assert_eq!(verdict(90.0, 40.0), Verdict::AsBefore);
    }

    #[test]
    fn what_is_said_names_the_row_and_by_how_much() {
        let (_, text) = counted(100.0, 50.0).compared(&counted(112.0, 50.0));
        for part in ["DEARER", "record, both", "112.0", "100.0", "+12.0 %", "2.24", "2.00"] {
            assert!(text.contains(part), "no {part} in {text}");
        }
    }

    #[test]
    fn the_file_is_read_as_it_was_written() {
        let all = [
            counted(569.5, 700.0),
            Counted { row: "int -> int".to_owned(), ..counted(40.0, 12.0) },
        ];
        assert_eq!(parse(&write(&all)).as_deref(), Ok(&all[..]));
        let new = &parse("new row\n").unwrap()[0];
        assert!(new.compared(&all[0]).0.fails());
        assert_eq!(parse("row\tmany\t1").unwrap_err(), "row\tmany\t1");
    }
}
