//! A table of figures, each with its ratio to optimised C: for a terminal, and for a page.

/// The column that the others are divided by.
pub const BASE: &str = "C, optimised";

/// What stands in one place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Figure {
    pub value: f64,
    /// To optimised C, measured by the same process in turn with it.
    pub ratio: f64,
}

/// One row: a figure for each column, where the column has it.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    pub title: String,
    pub figures: Vec<Option<Figure>>,
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    pub columns: Vec<String>,
    pub lines: Vec<Line>,
}

/// Each column's figure: the median of what was measured, each time in the same columns, and of the
/// ratios. What disturbs one time disturbs all its columns, so the ratios differ less.
pub fn figures(measured: &[Vec<(String, f64)>]) -> Vec<(String, Figure)> {
    let first = measured.first().map_or(&[][..], Vec::as_slice);
    let base = first.iter().position(|(column, _)| column == BASE);
    let figure = |place: usize| {
        let ratio =
            |time: &Vec<(String, f64)>| time[place].1 / base.map_or(f64::NAN, |base| time[base].1);
        Figure {
            value: median(measured.iter().map(|time| time[place].1)),
            ratio: median(measured.iter().map(ratio)),
        }
    };
    first.iter().enumerate().map(|(place, (column, _))| (column.clone(), figure(place))).collect()
}

fn median(numbers: impl Iterator<Item = f64>) -> f64 {
    let mut numbers = numbers.collect::<Vec<_>>();
    numbers.sort_by(f64::total_cmp);
    numbers[numbers.len() / 2]
}

impl Table {
    pub fn new(columns: Vec<String>) -> Self {
        Self { columns, lines: Vec::new() }
    }

    /// Adds a row; returns it as it is shown on a terminal.
    pub fn add(&mut self, title: &str, found: &[(String, Figure)]) -> String {
        let of = |column: &String| found.iter().find(|(name, _)| name == column).map(|(_, f)| *f);
        let figures: Vec<_> = self.columns.iter().map(of).collect();
        let cells = figures.iter().zip(&self.columns).map(|(figure, column)| match figure {
            Some(Figure { value, ratio }) => {
                format!("{:>9} ({ratio:>5.2})", number(*value)) + &" ".repeat(excess(column))
            }
            None => format!("{:>9}        ", "-") + &" ".repeat(excess(column)),
        });
        let text = format!("{title:<36}{}", cells.collect::<String>());
        self.lines.push(Line { title: title.to_owned(), figures });
        text.trim_end().to_owned()
    }

    /// The line above the rows.
    pub fn heading(&self, what: &str) -> String {
        let names = self.columns.iter().map(|column| format!("{column:>WIDTH$}"));
        format!("{what:<36}{}", names.collect::<String>())
    }

    /// All figures of a column.
    pub fn column(&self, name: &str) -> impl Iterator<Item = (&str, Figure)> {
        let place = self.columns.iter().position(|column| column == name);
        let lines = self.lines.iter();
        lines.filter_map(move |line| Some((line.title.as_str(), (*line.figures.get(place?)?)?)))
    }

    /// As a table in Markdown.
    pub fn markdown(&self, what: &str) -> String {
        let mut text = format!("| {what} | {} |\n| --- |", self.columns.join(" | "));
        text += &" ---: |".repeat(self.columns.len());
        for line in &self.lines {
            text += &format!("\n| {} |", line.title);
            for figure in &line.figures {
                text += &match figure {
                    Some(Figure { value, ratio }) => format!(" {} ({ratio:.2}) |", number(*value)),
                    None => " – |".to_owned(),
                };
            }
        }
        text + "\n"
    }
}

/// A figure and its ratio, as wide as they get.
const WIDTH: usize = 17;

/// By how much a name is wider.
fn excess(column: &str) -> usize {
    column.chars().count().saturating_sub(WIDTH)
}

/// Three digits, or all before the point.
pub fn number(value: f64) -> String {
    match value {
        ..10.0 => format!("{value:.2}"),
        10.0..100.0 => format!("{value:.1}"),
        _ => format!("{value:.0}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measured(c: f64, ours: f64) -> Vec<(String, f64)> {
        vec![(BASE.to_owned(), c), ("ours".to_owned(), ours)]
    }

    fn table() -> (Table, String) {
        let mut table = Table::new(vec![BASE.to_owned(), "peer".to_owned(), "ours".to_owned()]);
        let line = table.add("int -> int", &figures(&[measured(8.0, 12.0)]));
        (table, line)
    }

    #[test]
    fn a_ratio_is_the_median_of_ratios() {
        // Not the medians' ratio, which is 1.2.
        let times = [(20.0, 24.0), (8.0, 12.0), (10.0, 9.0), (7.0, 7.0), (20.0, 22.0)];
        let found = figures(&times.map(|(c, ours)| measured(c, ours)));
        let (of_c, ours) = (Figure { value: 10.0, ratio: 1.0 }, Figure { value: 12.0, ratio: 1.1 });
        assert_eq!(found, [(BASE.to_owned(), of_c), ("ours".to_owned(), ours)]);
        assert_eq!(figures(&[]), []);
    }

    #[test]
    fn places_that_a_column_lacks_stay_empty() {
        let (table, line) = table();
        assert_eq!(
            line,
            format!("{:<36}     8.00 ( 1.00)        -             12.0 ( 1.50)", "int -> int")
        );
        assert_eq!(table.heading("ns").len(), line.len());
        assert_eq!(
            table.markdown("ns"),
            "| ns | C, optimised | peer | ours |\n| --- | ---: | ---: | ---: |\n\
             | int -> int | 8.00 (1.00) | – | 12.0 (1.50) |\n"
        );
    }

    #[test]
    fn columns_are_found_by_name() {
        let (table, _) = table();
        let ours: Vec<_> = table.column("ours").collect();
        assert_eq!(ours, [("int -> int", Figure { value: 12.0, ratio: 1.5 })]);
        assert_eq!(table.column("peer").count() + table.column("nobody").count(), 0);
    }

    #[test]
    fn numbers_have_three_digits() {
        let shown = [0.5, 9.994, 10.0, 99.94, 1234.5].map(number);
        assert_eq!(shown, ["0.50", "9.99", "10.0", "99.9", "1234"]);
    }
}
