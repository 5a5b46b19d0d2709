//! The forms in which a value is shown.

use std::fmt;

use crate::{ValueInspector, ValueRepr};

impl ValueInspector {
    /// The value on one line, without interpretations:
    /// `(tag 0: 1, "text")`.
    pub fn compact(&self) -> String {
        let mut line = String::new();
        compact(self.repr(), &mut line);
        line
    }
}

fn compact(repr: &ValueRepr, line: &mut String) {
    match repr {
        ValueRepr::Immediate { value, .. } => line.push_str(&value.to_string()),
        ValueRepr::Block { tag, fields, .. } => {
            line.push_str(&format!("(tag {tag}"));
            for (index, field) in fields.iter().enumerate() {
                line.push_str(if index == 0 { ": " } else { ", " });
                compact(field, line);
            }
            line.push(')');
        }
        ValueRepr::String { content, .. } => line.push_str(&format!("{content:?}")),
        ValueRepr::Custom { description, .. } => line.push_str(&format!("<{description}>")),
        ValueRepr::Error { message } => line.push_str(&format!("<{message}>")),
    }
}

/// A tree, a value a line.
impl fmt::Display for ValueInspector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        tree(self.repr(), 0, f)
    }
}

fn tree(repr: &ValueRepr, depth: usize, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let indent = "  ".repeat(depth);
    match repr {
        ValueRepr::Immediate { value, interpretation } => {
            write!(f, "{indent}immediate {value}: {interpretation}")
        }
        ValueRepr::Block { tag, size, fields, interpretation } => {
            write!(f, "{indent}block, tag {tag}, {size} fields: {interpretation}")?;
            for field in fields {
                writeln!(f)?;
                tree(field, depth + 1, f)?;
            }
            Ok(())
        }
        ValueRepr::String { content, byte_length } => {
            write!(f, "{indent}string, {byte_length} bytes: {content:?}")
        }
        ValueRepr::Custom { tag, size, description } => {
            write!(f, "{indent}tag {tag}, {size} words: {description}")
        }
        ValueRepr::Error { message } => write!(f, "{indent}not shown: {message}"),
    }
}

impl fmt::Debug for ValueInspector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ValueInspector({})", self.compact())
    }
}
