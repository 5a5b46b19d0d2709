//! Exceptions as types.

use std::io;

use ocaml_interop::{
    BoxRoot, OCamlError, OCamlException, OCamlInt, OCamlRuntime, StandardException, export, panics,
};

/// Most of these are OCaml's, too.
#[derive(OCamlException, Debug)]
pub enum Trouble {
    /// By position.
    #[ocaml(name = "Exceptions.Syntax")]
    Syntax(String, #[ocaml(as_ = "OCamlInt")] i64),
    /// By name.
    #[ocaml(name = "Exceptions.Located")]
    Located {
        /// Counted from 1.
        #[ocaml(as_ = "OCamlInt")]
        line: i64,
        /// All of them.
        texts: Vec<String>,
    },
    /// Nothing else.
    #[ocaml(name = "Exceptions.Closed")]
    Closed,
    /// Registered late.
    #[ocaml(name = "Exceptions.Late")]
    Late(f64),
    /// Never registered.
    #[ocaml(name = "Exceptions.Of_rust")]
    OfRust(String),
    /// All others.
    #[ocaml(other)]
    Other(OCamlError),
}

/// Raises one of them.
#[export]
pub fn xc_raises(number: isize, count: isize) -> Result<(), Trouble> {
    Err(match number {
        0 => Trouble::Syntax("s".to_owned(), 1),
        1 => {
            let texts = (0..count).map(|number| number.to_string()).collect();
            Trouble::Located { line: count as i64, texts }
        }
        2 => Trouble::Closed,
        3 => Trouble::Late(0.5),
        4 => Trouble::OfRust("r".to_owned()),
        _ => Trouble::Syntax("too far".to_owned(), i64::MAX),
    })
}

/// Calls the function: what it raised, as Rust sees it.
#[export]
pub fn xc_caught(cr: &mut OCamlRuntime, f: BoxRoot<fn(()) -> ()>) -> String {
    let Err(error) = f.call(cr, ()).map(drop) else { return "nothing".to_owned() };
    match error.downcast(cr) {
        Ok(Trouble::Located { line, texts }) => format!("located {line} {}", texts.len()),
        Ok(Trouble::Other(other)) => format!("other {}", other.text()),
        Ok(trouble) => format!("{trouble:?}"),
        Err(other) => other.to_string(),
    }
}

/// Calls the function, and raises what it raised, by way of a Rust value.
#[export]
pub fn xc_passes(cr: &mut OCamlRuntime, f: BoxRoot<fn(()) -> ()>) -> Result<(), Trouble> {
    match f.call(cr, ()).map(drop) {
        Ok(()) => Ok(()),
        Err(error) => Err(error.downcast(cr).unwrap_or_else(Trouble::Other)),
    }
}

/// The same of OCaml's own exceptions.
#[export]
pub fn xc_passes_standard(
    cr: &mut OCamlRuntime,
    f: BoxRoot<fn(()) -> ()>,
) -> Result<(), StandardException> {
    match f.call(cr, ()).map(drop) {
        Ok(()) => Ok(()),
        Err(error) => Err(error
            .downcast(cr)
            .unwrap_or_else(|other| StandardException::Failure(format!("other: {other}")))),
    }
}

/// Calls the function: the kind of what it raised.
#[export]
pub fn xc_io_kind(cr: &mut OCamlRuntime, f: BoxRoot<fn(()) -> ()>) -> String {
    let Err(error) = f.call(cr, ()).map(drop) else { return "nothing".to_owned() };
    match error.downcast::<io::Error>(cr) {
        Ok(error) => format!("{:?}", error.kind()),
        Err(other) => format!("none: {other}"),
    }
}

/// Raises and catches on other domains.
#[export]
pub fn xc_domains(cr: &mut OCamlRuntime, f: BoxRoot<fn(()) -> ()>) -> Vec<String> {
    cr.domain_scope(|scope, cr| {
        let seen = |cr: &mut OCamlRuntime| {
            let error = f.call(cr, ()).map(drop).expect_err("it raises");
            format!("{:?}", error.downcast::<Trouble>(cr))
        };
        let domains: Vec<_> = (0..3).map(|_| scope.spawn(cr, seen).expect("a domain")).collect();
        domains.into_iter().map(|domain| domain.join(cr).expect("its end")).collect()
    })
}

/// Whether panics are printed.
#[export]
pub fn xc_quiet(yes: isize) {
    panics::set_quiet(yes != 0);
}

/// Whether exceptions have backtraces of panics.
#[export]
pub fn xc_backtraces(yes: isize) {
    panics::set_backtraces(yes != 0);
}

/// Panics.
#[export]
pub fn xc_panics(message: String) {
    panic!("{message}");
}
