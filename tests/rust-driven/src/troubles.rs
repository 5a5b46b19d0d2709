//! Errors that are exceptions in OCaml: `ocaml/troubles.ml` defines most of them, too.

use ocaml_interop::{
    BoxRoot, OCamlError, OCamlException, OCamlInt, OCamlRuntime, StandardException, export,
};

/// What may go wrong.
#[derive(OCamlException, Debug)]
pub enum Trouble {
    /// By position.
    #[ocaml(name = "Troubles.Syntax")]
    Syntax(String, #[ocaml(as_ = "OCamlInt")] i32),
    /// By name, in another order of Rust's choice than of the alphabet's.
    #[ocaml(name = "Troubles.Located", registered = "troubles located")]
    Located {
        /// Counted from 1.
        #[ocaml(as_ = "OCamlInt")]
        line: i64,
        /// Counted from 0.
        #[ocaml(as_ = "OCamlInt")]
        column: i64,
        /// As many as there are.
        weights: Vec<f64>,
    },
    /// A constant.
    #[ocaml(name = "Troubles.Too_deep")]
    TooDeep,
    /// As large as may be.
    #[ocaml(name = "Troubles.Many")]
    Many(Vec<String>),
    /// OCaml registers it late.
    #[ocaml(name = "Troubles.Late")]
    Late(String),
    /// OCaml registers it twice.
    #[ocaml(name = "Troubles.Anew")]
    Anew(#[ocaml(as_ = "OCamlInt")] i64),
    /// OCaml never registers it.
    #[ocaml(name = "Troubles.Of_rust_alone")]
    OfRustAlone(String, f64),
    /// OCaml registers something else.
    #[ocaml(name = "Troubles.Unlike")]
    Unlike(String),
    /// All others.
    #[ocaml(other)]
    Other(OCamlError),
}

impl Trouble {
    /// One of each.
    pub fn numbered(number: isize) -> Trouble {
        match number {
            0 => Trouble::Syntax("why".to_owned(), 7),
            1 => Trouble::Located { line: 1, column: 2, weights: vec![0.25, 0.5] },
            2 => Trouble::TooDeep,
            3 => Trouble::Many((0..100_000).map(|number| number.to_string()).collect()),
            4 => Trouble::Late("at last".to_owned()),
            5 => Trouble::Anew(5),
            6 => Trouble::OfRustAlone("alone".to_owned(), 1.5),
            7 => Trouble::Unlike("unlike".to_owned()),
            8 => Trouble::Anew(i64::MAX),
            _ => Trouble::Syntax("long ".repeat(1_000_000), 0),
        }
    }
}

/// An exception by itself.
#[derive(OCamlException, Debug, PartialEq)]
#[ocaml(name = "Troubles.Too_deep")]
pub struct TooDeep;

/// Fails.
///
/// # Errors
/// Always.
#[export]
pub fn rd_in_trouble(number: isize) -> Result<(), Trouble> {
    Err(Trouble::numbered(number))
}

/// Fails with one of OCaml's own.
///
/// # Errors
/// Always.
#[export]
pub fn rd_in_standard_trouble(number: isize) -> Result<(), StandardException> {
    Err(standard(number))
}

/// One of each.
pub fn standard(number: isize) -> StandardException {
    use StandardException::*;
    let file = || "m.ml".to_owned();
    match number {
        0 => NotFound,
        1 => Failure("f".to_owned()),
        2 => InvalidArgument("i".to_owned()),
        3 => SysError("s".to_owned()),
        4 => EndOfFile,
        5 => DivisionByZero,
        6 => Exit,
        7 => UnixError { code: 2, function: "open".to_owned(), argument: "/none".to_owned() },
        8 => UnixError { code: 12345, function: "f".to_owned(), argument: String::new() },
        9 => StackOverflow,
        10 => OutOfMemory,
        11 => SysBlockedIo,
        12 => MatchFailure { file: file(), line: 1, column: 2 },
        _ => AssertFailure { file: file(), line: 3, column: 4 },
    }
}

/// Calls the function, and raises what it raised, taken apart and put together in between.
///
/// # Errors
/// What the function raised.
#[export]
pub fn rd_passes_trouble(cr: &mut OCamlRuntime, f: BoxRoot<fn(()) -> ()>) -> Result<(), Trouble> {
    match f.call(cr, ()) {
        Ok(_) => Ok(()),
        Err(error) => Err(error.downcast(cr).unwrap_or_else(Trouble::Other)),
    }
}
