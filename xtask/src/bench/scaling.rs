//! How cost grows with size: nanoseconds an element, as a table, as factors, and for a plot.

use super::program::Scaling;
use super::table::{Figure, Table, number};

/// A cliff is looked for from here on: below, an element bears its share of the call.
const FROM: u64 = 1_000;

/// What was measured of one size.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    pub row: Scaling,
    /// Each column's nanoseconds an element.
    pub found: Vec<(String, Figure)>,
}

impl Point {
    /// From nanoseconds an operation.
    pub fn new(row: &Scaling, found: Vec<(String, Figure)>) -> Self {
        let each = |figure: Figure| Figure { value: figure.value / row.length as f64, ..figure };
        let found = found.into_iter().map(|(column, figure)| (column, each(figure))).collect();
        Self { row: row.clone(), found }
    }
}

/// One column's way through the sizes in one direction.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    pub column: String,
    /// Elements, and nanoseconds for each.
    pub points: Vec<(u64, f64)>,
}

/// The directions, each with its columns' series; in the order of `points` and of `columns`.
pub fn series(points: &[Point], columns: &[String]) -> Vec<(String, Vec<Series>)> {
    let mut directions: Vec<String> = Vec::new();
    for point in points {
        if !directions.contains(&point.row.direction) {
            directions.push(point.row.direction.clone());
        }
    }
    let of = |direction: &String, column: &String| {
        let there = points.iter().filter(|point| point.row.direction == *direction);
        let value = |point: &Point| {
            let (_, figure) = point.found.iter().find(|(name, _)| name == column)?;
            Some((point.row.length, figure.value))
        };
        Series { column: column.clone(), points: there.filter_map(value).collect() }
    };
    let all = directions.into_iter().map(|direction| {
        let series = columns.iter().map(|column| of(&direction, column));
        let series = series.filter(|series| !series.points.is_empty()).collect();
        (direction, series)
    });
    all.collect()
}

impl Series {
    /// The dearest element over the cheapest, and the largest step from one size to the next.
    fn factors(&self) -> Option<(f64, f64)> {
        let points = self.points.iter().filter(|(length, _)| *length >= FROM);
        let values: Vec<f64> = points.map(|(_, value)| *value).collect();
        let most = values.iter().copied().reduce(f64::max)?;
        let least = values.iter().copied().reduce(f64::min)?;
        let step = values.windows(2).map(|pair| pair[1] / pair[0]).reduce(f64::max)?;
        Some((most / least, step))
    }
}

/// How even each column is, a line each.
pub fn evenness(points: &[Point], table: &Table) -> Vec<String> {
    let mut lines = Vec::new();
    for (direction, all) in series(points, &table.columns) {
        for series in all {
            if let Some((factor, step)) = series.factors() {
                let column = &series.column;
                let (factor, step) = (number(factor), number(step));
                lines.push(format!(
                    "{direction}, {column}: from {FROM} elements on the dearest is {factor} times \
                     the cheapest, the largest step {step}"
                ));
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::super::table::figures;
    use super::*;

    fn points() -> Vec<Point> {
        let point = |length: u64, ns: f64| {
            let title = String::new();
            let row = Scaling { title, direction: "there".to_owned(), length };
            Point::new(&row, figures(&[vec![("ours".to_owned(), ns)]]))
        };
        vec![point(10, 1000.0), point(1000, 1000.0), point(10_000, 20_000.0), point(100_000, 3e5)]
    }

    #[test]
    fn cliffs_are_looked_for_above_a_thousand_elements() {
        let series = series(&points(), &["ours".to_owned(), "peer".to_owned()]);
        assert_eq!(series.len(), 1);
        assert_eq!(series[0].1.len(), 1, "a column without figures has no line");
        assert_eq!(series[0].1[0].points[0], (10, 100.0));
        assert_eq!(series[0].1[0].factors(), Some((3.0, 2.0)));
    }

    #[test]
    fn one_size_has_no_factor() {
        let table = Table::new(vec!["ours".to_owned()]);
        assert_eq!(evenness(&points()[..2], &table), [""; 0]);
        assert_eq!(evenness(&points(), &table).len(), 1);
    }
}
