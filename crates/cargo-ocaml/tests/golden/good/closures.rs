//! Functions and sequences, both ways.

use ocaml_interop::{
    BoxRoot, OCamlError, OCamlFunction, OCamlInt, OCamlRuntime, OCamlSeq, RustFn, RustSeq, export,
};

/// Calls a function.
#[export]
pub fn applied(
    cr: &mut OCamlRuntime,
    f: OCamlFunction<fn(isize, Option<f64>) -> String>,
    n: isize,
) -> Result<String, OCamlError> {
    f.call(cr, n, Some(0.5))
}

/// Adds to a number.
#[export]
pub fn adder(n: isize) -> RustFn<fn(isize) -> isize> {
    RustFn::new(move |m: isize| n + m)
}

/// Adds up.
#[export]
pub fn summed(
    cr: &mut OCamlRuntime,
    numbers: BoxRoot<OCamlSeq<OCamlInt>>,
) -> Result<isize, OCamlError> {
    numbers.iter::<isize>(cr).sum()
}

/// The first squares.
#[export]
pub fn squares(count: isize) -> RustSeq<isize> {
    RustSeq::new((0..count).map(|n| n * n))
}
