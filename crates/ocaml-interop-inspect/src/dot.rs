//! A graph in the language of Graphviz.

use std::fmt::Write;

use crate::graph::{GraphNode, GraphSlot, ValueGraph};

impl ValueGraph {
    /// The graph as Graphviz reads it: `dot -Tpdf`.
    pub fn to_dot(&self) -> String {
        let mut dot = String::from(
            "digraph value {\n  rankdir=LR;\n  node [shape=record, fontname=\"monospace\"];\n",
        );
        if let Some(note) = self.cut_note() {
            line(&mut dot, format_args!("  label={};", quoted(&note)));
        }
        let root = match self.root.target() {
            Some(_) => "value".to_owned(),
            None => self.root.text(),
        };
        line(&mut dot, format_args!("  value [shape=plaintext, label={}];", quoted(&root)));
        arrow(&mut dot, "value", self.root);
        for (number, node) in self.nodes.iter().enumerate() {
            line(&mut dot, format_args!("  n{number} [label=\"{}\"];", label(node)));
        }
        for (number, node) in self.nodes.iter().enumerate() {
            for (index, slot) in node.lines().into_iter().enumerate() {
                if let (_, Some(slot)) = slot {
                    arrow(&mut dot, &format!("n{number}:l{index}"), slot);
                }
            }
        }
        dot.push_str("}\n");
        dot
    }
}

fn line(dot: &mut String, text: std::fmt::Arguments<'_>) {
    // A string takes everything.
    let _ = writeln!(dot, "{text}");
}

fn arrow(dot: &mut String, from: &str, slot: GraphSlot) {
    if let Some(target) = slot.target() {
        line(dot, format_args!("  {from} -> n{target};"));
    }
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", field(text))
}

/// A record's label: lines one below the other, each a place where an arrow may begin.
fn label(node: &GraphNode) -> String {
    let mut label = field(&node.title);
    for (index, (text, _)) in node.lines().iter().enumerate() {
        label.push_str(&format!("|<l{index}> {}", field(text)));
    }
    label
}

/// Text inside a label. Some signs have a meaning in a record's, and `&` begins an HTML entity in any.
fn field(text: &str) -> String {
    let mut field = String::new();
    for sign in text.chars() {
        match sign {
            '\\' | '"' | '{' | '}' | '|' | '<' | '>' => field.extend(['\\', sign]),
            '&' => field.push_str("&amp;"),
            sign => field.push(sign),
        }
    }
    field
}
