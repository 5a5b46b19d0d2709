//! Exceptions: of a struct, of an enum, and all others.
use ocaml_interop::*;

/// Nothing is left.
#[derive(OCamlException)]
pub struct Exhausted;

#[derive(OCamlException)]
#[ocaml(name = "Parser.Syntax", registered = "parser.syntax")]
pub struct Syntax(String, #[ocaml(as_ = "OCamlInt")] i64);

#[derive(OCamlException)]
pub enum Trouble {
    Closed,
    #[ocaml(name = "Door.Locked")]
    Locked {
        /// Since when.
        since: f64,
        r#type: Option<String>,
    },
    #[ocaml(other)]
    Other(OCamlError),
}

fn main() {}
