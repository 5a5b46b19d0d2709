//! Matches, line by line.

use ocaml_interop::{OCamlList, ToOCaml};
use regex::bytes::Regex;

/// One match. In OCaml: the record `Pattern.found`.
#[derive(Debug, Clone, PartialEq, Eq, ToOCaml)]
pub struct Found {
    /// From 1.
    pub line: usize,
    /// From 1, in bytes.
    pub column: usize,
    /// The byte offset in the whole text.
    pub start: usize,
    /// Just past the last byte.
    pub stop: usize,
    /// A string in OCaml holds any bytes; without `as_`, a `Vec<u8>` is a list of numbers.
    #[ocaml(as_ = "String")]
    pub text: Vec<u8>,
    /// What each group matched, if it took part.
    #[ocaml(as_ = "OCamlList<Option<String>>")]
    pub groups: Vec<Option<Vec<u8>>>,
}

/// The lines of a text, each with its offset and without its newline.
fn lines(text: &[u8]) -> impl Iterator<Item = (usize, &[u8])> {
    let mut offset = 0;
    text.split_inclusive(|byte| *byte == b'\n').map(move |line| {
        let start = offset;
        offset += line.len();
        (start, line.strip_suffix(b"\n").unwrap_or(line))
    })
}

/// All matches in order. None spans two lines.
pub fn matches<'a>(regex: &'a Regex, text: &'a [u8]) -> impl Iterator<Item = Found> + 'a {
    lines(text).zip(1..).flat_map(move |((offset, bytes), line)| {
        regex.captures_iter(bytes).map(move |captures| {
            let whole = captures.get_match();
            let group = |group: Option<regex::bytes::Match<'_>>| Some(group?.as_bytes().to_vec());
            Found {
                line,
                column: whole.start() + 1,
                start: offset + whole.start(),
                stop: offset + whole.end(),
                text: whole.as_bytes().to_vec(),
                groups: captures.iter().skip(1).map(group).collect(),
            }
        })
    })
}

/// How many lines have a match.
pub fn count_lines(regex: &Regex, text: &[u8]) -> usize {
    lines(text).filter(|(_, line)| regex.is_match(line)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(pattern: &str, text: &[u8]) -> Vec<(usize, usize, usize, usize)> {
        let regex = Regex::new(pattern).unwrap();
        let place = |found: Found| (found.line, found.column, found.start, found.stop);
        matches(&regex, text).map(place).collect()
    }

    #[test]
    fn matches_know_their_places() {
        assert_eq!(places("b", b"ab\n\nbb"), [(1, 2, 1, 2), (3, 1, 4, 5), (3, 2, 5, 6)]);
        assert_eq!(places("^$", b"a\n\n"), [(2, 1, 2, 2)]);
        assert_eq!(places("^$", b""), []);
        assert_eq!(places(r"a\sb", b"a\nb"), []);
        assert_eq!(places(r"x\x00(?-u:\xff)", b"x\0\xff"), [(1, 1, 0, 3)]);
    }

    #[test]
    fn lines_count_once() {
        let regex = Regex::new("a|b").unwrap();
        assert_eq!(count_lines(&regex, b"aabb\n\nb\nc"), 2);
    }
}
