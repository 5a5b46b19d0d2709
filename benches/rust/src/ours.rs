//! This library, as its guide teaches it.

use std::borrow::Borrow;

use ocaml_interop::bigarray::Array1;
use ocaml_interop::{
    BoxRoot, DynBox, OCaml, OCamlError, OCamlFloat, OCamlFloatArray, OCamlInt, OCamlList, OCamlRef,
    OCamlRuntime, OCamlUniformArray, ToOCaml, export, ocaml,
};

use crate::data::{LENGTH, Record, Shape, Tree, a_record, a_tree, doubles, ints, records, text};

ocaml! {
    fn bench_successor(x: OCamlInt) -> OCamlInt;
    fn bench_echo(text: String) -> String;
    fn bench_same_record(record: Record) -> Record;
}

// ---- Scalars ----

/// `int -> int`
#[export]
pub fn ours_int_int(x: isize) -> isize {
    x + 1
}

/// `int -> int -> int`
#[export]
pub fn ours_int_int_int(x: isize, y: isize) -> isize {
    x + y
}

/// `int -> int`, noalloc
#[export(noalloc)]
pub fn ours_int_untagged(x: isize) -> isize {
    x + 1
}

/// `float -> float`, boxed
#[export]
pub fn ours_float_boxed<'a>(
    cr: &'a mut OCamlRuntime,
    x: OCaml<OCamlFloat>,
) -> OCaml<'a, OCamlFloat> {
    let sum = x.to_f64() + 1.0;
    sum.to_ocaml(cr)
}

/// `float -> float`, noalloc
#[export(noalloc)]
pub fn ours_float_unboxed(x: f64) -> f64 {
    x + 1.0
}

// ---- Strings ----

/// A string, copied.
#[export]
pub fn ours_string_owned(#[ocaml(as_ = "String")] bytes: Vec<u8>) -> isize {
    bytes.len() as isize + isize::from(bytes[bytes.len() - 1])
}

/// A string, in place.
#[export]
pub fn ours_string_borrowed(bytes: &[u8]) -> isize {
    bytes.len() as isize + isize::from(bytes[bytes.len() - 1])
}

/// Text, copied.
#[export]
pub fn ours_text_owned(text: String) -> isize {
    text.len() as isize + isize::from(text.as_bytes()[text.len() - 1])
}

/// Text, in place.
#[export]
pub fn ours_text_borrowed(text: &str) -> isize {
    text.len() as isize + isize::from(text.as_bytes()[text.len() - 1])
}

/// Its length.
#[export]
pub fn ours_string_length(_cr: &mut OCamlRuntime, text: OCaml<String>) -> isize {
    text.as_bytes().len() as isize
}

/// A string made.
#[export]
pub fn ours_string_back(length: isize) -> &'static str {
    text(length as usize)
}

// ---- Lists and arrays ----

/// `int list -> int`
#[export]
pub fn ours_list_there(#[ocaml(as_ = "OCamlList<OCamlInt>")] list: Vec<i64>) -> isize {
    (list.len() as i64 + list[list.len() - 1]) as isize
}

/// `int -> int list`
#[export]
pub fn ours_list_back<'a>(
    cr: &'a mut OCamlRuntime,
    length: isize,
) -> OCaml<'a, OCamlList<OCamlInt>> {
    ints(length as usize).to_ocaml(cr)
}

/// `int list -> int list`
#[export(returns = "OCamlList<OCamlInt>")]
pub fn ours_list_both(#[ocaml(as_ = "OCamlList<OCamlInt>")] list: Vec<i64>) -> Vec<i64> {
    list
}

/// `float array -> int`
#[export]
pub fn ours_floats_there(
    #[ocaml(as_ = "OCamlUniformArray<OCamlFloat>")] floats: Vec<f64>,
) -> isize {
    floats.len() as isize + floats[floats.len() - 1] as isize
}

/// `int -> float array`
#[export]
pub fn ours_floats_back<'a>(
    cr: &'a mut OCamlRuntime,
    length: isize,
) -> OCaml<'a, OCamlUniformArray<OCamlFloat>> {
    doubles(length as usize).to_ocaml(cr)
}

/// `float array -> float array`
#[export(returns = "OCamlUniformArray<OCamlFloat>")]
pub fn ours_floats_both(
    #[ocaml(as_ = "OCamlUniformArray<OCamlFloat>")] floats: Vec<f64>,
) -> Vec<f64> {
    floats
}

/// `floatarray -> int`
#[export]
pub fn ours_floatarray_there(#[ocaml(as_ = "OCamlFloatArray")] floats: Vec<f64>) -> isize {
    floats.len() as isize + floats[floats.len() - 1] as isize
}

/// `int -> floatarray`
#[export]
pub fn ours_floatarray_back<'a>(
    cr: &'a mut OCamlRuntime,
    length: isize,
) -> OCaml<'a, OCamlFloatArray> {
    doubles(length as usize).to_ocaml(cr)
}

/// `floatarray -> floatarray`
#[export(returns = "OCamlFloatArray")]
pub fn ours_floatarray_both(#[ocaml(as_ = "OCamlFloatArray")] floats: Vec<f64>) -> Vec<f64> {
    floats
}

// ---- Records, variants, trees ----

/// `record -> int`
#[export]
pub fn ours_record_there(record: Record) -> isize {
    record.sum()
}

/// `unit -> record`
#[export]
pub fn ours_record_back<'a>(cr: &'a mut OCamlRuntime, _unit: ()) -> OCaml<'a, Record> {
    a_record().to_ocaml(cr)
}

/// `record -> record`
#[export]
pub fn ours_record_both(record: Record) -> Record {
    record
}

/// `record list -> int`
#[export]
pub fn ours_records_there(records: Vec<Record>) -> isize {
    records.len() as isize + records[records.len() - 1].sum()
}

/// `unit -> record list`
#[export]
pub fn ours_records_back<'a>(cr: &'a mut OCamlRuntime, _unit: ()) -> OCaml<'a, OCamlList<Record>> {
    records()[..LENGTH].to_ocaml(cr)
}

/// `record list -> record list`
#[export]
pub fn ours_records_both(records: Vec<Record>) -> Vec<Record> {
    records
}

/// `shape -> shape`
#[export]
pub fn ours_shape(shape: Shape) -> Shape {
    shape
}

/// `int option -> int option`
#[export]
pub fn ours_option(value: Option<isize>) -> Option<isize> {
    value
}

/// `(int, int) result -> (int, int) result`, as a value
#[export]
pub fn ours_result<'a>(
    cr: &'a mut OCamlRuntime,
    value: Result<isize, isize>,
) -> OCaml<'a, Result<OCamlInt, OCamlInt>> {
    value.to_ocaml(cr)
}

/// `int * float * bool -> int * float * bool`
#[export]
pub fn ours_triple(value: (isize, f64, bool)) -> (isize, f64, bool) {
    value
}

/// `tree -> int`
#[export]
pub fn ours_tree_there(tree: Tree) -> isize {
    tree.last_leaf()
}

/// `unit -> tree`
#[export]
pub fn ours_tree_back<'a>(cr: &'a mut OCamlRuntime, _unit: ()) -> OCaml<'a, Tree> {
    a_tree().to_ocaml(cr)
}

/// `tree -> tree`
#[export]
pub fn ours_tree_both(tree: Tree) -> Tree {
    tree
}

// ---- Calls ----

/// `(int -> int) -> int -> int`
///
/// # Errors
/// What the closure raises.
#[export]
pub fn ours_call_closure(
    cr: &mut OCamlRuntime,
    f: OCamlRef<fn(OCamlInt) -> OCamlInt>,
    x: isize,
) -> Result<isize, OCamlError> {
    Ok(f.call(cr, x)?.to_rust())
}

/// `int -> int`, through a registered function
#[export]
pub fn ours_call_named(cr: &mut OCamlRuntime, x: isize) -> isize {
    bench_successor(cr, x).to_rust(cr)
}

/// Calls from Rust: an `int` there and back.
#[export]
pub fn ours_call_named_int(cr: &mut OCamlRuntime, times: isize) -> isize {
    let mut sum = 0_isize;
    for _ in 0..times {
        sum = bench_successor(cr, sum).to_rust(cr);
    }
    sum
}

/// Calls from Rust: a string there and back.
#[export]
pub fn ours_call_named_string(cr: &mut OCamlRuntime, times: isize) -> isize {
    let mut sum = 0;
    for _ in 0..times {
        let text: String = bench_echo(cr, "a string of some length").to_rust(cr);
        sum += text.len() as isize + isize::from(text.starts_with('a'));
    }
    sum
}

/// Calls from Rust: a record there and back.
#[export]
pub fn ours_call_named_record(cr: &mut OCamlRuntime, times: isize) -> isize {
    let mut sum = 0;
    for _ in 0..times {
        let record: Record = bench_same_record(cr, a_record()).to_rust(cr);
        sum += record.sum();
    }
    sum
}

/// `(unit -> unit) -> int`: 1 when it raised
#[export]
pub fn ours_call_raising(cr: &mut OCamlRuntime, f: OCamlRef<fn(()) -> ()>) -> isize {
    isize::from(f.try_call(cr, ()).is_err())
}

/// Returns `Ok`.
///
/// # Errors
/// When the sum doesn't fit.
#[export]
pub fn ours_returns_ok(x: isize) -> Result<isize, String> {
    x.checked_add(1).ok_or_else(|| "too large".to_owned())
}

/// Panics.
#[export]
pub fn ours_fails(_unit: ()) {
    panic!("it fails");
}

// ---- Roots, bigarrays, boxes ----

/// Roots a value many times.
#[export]
pub fn ours_roots(_cr: &mut OCamlRuntime, value: OCaml<String>, count: isize) -> isize {
    let mut roots: Vec<BoxRoot<String>> = Vec::with_capacity(count as usize);
    roots.extend((0..count).map(move |_| value.root()));
    roots.len() as isize
}

/// The sum of a bigarray, in place.
#[export]
pub fn ours_bigarray_sum<'a>(
    cr: &'a mut OCamlRuntime,
    array: OCaml<Array1<f64>>,
) -> OCaml<'a, OCamlFloat> {
    let sum: f64 = array.iter().sum();
    sum.to_ocaml(cr)
}

/// A bigarray made.
#[export]
pub fn ours_bigarray_back<'a>(cr: &'a mut OCamlRuntime, length: isize) -> OCaml<'a, Array1<f64>> {
    doubles(length as usize).to_ocaml(cr)
}

/// A number in Rust's heap.
#[export]
pub fn ours_box<'a>(cr: &'a mut OCamlRuntime, x: isize) -> OCaml<'a, DynBox<isize>> {
    OCaml::box_value(cr, x)
}

/// The number.
#[export]
pub fn ours_unbox(_cr: &mut OCamlRuntime, number: OCaml<DynBox<isize>>) -> isize {
    let number: &isize = number.borrow();
    *number
}
