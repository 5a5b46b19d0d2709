//! R12: memory that others can write.

use ocaml_interop::bigarray::{Array1, BigarrayElt};
use ocaml_interop::{BoxRoot, OCaml, OCamlBytes, OCamlError, OCamlRuntime, export};

use super::told;

/// A copy of the bytes, taken `times` times, the closure called in between: whether each held no
/// other byte than those of `allowed`, and how many different ones were seen.
///
/// # Errors
/// What the closure raised.
#[export]
pub fn rh_bytes(
    cr: &mut OCamlRuntime,
    bytes: BoxRoot<OCamlBytes>,
    allowed: &str,
    times: isize,
    f: BoxRoot<fn(()) -> ()>,
) -> Result<isize, OCamlError> {
    let allowed = allowed.as_bytes().to_vec();
    let mut seen = std::collections::BTreeSet::new();
    for _ in 0..times {
        let copy: Vec<u8> = bytes.to_rust(cr);
        assert!(copy.iter().all(|byte| allowed.contains(byte)), "a byte that nobody wrote");
        seen.extend(copy);
        f.call(cr, ())?;
    }
    Ok(seen.len() as isize)
}

/// The same for numbers, which are never torn.
///
/// # Errors
/// What the closure raised.
#[export]
pub fn rh_numbers(
    cr: &mut OCamlRuntime,
    numbers: BoxRoot<Array1<i64>>,
    times: isize,
    f: BoxRoot<fn(()) -> ()>,
) -> Result<isize, OCamlError> {
    let mut seen = std::collections::BTreeSet::new();
    for _ in 0..times {
        let array = cr.get(&numbers);
        for n in array.get(0).into_iter().chain(array.to_vec()) {
            assert!(n == 0 || n == -1, "{n:x}: a number that nobody wrote");
            seen.insert(n);
        }
        f.call(cr, ())?;
    }
    Ok(seen.len() as isize)
}

/// What comes of reading an array, adding to each of its elements and reading it again.
fn add<A>(array: OCaml<'_, Array1<A>>, one: A) -> String
where
    A: BigarrayElt + std::ops::Add<Output = A> + std::fmt::Debug + Default,
{
    told(|| {
        let before = array.to_vec();
        for index in 0..array.len() {
            let element = array.get(index).unwrap_or_default();
            array.set(index, element + one);
        }
        assert!(array.get(before.len()).is_none() && array.is_empty() == before.is_empty());
        format!("{before:?} {:?}", array.to_vec())
    })
}

/// Of kind `int64`.
#[export]
pub fn rh_add_int64(_cr: &mut OCamlRuntime, array: OCaml<Array1<i64>>) -> String {
    add(array, 1)
}

/// Of kind `int32`.
#[export]
pub fn rh_add_int32(_cr: &mut OCamlRuntime, array: OCaml<Array1<i32>>) -> String {
    add(array, 1)
}

/// Of kind `float64`.
#[export]
pub fn rh_add_float64(_cr: &mut OCamlRuntime, array: OCaml<Array1<f64>>) -> String {
    add(array, 1.0)
}

/// Past its end.
#[export]
pub fn rh_set_past_end(_cr: &mut OCamlRuntime, array: OCaml<Array1<i64>>) {
    array.set(array.len(), 1);
}

/// An array made by Rust.
#[export]
pub fn rh_make<'a>(cr: &'a mut OCamlRuntime, n: isize) -> OCaml<'a, Array1<i64>> {
    use ocaml_interop::ToOCaml;
    let numbers: Vec<i64> = (0..n as i64).collect();
    numbers.to_ocaml(cr)
}
