//! What a whole table comes to: geometric means of ratios.

use super::table::{Figure, Table};
use super::{FAT, OURS};

/// The rows that convert a structure begin with one of these.
const CONVERSIONS: [&str; 11] = [
    "string",
    "int list",
    "float array",
    "floatarray",
    "record",
    "1000 records",
    "variant",
    "option",
    "result",
    "triple",
    "tree",
];

/// A row without an operation: its ratio says nothing.
const EMPTY: &str = "an empty loop";

/// The row that measures how Rust unwinds the stack, where C leaps.
const PANICS: &str = "panics";

/// The columns that aren't libraries.
const BY_HAND: [&str; 4] = ["C, manual", "C, optimised", "C, in bulk", "OCaml"];

/// The means of a table, a line each.
pub fn of(table: &Table) -> Vec<String> {
    let to_c = [OURS, FAT].into_iter().filter_map(|name| {
        let mean = |left_out: &[&str]| {
            let rows = table.column(name).filter(|(title, _)| !left_out.contains(title));
            geometric(rows.map(|(_, figure)| figure.ratio))
        };
        let ((all, rows), (calm, _)) = (mean(&[EMPTY])?, mean(&[EMPTY, PANICS])?);
        let mean = format!("{name} / optimised C: {all:.3}, the geometric mean of {rows} rows");
        Some(format!("{mean}; {calm:.3} without the row `{PANICS}`"))
    });
    let library = |name: &&String| !BY_HAND.contains(&name.as_str());
    let peers =
        table.columns.iter().filter(library).filter(|name| ![OURS, FAT].contains(&name.as_str()));
    let to_ours = peers.filter_map(|peer| {
        let both = table.column(peer).filter_map(|(title, theirs)| {
            let converts = CONVERSIONS.iter().any(|start| title.starts_with(start));
            let Figure { ratio: ours, .. } = table.column(OURS).find(|(t, _)| *t == title)?.1;
            converts.then_some(theirs.ratio / ours)
        });
        let (mean, rows) = geometric(both)?;
        Some(format!(
            "{peer} / ours: {mean:.3}, the geometric mean of the {rows} conversions of both"
        ))
    });
    to_c.chain(to_ours).collect()
}

/// The means over several tables, a line each.
pub fn of_all(tables: &[&Table]) -> Vec<String> {
    let to_c = [OURS, FAT].into_iter().filter_map(|name| {
        let rows = tables.iter().flat_map(|table| table.column(name));
        let ratios = rows.filter(|(title, _)| *title != EMPTY).map(|(_, figure)| figure.ratio);
        let (mean, rows) = geometric(ratios)?;
        Some(format!("{name} / optimised C: {mean:.3}, the geometric mean of {rows} rows"))
    });
    to_c.collect()
}

/// The geometric mean, and of how many; nothing of none.
fn geometric(ratios: impl Iterator<Item = f64>) -> Option<(f64, u32)> {
    let (sum, count) = ratios.fold((0.0, 0), |(sum, count), ratio| (sum + ratio.ln(), count + 1));
    (count > 0).then(|| ((sum / f64::from(count)).exp(), count))
}

#[cfg(test)]
mod tests {
    use super::super::table::{BASE, figures};
    use super::*;

    #[test]
    fn halves_and_doubles_are_even() {
        assert_eq!(geometric([0.5, 2.0].into_iter()), Some((1.0, 2)));
        assert_eq!(geometric([].into_iter()), None);
    }

    #[test]
    fn each_mean_is_over_the_rows_it_is_about() {
        let names = [BASE, OURS, "peer"].map(str::to_owned);
        let mut table = Table::new(names.to_vec());
        let mut add = |title: &str, values: &[f64]| {
            let measured: Vec<_> = names.iter().cloned().zip(values.iter().copied()).collect();
            table.add(title, &figures(&[measured]));
        };
        add(EMPTY, &[1.0, 1.0, 1.0]);
        add("int -> int", &[1.0, 4.0, 400.0]);
        add("record, both", &[10.0, 10.0, 30.0]);
        // The peer hasn't this one.
        add("triple", &[1.0, 2.0]);
        add(PANICS, &[1.0, 16.0]);
        assert_eq!(
            of(&table),
            [
                "ours / optimised C: 3.364, the geometric mean of 4 rows; 2.000 without the row \
                 `panics`",
                "peer / ours: 3.000, the geometric mean of the 1 conversions of both",
            ]
        );
        assert_eq!(
            of_all(&[&table, &table]),
            ["ours / optimised C: 3.364, the geometric mean of 8 rows"]
        );
    }
}
