//! OCaml functions that Rust calls.
#![allow(deprecated)] // No OCaml code: not checked.
use ocaml_interop::*;

ocaml! {
    /// Joins the parts.
    #[must_use]
    pub fn concat(separator: String, parts: OCamlList<String>) -> String;

    pub(crate) fn tick();

    #[ocaml(name = "Parser.parse", catch)]
    fn parse(text: String) -> Option<OCamlInt>;

    #[ocaml(catch)]
    fn print_endline(line: String);

    #[allow(dead_code)]
    unsafe fn vouched(cr: OCamlInt) -> OCamlInt;
    /// Of any type.
    fn first_of<A>(list: OCamlList<A>) -> Option<A>;
}

fn main() {}

ocaml! {
    #[ocaml(catch = "StandardException")]
    fn open_door(number: OCamlInt) -> String;
}
