//! Rust's side of `ocaml/labels.ml`.

use ocaml_interop::{
    OCaml, OCamlError, OCamlFunction, OCamlInt, OCamlRuntime, RustFn, RustSeq, export,
};

/// As high as `high` at most, and as low as `low` at least.
#[export(returns = "OCamlInt")]
pub fn border_clamped(
    #[ocaml(as_ = "OCamlInt")] low: i64,
    high: Option<isize>,
    #[ocaml(as_ = "OCamlInt")] number: i64,
) -> i64 {
    let high = high.map_or(number, |high| high as i64);
    number.min(high).max(low)
}

/// Adds to `n`.
#[export]
pub fn border_adding(n: OCaml<OCamlInt>) -> RustFn<fn(isize) -> isize> {
    let n: isize = n.to_rust();
    RustFn::new(move |m: isize| n + m)
}

/// The first `n` squares.
#[export]
pub fn border_squares(n: OCaml<OCamlInt>) -> RustSeq<isize> {
    RustSeq::new((0..n.to_rust()).map(|n: isize| n * n))
}

/// What a function makes of a number, in brackets.
///
/// # Errors
/// What it raises.
#[export]
pub fn border_applied(
    cr: &mut OCamlRuntime,
    f: OCamlFunction<fn(isize) -> String>,
    n: OCaml<OCamlInt>,
) -> Result<String, OCamlError> {
    let n = n.to_rust();
    Ok(format!("<{}>", f.call(cr, n)?))
}
