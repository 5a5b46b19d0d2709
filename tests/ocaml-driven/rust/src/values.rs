//! `OCaml<T>` and `BoxRoot<T>` as arguments and results.

use ocaml_interop::bigarray::Array1;
use ocaml_interop::{
    BoxRoot, OCaml, OCamlBytes, OCamlFloatArray, OCamlInt, OCamlList, OCamlRef, OCamlRuntime,
    ToOCaml, alloc_error, alloc_ok, cons, export,
};

/// Reads in place, then allocates.
#[export]
pub fn vl_shout<'a>(cr: &'a mut OCamlRuntime, text: OCaml<String>) -> OCaml<'a, String> {
    let shouted = text.as_str().to_uppercase();
    shouted.to_ocaml(cr)
}

/// Rooted on entry, so it outlives allocations; a root is returned.
#[export]
pub fn vl_repeat(
    cr: &mut OCamlRuntime,
    text: BoxRoot<String>,
    n: OCaml<OCamlInt>,
) -> BoxRoot<OCamlList<String>> {
    let n = n.to_i64();
    let mut list: BoxRoot<OCamlList<String>> = BoxRoot::new(OCaml::nil(cr));
    for _ in 0..n {
        let longer = cons(cr, &text, &list).root();
        list = longer;
    }
    list
}

/// The argument given back.
#[export]
pub fn vl_same<'a>(
    _cr: &'a mut OCamlRuntime,
    value: OCaml<'a, OCamlBytes>,
) -> OCaml<'a, OCamlBytes> {
    value
}

/// An `OCamlRef` argument.
#[export]
pub fn vl_length(cr: &mut OCamlRuntime, list: OCamlRef<OCamlList<OCamlInt>>) -> i64 {
    list.to_rust::<Vec<i64>>(cr).len() as i64
}

/// OCaml's own `result`, as a value.
#[export]
pub fn vl_checked<'a>(
    cr: &'a mut OCamlRuntime,
    n: BoxRoot<OCamlInt>,
) -> OCaml<'a, Result<OCamlInt, String>> {
    if n.to_rust::<i64>(cr) >= 0 {
        alloc_ok(cr, &n)
    } else {
        let why: BoxRoot<String> = "negative".to_boxroot(cr);
        alloc_error(cr, &why)
    }
}

/// Sums a flat array without a copy.
#[export]
pub fn vl_sum(_cr: &mut OCamlRuntime, floats: OCaml<OCamlFloatArray>) -> f64 {
    (0..floats.len()).filter_map(|index| floats.get(index)).sum()
}

/// Doubles a bigarray where it stands.
#[export]
pub fn vl_double(_cr: &mut OCamlRuntime, array: OCaml<Array1<i32>>) {
    for index in 0..array.len() {
        array.set(index, array.get(index).unwrap_or_default() * 2);
    }
}

/// A new bigarray.
#[export]
pub fn vl_squares<'a>(cr: &'a mut OCamlRuntime, n: OCaml<OCamlInt>) -> OCaml<'a, Array1<f64>> {
    let squares: Vec<f64> = (0..n.to_i64()).map(|n| (n * n) as f64).collect();
    squares.to_ocaml(cr)
}
