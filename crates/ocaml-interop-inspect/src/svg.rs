//! A graph as a picture. The value stands at the left, what it points to right of it, and so on: a
//! block's column is the least number of arrows to it.

use crate::graph::{GraphNode, GraphSlot, ValueGraph};

// In pixels.
const LINE: usize = 18;
const LETTER: usize = 8;
const PADDING: usize = 8;
const GAP: usize = 24;
const COLUMN_GAP: usize = 56;
const MARGIN: usize = 16;

const STYLE: &str = "text{font:12px monospace;fill:#222}.t{font-weight:bold}rect{fill:#fff;\
                     stroke:#667}.h{fill:#e8ecf4}path{fill:none;stroke:#36c;stroke-width:1.2}\
                     .b{stroke:#c36;stroke-dasharray:4 3}polygon{fill:#36c}";

/// A block's box.
struct Placed<'a> {
    title: &'a str,
    lines: Vec<(String, Option<GraphSlot>)>,
    column: usize,
    width: usize,
    /// Where its upper left corner is.
    x: usize,
    y: usize,
}

impl Placed<'_> {
    fn new(node: &GraphNode, column: usize) -> Placed<'_> {
        let lines = node.lines();
        let widths = lines.iter().map(|(text, _)| width_of(text));
        let width = widths.chain([width_of(&node.title)]).max().unwrap_or(0) + 2 * PADDING;
        Placed { title: &node.title, lines, column, width, x: 0, y: 0 }
    }

    fn right(&self) -> usize {
        self.x + self.width
    }

    /// The height at which that line stands.
    fn middle_of(&self, line: usize) -> usize {
        self.y + (line + 1) * LINE + LINE / 2
    }

    fn bottom(&self) -> usize {
        self.y + (self.lines.len() + 1) * LINE
    }
}

impl ValueGraph {
    /// The graph as an SVG picture, which browsers show. Arrows that lead back, or up and down, are
    /// dashed.
    pub fn to_svg(&self) -> String {
        let root = match self.root.target() {
            Some(_) => "value".to_owned(),
            None => self.root.text(),
        };
        let root_end = MARGIN + width_of(&root);
        let boxes = self.placed(root_end + COLUMN_GAP);
        let mut body = String::new();
        text(&mut body, "t", (MARGIN, MARGIN + LINE - 5), &root);
        for it in &boxes {
            draw(&mut body, it);
        }
        if let Some(target) = self.root.target() {
            arrow(&mut body, (root_end + 4, MARGIN + LINE / 2), &boxes[target]);
        }
        let mut right = boxes.iter().map(Placed::right).max().unwrap_or(root_end);
        let mut bottom = boxes.iter().map(Placed::bottom).max().unwrap_or(MARGIN + LINE);
        for it in &boxes {
            for (index, (_, slot)) in it.lines.iter().enumerate() {
                if let Some(target) = slot.and_then(GraphSlot::target) {
                    let (from, to) = ((it.right(), it.middle_of(index)), &boxes[target]);
                    if to.column > it.column {
                        arrow(&mut body, from, to);
                    } else {
                        let below = it.bottom().max(to.bottom()) + 2 * GAP;
                        bottom = bottom.max(below - GAP / 2);
                        arrow_back(&mut body, from, to, below);
                    }
                }
            }
        }
        if let Some(note) = self.cut_note() {
            bottom += LINE + PADDING;
            right = right.max(MARGIN + width_of(&note));
            text(&mut body, "t", (MARGIN, bottom - 5), &note);
        }
        // Arrows that lead back swing out by as much.
        let (width, height) = (right + COLUMN_GAP, bottom + MARGIN);
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {width} {height}\">\n<style>{STYLE}</style>\n<defs><marker id=\"tip\" \
             viewBox=\"0 0 8 8\" refX=\"8\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" \
             orient=\"auto\"><polygon points=\"0,0 8,4 0,8\"/></marker></defs>\n{body}</svg>\n"
        )
    }

    /// Each block in its column, below those that were met before it, and no higher than the first
    /// block that points to it: a list is a row. The first column is at `left`.
    fn placed(&self, left: usize) -> Vec<Placed<'_>> {
        let columns = self.columns();
        let placed =
            self.nodes.iter().zip(&columns).map(|(node, column)| Placed::new(node, *column));
        let mut boxes: Vec<Placed<'_>> = placed.collect();
        let count = columns.iter().max().map_or(0, |last| last + 1);
        let mut widest = vec![0; count];
        for it in &boxes {
            widest[it.column] = widest[it.column].max(it.width);
        }
        let mut lefts = vec![left];
        for (column, width) in widest.iter().enumerate() {
            lefts.push(lefts[column] + width + COLUMN_GAP);
        }
        let mut lowest = vec![MARGIN; count];
        for (number, node) in self.nodes.iter().enumerate() {
            let it = &mut boxes[number];
            it.x = lefts[it.column];
            // By now as low as the first block that points to it, or at 0.
            it.y = it.y.max(lowest[it.column]);
            lowest[it.column] = it.bottom() + GAP;
            let height = it.y;
            for target in node.fields.iter().filter_map(|slot| slot.target()) {
                if target > number && boxes[target].y == 0 {
                    boxes[target].y = height;
                }
            }
        }
        boxes
    }

    /// How many arrows lead to each block at least, beside the value's own. The blocks stand in the
    /// order of this.
    fn columns(&self) -> Vec<usize> {
        let mut columns = vec![None; self.nodes.len()];
        if let Some(first) = self.root.target() {
            columns[first] = Some(0);
        }
        for (number, node) in self.nodes.iter().enumerate() {
            let next = columns[number].map(|column: usize| column + 1);
            for target in node.fields.iter().filter_map(|slot| slot.target()) {
                columns[target] = columns[target].or(next);
            }
        }
        columns.into_iter().map(Option::unwrap_or_default).collect()
    }
}

fn width_of(text: &str) -> usize {
    text.chars().count() * LETTER
}

fn draw(svg: &mut String, it: &Placed<'_>) {
    let Placed { x, y, width, .. } = *it;
    let height = it.bottom() - y;
    svg.push_str(&format!(
        "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"/>\n\
         <rect class=\"h\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{LINE}\"/>\n"
    ));
    let mut place = (x + PADDING, y + LINE - 5);
    text(svg, "t", place, it.title);
    for (line, _) in &it.lines {
        place.1 += LINE;
        text(svg, "l", place, line);
    }
}

/// From there to the box's title, which is further right.
fn arrow(svg: &mut String, (x, y): (usize, usize), to: &Placed<'_>) {
    let (to_x, to_y) = (to.x, to.y + LINE / 2);
    let (out, back) = (x + COLUMN_GAP / 2, to_x - COLUMN_GAP / 2);
    let curve = format!("M{x},{y} C{out},{y} {back},{to_y} {to_x},{to_y}");
    path(svg, "f", &curve);
}

/// As `arrow`, to the left, on a way that passes below what is in between.
fn arrow_back(svg: &mut String, (x, y): (usize, usize), to: &Placed<'_>, below: usize) {
    let (to_x, to_y) = (to.x, to.y + LINE / 2);
    let (out, back) = (x + COLUMN_GAP, to_x - COLUMN_GAP);
    let curve = format!("M{x},{y} C{out},{below} {back},{below} {to_x},{to_y}");
    path(svg, "b", &curve);
}

fn path(svg: &mut String, class: &str, curve: &str) {
    svg.push_str(&format!("<path class=\"{class}\" d=\"{curve}\" marker-end=\"url(#tip)\"/>\n"));
}

fn text(svg: &mut String, class: &str, (x, y): (usize, usize), content: &str) {
    svg.push_str(&format!(
        "<text class=\"{class}\" x=\"{x}\" y=\"{y}\">{}</text>\n",
        escaped(content)
    ));
}

/// Text as XML's. What XML has no sign for, not even an escape, becomes U+FFFD.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for sign in text.chars() {
        match sign {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '"' => escaped.push_str("&quot;"),
            '\0'..='\x08' | '\x0b' | '\x0c' | '\x0e'..='\x1f' | '\u{fffe}' | '\u{ffff}' => {
                escaped.push('\u{fffd}');
            }
            sign => escaped.push(sign),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_has_no_sign_for_is_replaced() {
        assert_eq!(
            escaped("a<b>&\"c\" \0\u{1}\u{ffff}é"),
            "a&lt;b&gt;&amp;&quot;c&quot; \u{fffd}\u{fffd}\u{fffd}é"
        );
    }
}
