//! Text that constant evaluation composes.

use crate::form::Label;

/// The longest message; what is longer ends in an ellipsis.
const CAPACITY: usize = 4096;

const ELLIPSIS: &[u8] = "…".as_bytes();

const ROOM: usize = CAPACITY - ELLIPSIS.len();

/// A text of limited length.
#[derive(Debug)]
pub struct Text {
    bytes: [u8; CAPACITY],
    len: usize,
    is_cut: bool,
}

impl Text {
    /// No text.
    pub const fn new() -> Text {
        Text { bytes: [0; CAPACITY], len: 0, is_cut: false }
    }

    /// Appends `text`, as far as there is room.
    #[must_use]
    pub const fn with(mut self, text: &str) -> Text {
        self.push(text);
        self
    }

    /// Appends a number.
    #[must_use]
    pub const fn with_number(mut self, number: usize) -> Text {
        self.push_number(number);
        self
    }

    /// Appends `text`, as far as there is room.
    pub const fn push(&mut self, text: &str) {
        let text = text.as_bytes();
        let mut next = 0;
        while next < text.len() && self.len < ROOM && !self.is_cut {
            self.bytes[self.len] = text[next];
            self.len += 1;
            next += 1;
        }
        if next < text.len() && !self.is_cut {
            self.is_cut = true;
            self.len = self.as_str().len();
            let mut byte = 0;
            while byte < ELLIPSIS.len() {
                self.bytes[self.len] = ELLIPSIS[byte];
                self.len += 1;
                byte += 1;
            }
        }
    }

    /// Appends a number.
    pub const fn push_number(&mut self, number: usize) {
        if number >= 10 {
            self.push_number(number / 10);
        }
        let digits = "0123456789".split_at(number % 10).1;
        self.push(digits.split_at(1).0);
    }

    /// Appends an argument's label, as OCaml writes it before the type.
    pub(crate) const fn push_label(&mut self, label: Label) {
        match label {
            Label::None => {}
            Label::Labelled(name) => {
                self.push(name);
                self.push(":");
            }
            Label::Optional(name) => {
                self.push("?");
                self.push(name);
                self.push(":");
            }
        }
    }

    /// The text, as far as its characters are whole.
    pub const fn as_str(&self) -> &str {
        let bytes = self.bytes.split_at(self.len).0;
        let whole = match std::str::from_utf8(bytes) {
            Ok(text) => return text,
            Err(error) => error.valid_up_to(),
        };
        match std::str::from_utf8(bytes.split_at(whole).0) {
            Ok(text) => text,
            Err(_) => "",
        }
    }
}

impl Default for Text {
    fn default() -> Self {
        Self::new()
    }
}

/// Whether two texts are the same.
pub(crate) const fn same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    if one.len() != other.len() {
        return false;
    }
    let mut index = 0;
    while index < one.len() {
        if one[index] != other[index] {
            return false;
        }
        index += 1;
    }
    true
}

/// What stands behind the last `mark`; all of the text where there is none.
pub(crate) const fn last_part(text: &str, mark: u8) -> &str {
    let bytes = text.as_bytes();
    let mut index = bytes.len();
    while index > 0 {
        if bytes[index - 1] == mark {
            return text.split_at(index).1;
        }
        index -= 1;
    }
    text
}

/// Whether `text` ends in `end`.
pub(crate) const fn ends_in(text: &str, end: &str) -> bool {
    text.len() >= end.len()
        && text.is_char_boundary(text.len() - end.len())
        && same(text.split_at(text.len() - end.len()).1, end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_long_is_cut_between_characters() {
        for start in 0..4 {
            let mut text = Text::new().with(&"x".repeat(CAPACITY - 6 + start));
            text.push("ééé");
            text.push("more");
            let shown = text.as_str().strip_suffix('…').expect("cut");
            assert!(shown.len() > CAPACITY - 10 && !shown.contains("more"), "{start}: {shown}");
        }
    }

    #[test]
    fn numbers_and_parts() {
        assert_eq!(Text::new().with_number(1090).as_str(), "1090");
        assert_eq!(last_part("a.b.c", b'.'), "c");
        assert_eq!(last_part("abc", b'.'), "abc");
        assert!(ends_in("Stdlib.Bigarray.t", "Bigarray.t") && !ends_in("t", "é"));
    }
}
