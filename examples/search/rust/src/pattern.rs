//! Patterns from text, and what can be wrong with one.

use ocaml_interop::{FromOCaml, ToOCaml};
use regex::bytes::{Regex, RegexBuilder};
use regex_syntax::ParserBuilder;
use regex_syntax::ast::Span;

/// Whether `a` matches `A`. In OCaml: `Pattern.case`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, FromOCaml)]
pub enum Case {
    Sensitive,
    Insensitive,
}

/// What is wrong with a pattern; places are byte offsets into it. In OCaml: `Pattern.error`.
#[derive(Debug, Clone, PartialEq, Eq, ToOCaml)]
pub enum PatternError {
    Syntax { message: String, start: usize, stop: usize },
    NotUtf8 { position: usize },
    TooBig { limit: usize },
}

/// Compiles a pattern.
pub fn compile(pattern: &[u8], case: Case) -> Result<Regex, PatternError> {
    let pattern = std::str::from_utf8(pattern)
        .map_err(|error| PatternError::NotUtf8 { position: error.valid_up_to() })?;
    let ignore_case = case == Case::Insensitive;

    // Parsed twice, since only the parser itself says where an error is.
    let mut parser = ParserBuilder::new().utf8(false).case_insensitive(ignore_case).build();
    parser.parse(pattern).map_err(|error| match error {
        regex_syntax::Error::Parse(error) => syntax(error.kind(), error.span()),
        regex_syntax::Error::Translate(error) => syntax(error.kind(), error.span()),
        other => whole(pattern, &other),
    })?;
    RegexBuilder::new(pattern).case_insensitive(ignore_case).build().map_err(|error| match error {
        regex::Error::CompiledTooBig(limit) => PatternError::TooBig { limit },
        other => whole(pattern, &other),
    })
}

fn syntax(message: &impl ToString, span: &Span) -> PatternError {
    PatternError::Syntax {
        message: message.to_string(),
        start: span.start.offset,
        stop: span.end.offset,
    }
}

/// An error in no place of its own.
fn whole(pattern: &str, message: &impl ToString) -> PatternError {
    PatternError::Syntax { message: message.to_string(), start: 0, stop: pattern.len() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_know_their_place() {
        let error = |pattern: &[u8]| compile(pattern, Case::Sensitive).unwrap_err();
        let PatternError::Syntax { message, start, stop } = error("é(b".as_bytes()) else {
            panic!("not a syntax error");
        };
        assert_eq!((message.as_str(), start, stop), ("unclosed group", 2, 3));
        assert_eq!(error(b"a\xff"), PatternError::NotUtf8 { position: 1 });
        assert!(matches!(error(br"\w{9999}"), PatternError::TooBig { .. }));
        // An error of the second half of the parser: the name is well formed, and unknown.
        let PatternError::Syntax { start, stop, .. } = error(br"a\p{Nothing}") else {
            panic!("not a syntax error");
        };
        assert_eq!((start, stop), (1, 12));
    }

    #[test]
    fn case_is_as_asked() {
        let matches = |case| compile(b"b+", case).unwrap().is_match(b"aBBa");
        assert!(matches(Case::Insensitive) && !matches(Case::Sensitive));
    }
}
