//! Exceptions: a derive's, in modules and without, and what functions raise.

use ocaml_interop::{
    FromOCaml, OCamlDescriber, OCamlError, OCamlException, OCamlInt, StandardException, ToOCaml,
    export,
};

/// Where something stands.
#[derive(ToOCaml, FromOCaml, OCamlDescriber, Debug)]
#[ocaml(name = "Source.place")]
pub struct Place {
    #[ocaml(as_ = "OCamlInt")]
    line: i64,
    #[ocaml(as_ = "OCamlInt")]
    column: i64,
}

#[derive(OCamlException, Debug)]
pub enum ParseError {
    /// A token in the wrong place.
    ///
    /// What it is, and where.
    #[ocaml(name = "Parser.Syntax")]
    Syntax(String, Place),
    #[ocaml(name = "Parser.Unbalanced")]
    Unbalanced {
        /// The one that is open.
        opened: Place,
        /// Where it should have been closed.
        closed: Option<Place>,
    },
    /// More than the parser likes.
    #[ocaml(name = "Parser.Too_deep")]
    TooDeep,
    /// Of a module that was written by hand.
    #[ocaml(name = "Lexer.Error", registered = "lexer error")]
    Lexer(String),
    #[ocaml(other)]
    Other(OCamlError),
}

/// Nothing is left.
#[derive(OCamlException, Debug)]
pub struct Exhausted;

/// Parses a text: how many words it has.
///
/// # Errors
/// Where it has none.
#[export(module = "Parser", name = "exceptions_parsed")]
pub fn parsed(text: &str) -> Result<isize, ParseError> {
    let at = |column| Place { line: 1, column };
    match text {
        "" => Err(ParseError::Syntax("nothing".to_owned(), at(0))),
        "(" => Err(ParseError::Unbalanced { opened: at(0), closed: None }),
        "((" => Err(ParseError::TooDeep),
        "$" => Err(ParseError::Lexer("a dollar".to_owned())),
        text => Ok(text.split_whitespace().count() as isize),
    }
}

#[export(name = "exceptions_passed")]
pub fn passed(
    cr: &mut ocaml_interop::OCamlRuntime,
    f: ocaml_interop::BoxRoot<fn(OCamlInt) -> OCamlInt>,
) -> Result<isize, ParseError> {
    match f.call(cr, 1_isize) {
        Ok(number) => Ok(number.to_rust()),
        Err(error) => Err(error.downcast(cr).unwrap_or_else(ParseError::Other)),
    }
}

#[export(name = "exceptions_taken")]
pub fn taken(n: isize) -> Result<isize, Exhausted> {
    if n > 0 { Ok(n - 1) } else { Err(Exhausted) }
}

/// Reads a number.
#[export(name = "exceptions_read")]
pub fn read(text: &str) -> Result<isize, std::num::ParseIntError> {
    text.parse()
}

#[export(name = "exceptions_opened")]
pub fn opened(name: &str) -> std::io::Result<()> {
    std::fs::File::open(name).map(drop)
}

/// Any.
#[export(name = "exceptions_found")]
pub fn found(name: &str) -> Result<(), StandardException> {
    if name.is_empty() { Err(StandardException::NotFound) } else { Ok(()) }
}
