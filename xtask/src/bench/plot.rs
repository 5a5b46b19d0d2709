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

/// The scale that a length or a cost has on its axis: logarithms.
struct Axis {
    least: f64,
    most: f64,
    size: f64,
}

impl Axis {
    /// From the power of ten below the least value to the one above the largest.
    fn of(values: impl Iterator<Item = f64>, size: f64) -> Self {
        let (least, most) =
            values.map(f64::log10).fold((f64::MAX, f64::MIN), |(least, most), v| {
                (least.min(v.floor()), most.max(v.ceil()))
            });
        Self { least, most: most.max(least + 1.0), size }
    }

    fn at(&self, value: f64) -> f64 {
        (value.log10() - self.least) / (self.most - self.least) * self.size
    }

    fn powers(&self) -> impl Iterator<Item = i32> {
        self.least as i32..=self.most as i32
    }
}

/// The directions side by side, elements to the right, nanoseconds an element upwards.
pub fn svg(directions: &[(String, Vec<Series>)]) -> String {
    let all = || directions.iter().flat_map(|(_, series)| series);
    let points = || all().flat_map(|series| &series.points);
    let x = Axis::of(points().map(|(length, _)| *length as f64), WIDTH);
    let y = Axis::of(points().map(|(_, ns)| *ns), HEIGHT);
    let mut names: Vec<&str> = Vec::new();
    for series in all() {
        if !names.contains(&series.column.as_str()) {
            names.push(&series.column);
        }
    }
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
        for power in y.powers() {
            let up = HEIGHT - y.at(10_f64.powi(power));
            lines.push(rule(0.0, up, WIDTH, up));
            lines.push(text(-6.0, up + 4.0, "end", &format!("{} ns", 10_f64.powi(power))));
        }
        for power in x.powers() {
            let right = x.at(10_f64.powi(power));
            lines.push(rule(right, 0.0, right, HEIGHT));
            let ten = format!("10<tspan dy=\"-5\" font-size=\"9\">{power}</tspan>");
            lines.push(text(right, HEIGHT + 18.0, "middle", &ten));
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
        svg(&[("there".to_owned(), vec![ours, other.clone()]), ("back".to_owned(), vec![other])])
    }

    #[test]
    fn markdown_takes_it_for_one_block() {
        let svg = drawn();
        assert!(svg.starts_with("<svg ") && svg.trim_end().ends_with("</svg>"));
        assert!(svg.lines().next().unwrap().ends_with('>'), "the first line is one tag alone");
        assert!(svg.lines().all(|line| !line.trim().is_empty()));
        assert_eq!(svg.matches("<g ").count(), svg.matches("</g>").count());
        assert!(svg.contains("a &lt; b"));
    }

    #[test]
    fn points_lie_between_the_axes() {
        let svg = drawn();
        // 10 elements are the left end, 10^7 the right one; from 0.1 to 100 ns.
        assert!(svg.contains("points=\"0.0,55.9 100.0,160.0 300.0,83.7\""), "{svg}");
        assert_eq!(svg.matches("<polyline").count(), 3);
    }

    #[test]
    fn nothing_is_drawn_of_nothing() {
        assert!(!svg(&[]).contains("polyline"));
    }
}
