//! The crate `ocaml` 1.2 (ocaml-rs), as its book teaches it.
//!
//! A float array isn't converted as a `Vec<f64>`, which would allocate an OCaml float for each
//! element, but read and written through the functions that the crate has for one.
//!
//! Left out, each for a fault of the crate's:
//! - "panics": its panic hook raises the OCaml exception, and so never returns to the standard
//!   library, which takes the thread's next panic for one in the hook and aborts;
//! - "bigarray of 1e6 floats, made": nobody frees what `Array1::from_slice` allocates, 8 MB a call.

use std::borrow::Borrow;

use ocaml::bigarray::Array1;
use ocaml::{Array, FromValue, Int, List, Pointer, Runtime, ToValue, Value};

use crate::data::{Record, Shape, Tree, a_record, a_tree, doubles, ints, records, text};

ocaml::import! {
    fn bench_successor(x: Int) -> Int;
    fn bench_echo(text: &str) -> String;
    fn bench_same_record(record: &Record) -> Record;
}

// ---- Scalars ----

/// `int -> int`
#[ocaml::func]
pub fn ocamlrs_int_int(x: Int) -> Int {
    x + 1
}

/// `int -> int -> int`
#[ocaml::func]
pub fn ocamlrs_int_int_int(x: Int, y: Int) -> Int {
    x + y
}

/// `int -> int`, noalloc
// SAFETY: no other function has this name.
#[unsafe(no_mangle)]
pub extern "C" fn ocamlrs_int_untagged(x: Int) -> Int {
    x + 1
}

/// `float -> float`, boxed
#[ocaml::func]
pub fn ocamlrs_float_boxed(x: f64) -> f64 {
    x + 1.0
}

/// `float -> float`, noalloc
// SAFETY: no other function has this name.
#[unsafe(no_mangle)]
pub extern "C" fn ocamlrs_float_unboxed(x: f64) -> f64 {
    x + 1.0
}

// ---- Strings ----

/// Text, copied.
#[ocaml::func]
pub fn ocamlrs_text_owned(text: String) -> Int {
    text.len() as Int + Int::from(text.as_bytes()[text.len() - 1])
}

/// Text, in place.
#[ocaml::func]
pub fn ocamlrs_text_borrowed(text: &str) -> Int {
    text.len() as Int + Int::from(text.as_bytes()[text.len() - 1])
}

/// A string, copied: the crate makes no `Vec<u8>` of one.
#[ocaml::func]
pub fn ocamlrs_string_owned(bytes: &[u8]) -> Int {
    let bytes = bytes.to_vec();
    bytes.len() as Int + Int::from(bytes[bytes.len() - 1])
}

/// A string, in place.
#[ocaml::func]
pub fn ocamlrs_string_borrowed(bytes: &[u8]) -> Int {
    bytes.len() as Int + Int::from(bytes[bytes.len() - 1])
}

/// Its length.
#[ocaml::func]
pub fn ocamlrs_string_length(text: &[u8]) -> Int {
    text.len() as Int
}

/// A string made.
#[ocaml::func]
pub fn ocamlrs_string_back(length: Int) -> &'static str {
    text(length as usize)
}

// ---- Lists and arrays ----

fn make_list<T: ToValue + FromValue>(
    gc: &Runtime,
    elements: impl DoubleEndedIterator<Item: Borrow<T>>,
) -> List<T> {
    elements.rev().fold(List::empty(), |list, element| {
        // SAFETY: `gc` tells that this thread may call the runtime; the list is rooted.
        unsafe { list.add(gc, element.borrow()) }
    })
}

fn read_floats(array: &Array<f64>) -> Vec<f64> {
    // SAFETY: what the externals call an array of floats is flat, and each index is in it.
    (0..array.len()).map(|index| unsafe { array.get_double_unchecked(index) }).collect()
}

fn make_floats(_gc: &Runtime, floats: &[f64]) -> Value {
    // SAFETY: `_gc` tells that this thread may call the runtime.
    let mut array = unsafe { Value::alloc_double_array(floats.len()) };
    for (index, &float) in floats.iter().enumerate() {
        // SAFETY: it is an array of floats, as long as the slice.
        unsafe { array.store_double_field(index, float) };
    }
    array
}

/// `int list -> int`
#[ocaml::func]
pub fn ocamlrs_list_there(list: List<Int>) -> Int {
    let list = list.into_vec();
    list.len() as Int + list[list.len() - 1]
}

/// `int -> int list`
#[ocaml::func]
pub fn ocamlrs_list_back(length: Int) -> List<Int> {
    make_list(gc, ints(length as usize).iter().map(|&number| number as Int))
}

/// `int list -> int list`
#[ocaml::func]
pub fn ocamlrs_list_both(list: List<Int>) -> List<Int> {
    make_list(gc, list.into_vec().into_iter())
}

/// `float array -> int`
#[ocaml::func]
pub fn ocamlrs_floats_there(floats: Array<f64>) -> Int {
    let floats = read_floats(&floats);
    floats.len() as Int + floats[floats.len() - 1] as Int
}

/// `int -> float array`
#[ocaml::func]
pub fn ocamlrs_floats_back(length: Int) -> Value {
    make_floats(gc, doubles(length as usize))
}

/// `float array -> float array`
#[ocaml::func]
pub fn ocamlrs_floats_both(floats: Array<f64>) -> Value {
    make_floats(gc, &read_floats(&floats))
}

// ---- Records, variants, trees ----

/// `record -> int`
#[ocaml::func]
pub fn ocamlrs_record_there(record: Record) -> Int {
    record.sum()
}

/// `unit -> record`
#[ocaml::func]
pub fn ocamlrs_record_back(_unit: ()) -> &'static Record {
    a_record()
}

/// `record -> record`
#[ocaml::func]
pub fn ocamlrs_record_both(record: Record) -> Record {
    record
}

/// `record list -> int`
#[ocaml::func]
pub fn ocamlrs_records_there(records: List<Record>) -> Int {
    let records = records.into_vec();
    records.len() as Int + records[records.len() - 1].sum()
}

/// `unit -> record list`
#[ocaml::func]
pub fn ocamlrs_records_back(_unit: ()) -> List<Record> {
    make_list(gc, records().iter())
}

/// `record list -> record list`
#[ocaml::func]
pub fn ocamlrs_records_both(records: List<Record>) -> List<Record> {
    make_list(gc, records.into_vec().into_iter())
}

/// `shape -> shape`
#[ocaml::func]
pub fn ocamlrs_shape(shape: Shape) -> Shape {
    shape
}

/// `int option -> int option`
#[ocaml::func]
pub fn ocamlrs_option(value: Option<Int>) -> Option<Int> {
    value
}

/// `(int, int) result -> (int, int) result`
#[ocaml::func]
pub fn ocamlrs_result(value: Result<Int, Int>) -> Result<Int, Int> {
    value
}

/// `int * float * bool -> int * float * bool`
#[ocaml::func]
pub fn ocamlrs_triple(value: (Int, f64, bool)) -> (Int, f64, bool) {
    value
}

/// `tree -> int`
#[ocaml::func]
pub fn ocamlrs_tree_there(tree: Tree) -> Int {
    tree.last_leaf()
}

/// `unit -> tree`
#[ocaml::func]
pub fn ocamlrs_tree_back(_unit: ()) -> &'static Tree {
    a_tree()
}

/// `tree -> tree`
#[ocaml::func]
pub fn ocamlrs_tree_both(tree: Tree) -> Tree {
    tree
}

// ---- Calls ----

/// `(int -> int) -> int -> int`
///
/// # Errors
/// What the closure raises.
#[ocaml::func]
pub fn ocamlrs_call_closure(f: Value, x: Int) -> Result<Int, ocaml::Error> {
    // SAFETY: it is a function of an int that gives an int; `gc` tells that the runtime may be called.
    unsafe { Ok(f.call1(gc, x)?.into()) }
}

/// `int -> int`, through a registered function
///
/// # Errors
/// What the function raises.
#[ocaml::func]
pub fn ocamlrs_call_named(x: Int) -> Result<Int, ocaml::Error> {
    // SAFETY: the function is registered with this type; `gc` tells that the runtime may be called.
    unsafe { bench_successor(gc, x) }
}

/// Calls from Rust: an `int` there and back.
///
/// # Errors
/// What the function raises.
#[ocaml::func]
pub fn ocamlrs_call_named_int(times: Int) -> Result<Int, ocaml::Error> {
    let mut sum = 0;
    for _ in 0..times {
        // SAFETY: as in `ocamlrs_call_named`.
        sum = unsafe { bench_successor(gc, sum)? };
    }
    Ok(sum)
}

/// Calls from Rust: a string there and back.
///
/// # Errors
/// What the function raises.
#[ocaml::func]
pub fn ocamlrs_call_named_string(times: Int) -> Result<Int, ocaml::Error> {
    let mut sum = 0;
    for _ in 0..times {
        // SAFETY: as in `ocamlrs_call_named`.
        let text = unsafe { bench_echo(gc, "a string of some length")? };
        sum += text.len() as Int + Int::from(text.starts_with('a'));
    }
    Ok(sum)
}

/// Calls from Rust: a record there and back.
///
/// # Errors
/// What the function raises.
#[ocaml::func]
pub fn ocamlrs_call_named_record(times: Int) -> Result<Int, ocaml::Error> {
    let mut sum = 0;
    for _ in 0..times {
        // SAFETY: as in `ocamlrs_call_named`.
        sum += unsafe { bench_same_record(gc, a_record())? }.sum();
    }
    Ok(sum)
}

/// `(unit -> unit) -> int`: 1 when it raised
#[ocaml::func]
pub fn ocamlrs_call_raising(f: Value) -> Int {
    // SAFETY: it is a function of a unit; `gc` tells that the runtime may be called.
    Int::from(unsafe { f.call1(gc, ()) }.is_err())
}

/// Returns `Ok`.
///
/// # Errors
/// When the sum doesn't fit.
#[ocaml::func]
pub fn ocamlrs_returns_ok(x: Int) -> Result<Int, ocaml::Error> {
    x.checked_add(1).ok_or(ocaml::Error::Message("too large"))
}

// ---- Roots, bigarrays, boxes ----

/// Roots a value many times.
#[ocaml::func]
pub fn ocamlrs_roots(value: Value, count: Int) -> Int {
    let mut roots: Vec<Value> = Vec::with_capacity(count as usize);
    roots.extend((0..count).map(|_| value.clone()));
    roots.len() as Int
}

/// The sum of a bigarray, in place.
#[ocaml::func]
pub fn ocamlrs_bigarray_sum(array: Array1<f64>) -> f64 {
    array.data().iter().sum()
}

/// A number that OCaml owns.
pub struct Number(Int);

ocaml::custom!(Number);

/// A number in a custom block.
#[ocaml::func]
pub fn ocamlrs_box(x: Int) -> Pointer<Number> {
    Number(x).into()
}

/// The number.
#[ocaml::func]
pub fn ocamlrs_unbox(number: &Number) -> Int {
    number.0
}
