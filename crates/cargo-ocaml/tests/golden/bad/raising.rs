//! Exceptions that OCaml has no place for.

use ocaml_interop::{FromOCaml, OCamlException, OCamlInt, ToOCaml, export};

/// Two types of one name.
#[derive(OCamlException)]
#[ocaml(name = "Parser.Syntax")]
pub struct Syntax(String);

#[derive(OCamlException)]
pub enum Other {
    #[ocaml(name = "Parser.Syntax")]
    Syntax(#[ocaml(as_ = "OCamlInt")] i64),
    /// Two alike are one.
    #[ocaml(name = "Parser.End")]
    End,
}

#[derive(OCamlException)]
#[ocaml(name = "Parser.End")]
pub struct End;

#[derive(ToOCaml, FromOCaml)]
pub struct Undescribed {
    part: isize,
}

/// What is in it isn't described.
#[derive(OCamlException)]
pub struct Vague(#[ocaml(as_ = "Undescribed")] Undescribed);

#[export(name = "bad_exceptions_fail")]
pub fn fail(n: isize) -> Result<(), Other> {
    match n {
        0 => Err(Other::Syntax(0)),
        _ => Err(Other::End),
    }
}
