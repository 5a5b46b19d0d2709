//! OCaml's closures, called back.

use ocaml_interop::{
    BoxRoot, OCamlError, OCamlInt, OCamlList, OCamlRuntime, ToOCaml, export, ocaml,
};

ocaml! {
    /// Calls a function of OCaml's with `()`; keeps the backtrace.
    #[ocaml(catch)]
    fn cl_apply(f: fn(()) -> ());
}

/// Maps a list by a closure.
///
/// # Errors
/// What the closure raises.
#[export]
pub fn cl_map(
    cr: &mut OCamlRuntime,
    f: BoxRoot<fn(OCamlInt) -> String>,
    #[ocaml(as_ = "OCamlList<OCamlInt>")] numbers: Vec<i64>,
) -> Result<Vec<String>, OCamlError> {
    let mut mapped = Vec::new();
    for n in numbers {
        match f.try_call(cr, n) {
            Ok(text) => mapped.push(text.to_rust()),
            Err(exception) => return Err(OCamlError::new(exception)),
        }
    }
    Ok(mapped)
}

/// Calls through a registered function, which keeps backtraces.
///
/// # Errors
/// What the closure raises.
#[export]
pub fn cl_through(cr: &mut OCamlRuntime, f: BoxRoot<fn(()) -> ()>) -> Result<(), OCamlError> {
    cl_apply(cr, &f).map(drop)
}

/// A closure of seven arguments.
#[export]
#[allow(clippy::type_complexity)]
pub fn cl_seven(
    cr: &mut OCamlRuntime,
    f: BoxRoot<
        fn(OCamlInt, OCamlInt, OCamlInt, OCamlInt, OCamlInt, OCamlInt, OCamlInt) -> OCamlInt,
    >,
) -> isize {
    let four: BoxRoot<OCamlInt> = 4_i64.to_boxroot(cr);
    match f.try_call(cr, 1_i64, 2_i64, 3_i64, &four, 5_i64, 6_i64, 7_i64) {
        Ok(sum) => sum.to_i64() as isize,
        Err(exception) => panic!("{}", exception.to_text()),
    }
}
