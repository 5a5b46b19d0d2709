//! What the tests of Rust's own allocations call.

use ocaml_interop::{
    FromOCaml, OCaml, OCamlInt, OCamlList, OCamlRef, OCamlRuntime, ToOCaml, export,
};

/// `{ x : int; y : float; z : (bool * int32) option }`: as large in Rust as its type, no more.
#[derive(Debug, Clone, PartialEq, ToOCaml, FromOCaml)]
pub struct Fixed {
    /// An `int`.
    pub x: isize,
    /// A `float`.
    pub y: f64,
    /// An option of a pair.
    pub z: Option<(bool, i32)>,
}

/// Each kind of borrowed argument.
#[export]
pub fn rd_borrows(text: &str, bytes: &[u8], list: OCaml<OCamlList<OCamlInt>>) -> isize {
    let first = list.hd().map_or(0, |first| first.to_rust::<isize>());
    text.len() as isize + bytes.len() as isize + first
}

/// Each kind of number.
#[export]
pub fn rd_scalars(a: isize, b: f64, c: i64, d: i32, e: usize, f: u8) -> f64 {
    a as f64 + b + c as f64 + f64::from(d) + e as f64 + f64::from(f)
}

/// Records, tuples, options and results without a part of any length.
#[export]
pub fn rd_fixed(
    fixed: Fixed,
    pair: (isize, f64),
    result: Result<isize, bool>,
) -> (Fixed, Option<isize>) {
    (Fixed { x: fixed.x + pair.0, y: fixed.y + pair.1, z: fixed.z }, result.ok())
}

/// A function of OCaml's, called with a number.
///
/// # Panics
/// When it raises.
#[export]
pub fn rd_calls_back(cr: &mut OCamlRuntime, f: OCamlRef<fn(OCamlInt) -> OCamlInt>) -> isize {
    f.call(cr, 20_isize).expect("it doesn't raise").to_rust()
}
