//! `cargo xtask bench`: this library beside C, OCaml and other libraries.
//!
//! The program of `benches/` measures, a row at a time; here its answers become tables. Rust is
//! compiled twice, so there are two programs: they take turns, row by row.

mod program;

mod table;

mod means;

mod scaling;

mod plot;

mod page;

mod callgrind;

pub mod guard;

use std::path::PathBuf;

use program::{Contents, Linker, Profile, Program};
use scaling::Point;
use table::{BASE, Figure, Table, figures};

use crate::filter::chosen;
use crate::run::Outcome;
use crate::setup;

/// The column of this library, and the one of its build with link-time optimisation.
const OURS: &str = "ours";
const FAT: &str = "ours, fat LTO";

/// The conversions that two domains do at once, and who.
const PAIRED: [&str; 3] = ["record, both", "int list of 1000, both", "tree of depth 12, both"];
const PAIRS: [&str; 3] = [BASE, "OCaml", OURS];

/// The command line of `bench`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Options {
    Measure {
        /// Part of the titles of the rows to measure.
        filter: Option<String>,
        /// The page to write into.
        page: Option<PathBuf>,
        /// No times.
        instructions_only: bool,
    },
    Guard,
    Record,
}

impl Options {
    /// Reads the words after `bench`.
    pub fn parse(words: &[&str]) -> Outcome<Self> {
        match words {
            ["--guard"] => return Ok(Self::Guard),
            ["--record"] => return Ok(Self::Record),
            _ => {}
        }
        let (mut filter, mut page, mut instructions_only) = (None, None, false);
        let mut rest = words.iter();
        while let Some(word) = rest.next() {
            match *word {
                "--instructions" => instructions_only = true,
                "--into" => page = Some(rest.next().ok_or("--into needs a page")?.into()),
                unknown if unknown.starts_with('-') => {
                    return Err(format!("no such option, or not with others: {unknown}"));
                }
                word => {
                    if let Some(first) = filter.replace(word.to_owned()) {
                        return Err(format!("one filter is enough: {first}, {word}"));
                    }
                }
            }
        }
        Ok(Self::Measure { filter, page, instructions_only })
    }
}

/// `cargo xtask bench`.
pub fn command(options: &Options) -> Outcome {
    let ready = setup::ensure(false)?;
    match options {
        Options::Guard => guard::command(&ready),
        Options::Record => guard::record(&ready),
        Options::Measure { filter, page, instructions_only } => {
            let page = page.as_deref().map(page::Page::open).transpose()?;
            let linker = if *instructions_only { None } else { linker() };
            let build = |profile| match &linker {
                Some(linker) => Program::build_shuffled(&ready, profile, linker),
                None => Program::build(&ready, profile),
            };
            let (release, fat) = (build(Profile::Release)?, build(Profile::Fat)?);
            let contents = release.contents()?;
            let work = chosen("row", Work::all(&contents), Work::title, filter.as_deref())?;
            let bench = Bench { release, fat, columns: columns(&contents), work };
            bench.measure(*instructions_only, |part, text| match &page {
                Some(page) => page.fill(part, text),
                None => Ok(()),
            })
        }
    }
}

/// The linker for times. Says where there is none.
fn linker() -> Option<Linker> {
    let found = Linker::find();
    if let Err(why) = &found {
        println!("functions are where the system's linker puts them, in all processes: {why}");
    }
    found.ok()
}

/// All columns: the one of link-time optimisation stands beside ours.
fn columns(contents: &Contents) -> Vec<String> {
    let mut columns = contents.columns.clone();
    if let Some(ours) = columns.iter().position(|column| column == OURS) {
        columns.insert(ours + 1, FAT.to_owned());
    }
    columns
}

/// Something to measure.
#[derive(Debug, Clone, PartialEq)]
enum Work {
    Row(String),
    Scaling(program::Scaling),
    Pair(&'static str),
}

impl Work {
    fn all(contents: &Contents) -> Vec<Self> {
        let rows = contents.rows.iter().cloned().map(Self::Row);
        let scaling = contents.scaling.iter().cloned().map(Self::Scaling);
        rows.chain(scaling).chain(PAIRED.map(Self::Pair)).collect()
    }

    fn title(&self) -> String {
        match self {
            Self::Row(title) => title.clone(),
            Self::Scaling(row) => row.title.clone(),
            Self::Pair(row) => format!("two domains: {row}"),
        }
    }
}

/// The programs and what they are asked for.
struct Bench {
    release: Program,
    fat: Program,
    columns: Vec<String>,
    work: Vec<Work>,
}

impl Bench {
    /// Measures and prints; each part of the page goes to `write`.
    fn measure(&self, instructions_only: bool, write: impl Fn(&str, &str) -> Outcome) -> Outcome {
        if !instructions_only {
            let times = self.times(&write)?;
            self.scaling(&times, &write)?;
            self.domains(&write)?;
        }
        self.instructions(&write)
    }

    fn rows(&self) -> Vec<&str> {
        let rows = self.work.iter().filter_map(|work| match work {
            Work::Row(title) => Some(title.as_str()),
            _ => None,
        });
        rows.collect()
    }

    /// One row in all columns.
    fn time(&self, row: &str) -> Outcome<Vec<(String, Figure)>> {
        let columns: Vec<&str> = self.columns.iter().map(String::as_str).collect();
        let own: Vec<&str> = columns.into_iter().filter(|column| *column != FAT).collect();
        let mut found = figures(&self.release.time(row, &own)?);
        let fat = figures(&self.fat.time(row, &[BASE, OURS])?);
        let fat = fat.into_iter().filter(|(column, _)| column == OURS);
        found.extend(fat.map(|(_, figure)| (FAT.to_owned(), figure)));
        Ok(found)
    }

    fn times(&self, write: &impl Fn(&str, &str) -> Outcome) -> Outcome<Table> {
        let mut table = Table::new(self.columns.clone());
        let rows = self.rows();
        if rows.is_empty() {
            return Ok(table);
        }
        println!("{}", table.heading("ns an operation (ratio to optimised C)"));
        for row in rows {
            println!("{}", table.add(row, &self.time(row)?));
        }
        let means = means::of(&table);
        println!("\n{}\n", means.join("\n"));
        write("times", &format!("{}\n{}", table.markdown("ns an operation"), listed(&means)))?;
        Ok(table)
    }

    /// `times` are those of the other rows.
    fn scaling(&self, times: &Table, write: &impl Fn(&str, &str) -> Outcome) -> Outcome {
        let mut table = Table::new(self.columns.clone());
        let rows = self.work.iter().filter_map(|work| match work {
            Work::Scaling(row) => Some(row),
            _ => None,
        });
        let mut points = Vec::new();
        for row in rows {
            if points.is_empty() {
                println!("{}", table.heading("ns an element (ratio to optimised C)"));
            }
            let point = Point::new(row, self.time(&row.title)?);
            println!("{}", table.add(&row.title, &point.found));
            points.push(point);
        }
        if points.is_empty() {
            return Ok(());
        }
        let mut evenness = scaling::evenness(&points, &table);
        let means = means::of_all(&[times, &table]);
        evenness.extend(means.into_iter().map(|mean| format!("{mean}, these and those above")));
        println!("\n{}\n", evenness.join("\n"));
        let plot = plot::svg(&scaling::series(&points, &self.columns), &self.columns);
        let markdown = table.markdown("ns an element");
        write("scaling", &format!("{markdown}\n{plot}\n{}", listed(&evenness)))
    }

    fn domains(&self, write: &impl Fn(&str, &str) -> Outcome) -> Outcome {
        let mut lines = Vec::new();
        for work in &self.work {
            let Work::Pair(row) = work else { continue };
            let found = self.release.pair(row, &PAIRS)?;
            let found = found.iter().map(|(column, times)| format!("{column} {times:.2}"));
            let line = format!("{row}: {}", found.collect::<Vec<_>>().join(", "));
            if lines.is_empty() {
                println!("what two domains do at once, as a multiple of what one does");
            }
            println!("{line}");
            lines.push(line);
        }
        match lines.is_empty() {
            true => Ok(()),
            false => {
                println!();
                write("domains", &listed(&lines))
            }
        }
    }

    fn instructions(&self, write: &impl Fn(&str, &str) -> Outcome) -> Outcome {
        let rows = self.rows();
        if rows.is_empty() {
            return Ok(());
        }
        if let Err(why) = callgrind::there() {
            println!("instructions aren't counted: {why}");
            return Ok(());
        }
        let mut table = Table::new(self.columns.clone());
        println!("{}", table.heading("instructions an operation, uncollected"));
        for row in rows {
            println!("{}", table.add(row, &self.count(row)?));
        }
        write("instructions", &table.markdown("instructions an operation"))
    }

    /// One row's instructions in all columns that have it.
    fn count(&self, row: &str) -> Outcome<Vec<(String, Figure)>> {
        let counted = callgrind::in_parallel(&self.columns, |column| {
            let (program, name) = match column.as_str() {
                FAT => (&self.fat, OURS),
                name => (&self.release, name),
            };
            let count = callgrind::count(program, name, row, None)?;
            // A column that hasn't the row does nothing.
            Ok((count > 0.0).then(|| (column.clone(), count)))
        })?;
        // Counts don't drift: the other program's C is the same.
        Ok(figures(&[counted.into_iter().flatten().collect()]))
    }
}

fn listed(lines: &[String]) -> String {
    lines.iter().map(|line| format!("- {line}\n")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_read() {
        assert_eq!(Options::parse(&["--guard"]), Ok(Options::Guard));
        assert_eq!(Options::parse(&["--record"]), Ok(Options::Record));
        let measure = Options::parse(&["record", "--into", "page.md", "--instructions"]);
        let (filter, page) = (Some("record".to_owned()), Some("page.md".into()));
        assert_eq!(measure, Ok(Options::Measure { filter, page, instructions_only: true }));
        for wrong in [&["--into"][..], &["a", "b"], &["--guard", "x"], &["--fast"]] {
            assert!(Options::parse(wrong).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn the_column_of_link_time_optimisation_stands_beside_ours() {
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let contents = Contents { columns: names(&[BASE, OURS, "peer"]), ..Contents::default() };
        assert_eq!(columns(&contents), [BASE, OURS, FAT, "peer"]);
    }
}
