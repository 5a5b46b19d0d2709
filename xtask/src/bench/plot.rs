//! The plot of the scaling rows: SVG that stands in Markdown, so without an empty line. Text and axes
//! take the page's colour; the lines' colours are seen on light and on dark.

use super::scaling::Series;

const COLOURS: [&str; 8] =
    ["#e69f00", "#3b8fd9", "#9a7bd6", "#8c8c8c", "#d6604d", "#c9639f", "#1a9e77", "#6aa84f"];

/// Of one direction: the area that lines are drawn in, and the room beside and below it for numbers.
const WIDTH: f64 = 300.0;
const HEIGHT: f64 = 240.0;
const LEFT: f64 = 50.0;
const BELOW: f64 = 45.0;
/// One row of names.
const ROW: f64 = 20.0;

/// A logarithmic scale, from its first mark to its last.
struct Axis {
    marks: Vec<f64>,
    size: f64,
}

impl Axis {
    /// The marks around the values, among the powers of ten times each of `multiples`.
    fn of(values: impl Iterator<Item = f64>, multiples: &[f64], size: f64) -> Self {
        let (least, most) = values
            .fold((f64::MAX, f64::MIN), |(least, most), value| (least.min(value), most.max(value)));
        let all = (-3..12).flat_map(|power| multiples.iter().map(move |m| m * 10_f64.powi(power)));
        let all: Vec<f64> = all.collect();
        let first = all.iter().rposition(|mark| *mark <= least).unwrap_or(0).min(all.len() - 2);
        let last = all.iter().position(|mark| *mark >= most).unwrap_or(all.len() - 1);
        Self { marks: all[first..=last.max(first + 1)].to_vec(), size }
    }

    fn at(&self, value: f64) -> f64 {
        let (first, last) = (self.marks[0], self.marks[self.marks.len() - 1]);
        (value / first).ln() / (last / first).ln() * self.size
    }
}

/// The directions side by side, elements to the right, nanoseconds an element upwards.
pub fn svg(directions: &[(String, Vec<Series>)], columns: &[String]) -> String {
    let all = || directions.iter().flat_map(|(_, series)| series);
    let points = || all().flat_map(|series| &series.points);
    let x = Axis::of(points().map(|(length, _)| *length as f64), &[1.0], WIDTH);
    let y = Axis::of(points().map(|(_, ns)| *ns), &[1.0, 2.0, 5.0], HEIGHT);
    let drawn = |name: &&String| all().any(|series| series.column == **name);
    let names: Vec<&String> = columns.iter().filter(drawn).collect();
    let colour = |name: &str| {
        let place = names.iter().position(|other| *other == name).unwrap_or_default();
        COLOURS[place % COLOURS.len()]
    };

    let width = (LEFT + WIDTH + 20.0) * directions.len().max(1) as f64;
    // Four names a row, and one row for the directions.
    let above = ROW * (names.len().div_ceil(4) as f64 + 1.5);
    let height = above + HEIGHT + BELOW;
    let mut lines = vec![format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" role=\"img\" \
             aria-label=\"Nanoseconds an element, by the length of the list\" \
             font-family=\"sans-serif\" font-size=\"12\" fill=\"currentColor\" style=\"max-width: 100%\">"
    )];
    for (place, name) in names.iter().enumerate() {
        let (column, row) = ((place % 4) as f64, (place / 4) as f64);
        let (left, top) = (LEFT + column * (width - LEFT) / 4.0, ROW * (row + 0.8));
        let colour = colour(name);
        lines.push(format!(
            "<rect x=\"{left}\" y=\"{}\" width=\"18\" height=\"3\" fill=\"{colour}\"/>\
             <text x=\"{}\" y=\"{top}\">{}</text>",
            top - 5.5,
            left + 24.0,
            escaped(name)
        ));
    }
    for (place, (direction, series)) in directions.iter().enumerate() {
        let left = LEFT + place as f64 * (LEFT + WIDTH + 20.0);
        lines.push(format!("<g transform=\"translate({left} {above})\">"));
        lines.push(text(WIDTH / 2.0, -8.0, "middle", &escaped(direction)));
        for mark in &y.marks {
            let up = HEIGHT - y.at(*mark);
            lines.push(rule(0.0, up, WIDTH, up));
            lines.push(text(-6.0, up + 4.0, "end", &format!("{mark} ns")));
        }
        for mark in &x.marks {
            let right = x.at(*mark);
            lines.push(rule(right, 0.0, right, HEIGHT));
            let power = format!("10<tspan dy=\"-5\" font-size=\"9\">{:.0}</tspan>", mark.log10());
            lines.push(text(right, HEIGHT + 18.0, "middle", &power));
        }
        lines.push(text(WIDTH / 2.0, HEIGHT + 38.0, "middle", "elements"));
        for Series { column, points } in series {
            let colour = colour(column);
            let at = |(length, ns): &(u64, f64)| (x.at(*length as f64), HEIGHT - y.at(*ns));
            let path: Vec<_> =
                points.iter().map(at).map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
            lines.push(format!(
                "<polyline points=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"/>",
                path.join(" ")
            ));
        }
        lines.push("</g>".to_owned());
    }
    lines.push("</svg>\n".to_owned());
    lines.join("\n")
}

fn rule(x: f64, y: f64, to_x: f64, to_y: f64) -> String {
    format!(
        "<path d=\"M{x:.1} {y:.1}L{to_x:.1} {to_y:.1}\" stroke=\"currentColor\" stroke-opacity=\"0.2\"/>"
    )
}

fn text(x: f64, y: f64, anchor: &str, content: &str) -> String {
    format!("<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\">{content}</text>")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn() -> String {
        let series = |column: &str, points: &[(u64, f64)]| Series {
            column: column.to_owned(),
            points: points.to_vec(),
        };
        let ours = series("ours", &[(10, 20.0), (1000, 1.0), (10_000_000, 9.0)]);
        let other = series("a < b", &[(10, 5.0), (1000, 0.5)]);
        let columns = ["a < b", "ours", "not drawn"].map(str::to_owned);
        let directions =
            [("there".to_owned(), vec![ours, other.clone()]), ("back".to_owned(), vec![other])];
        svg(&directions, &columns)
    }

    #[test]
    fn markdown_takes_it_for_one_block() {
        let svg = drawn();
        assert!(svg.starts_with("<svg ") && svg.trim_end().ends_with("</svg>"));
        assert!(svg.lines().next().unwrap().ends_with('>'), "the first line is one tag alone");
        assert!(svg.lines().all(|line| !line.trim().is_empty()));
        assert_eq!(svg.matches("<g ").count(), svg.matches("</g>").count());
        assert!(svg.contains("a &lt; b") && !svg.contains("not drawn"));
    }

    #[test]
    fn points_lie_between_the_axes() {
        let svg = drawn();
        // 10 elements are the left end, 10^7 the right one; from 0.5 ns at the bottom to 20 at the top.
        assert!(svg.contains("points=\"0.0,0.0 100.0,194.9 300.0,52.0\""), "{svg}");
        assert!(svg.contains(">0.5 ns<") && svg.contains(">20 ns<") && !svg.contains(">50 ns<"));
        assert_eq!(svg.matches("<polyline").count(), 3);
    }

    #[test]
    fn nothing_is_drawn_of_nothing() {
        assert!(!svg(&[], &[]).contains("polyline"));
    }
}
