//! The library's predecessor, ocaml-interop 0.12, as its guide teaches it. A package of its own: what
//! the macros of both versions write names `::ocaml_interop`.
//!
//! An `int` comes and goes untagged, where it is an argument or the result. The elements of a float
//! array are read as those of a floatarray, whose layout it has; 0.12 has no type for it.
//!
//! Left out: "returns Ok", since an exported function of 0.12 raises by a panic alone.

pub mod data;

use std::borrow::Borrow;

use ocaml_interop::bigarray::Array1;
use ocaml_interop::{
    BoxRoot, DynBox, OCaml, OCamlFloat, OCamlFloatArray, OCamlInt, OCamlList, OCamlRuntime,
    ToOCaml, export, ocaml,
};

use data::{DOUBLES, MILLION, RECORD, RECORDS, Record, Shape, TEXT, TREE, Tree, ints};

ocaml! {
    fn bench_successor(x: OCamlInt) -> OCamlInt;
    fn bench_echo(text: String) -> String;
    fn bench_same_record(record: Record) -> Record;
}

/// An argument of OCaml's: an immediate value, which needs no root.
fn int(x: i64) -> OCaml<'static, OCamlInt> {
    OCaml::of_i64(x).expect("it fits in 63 bits")
}

// ---- Scalars ----

#[export]
fn interop_int_int(_cr: &mut OCamlRuntime, x: isize) -> isize {
    x + 1
}

#[export]
fn interop_int_int_int(_cr: &mut OCamlRuntime, x: isize, y: isize) -> isize {
    x + y
}

#[export(noalloc)]
fn interop_int_untagged(_cr: &OCamlRuntime, x: isize) -> isize {
    x + 1
}

#[export]
fn interop_float_boxed(cr: &mut OCamlRuntime, x: OCaml<OCamlFloat>) -> OCaml<OCamlFloat> {
    let x: f64 = x.to_rust();
    (x + 1.0).to_ocaml(cr)
}

#[export(noalloc)]
fn interop_float_unboxed(_cr: &OCamlRuntime, x: f64) -> f64 {
    x + 1.0
}

// ---- Strings ----

#[export]
fn interop_text_owned(cr: &mut OCamlRuntime, text: OCaml<String>) -> isize {
    let text: String = text.to_rust();
    text.len() as isize + isize::from(text.as_bytes()[text.len() - 1])
}

#[export]
fn interop_text_borrowed(cr: &mut OCamlRuntime, text: OCaml<String>) -> isize {
    let text = text.as_str();
    text.len() as isize + isize::from(text.as_bytes()[text.len() - 1])
}

#[export]
fn interop_string_owned(cr: &mut OCamlRuntime, bytes: OCaml<String>) -> isize {
    let bytes: Vec<u8> = bytes.to_rust();
    bytes.len() as isize + isize::from(bytes[bytes.len() - 1])
}

#[export]
fn interop_string_borrowed(cr: &mut OCamlRuntime, bytes: OCaml<String>) -> isize {
    let bytes = bytes.as_bytes();
    bytes.len() as isize + isize::from(bytes[bytes.len() - 1])
}

#[export]
fn interop_string_length(cr: &mut OCamlRuntime, text: OCaml<String>) -> isize {
    text.as_bytes().len() as isize
}

#[export]
fn interop_string_back(cr: &mut OCamlRuntime, length: isize) -> OCaml<String> {
    (&TEXT[..length as usize]).to_ocaml(cr)
}

// ---- Lists and arrays ----

#[export]
fn interop_list_there(cr: &mut OCamlRuntime, list: OCaml<OCamlList<OCamlInt>>) -> isize {
    let list: Vec<i64> = list.to_rust();
    list.len() as isize + list[list.len() - 1] as isize
}

#[export]
fn interop_list_back(cr: &mut OCamlRuntime, length: isize) -> OCaml<OCamlList<OCamlInt>> {
    ints(length as usize).to_ocaml(cr)
}

#[export]
fn interop_list_both(
    cr: &mut OCamlRuntime,
    list: OCaml<OCamlList<OCamlInt>>,
) -> OCaml<OCamlList<OCamlInt>> {
    let list: Vec<i64> = list.to_rust();
    list.to_ocaml(cr)
}

#[export]
fn interop_floats_there(cr: &mut OCamlRuntime, floats: OCaml<OCamlFloatArray>) -> isize {
    let floats: Vec<f64> = floats.to_rust();
    floats.len() as isize + floats[floats.len() - 1] as isize
}

#[export]
fn interop_floats_back(cr: &mut OCamlRuntime, _length: isize) -> OCaml<OCamlFloatArray> {
    DOUBLES.to_ocaml(cr)
}

#[export]
fn interop_floats_both(
    cr: &mut OCamlRuntime,
    floats: OCaml<OCamlFloatArray>,
) -> OCaml<OCamlFloatArray> {
    let floats: Vec<f64> = floats.to_rust();
    floats.to_ocaml(cr)
}

// ---- Records, variants, trees ----

#[export]
fn interop_record_there(cr: &mut OCamlRuntime, record: OCaml<Record>) -> isize {
    let record: Record = record.to_rust();
    record.sum()
}

#[export]
fn interop_record_back(cr: &mut OCamlRuntime, _unit: OCaml<()>) -> OCaml<Record> {
    RECORD.to_ocaml(cr)
}

#[export]
fn interop_record_both(cr: &mut OCamlRuntime, record: OCaml<Record>) -> OCaml<Record> {
    let record: Record = record.to_rust();
    record.to_ocaml(cr)
}

#[export]
fn interop_records_there(cr: &mut OCamlRuntime, records: OCaml<OCamlList<Record>>) -> isize {
    let records: Vec<Record> = records.to_rust();
    records.len() as isize + records[records.len() - 1].sum()
}

#[export]
fn interop_records_back(cr: &mut OCamlRuntime, _unit: OCaml<()>) -> OCaml<OCamlList<Record>> {
    RECORDS.to_ocaml(cr)
}

#[export]
fn interop_records_both(
    cr: &mut OCamlRuntime,
    records: OCaml<OCamlList<Record>>,
) -> OCaml<OCamlList<Record>> {
    let records: Vec<Record> = records.to_rust();
    records.to_ocaml(cr)
}

#[export]
fn interop_shape(cr: &mut OCamlRuntime, shape: OCaml<Shape>) -> OCaml<Shape> {
    let shape: Shape = shape.to_rust();
    shape.to_ocaml(cr)
}

#[export]
fn interop_option(
    cr: &mut OCamlRuntime,
    value: OCaml<Option<OCamlInt>>,
) -> OCaml<Option<OCamlInt>> {
    let value: Option<i64> = value.to_rust();
    value.to_ocaml(cr)
}

#[export]
fn interop_result(
    cr: &mut OCamlRuntime,
    value: OCaml<Result<OCamlInt, OCamlInt>>,
) -> OCaml<Result<OCamlInt, OCamlInt>> {
    let value: Result<i64, i64> = value.to_rust();
    value.to_ocaml(cr)
}

#[export]
fn interop_triple(
    cr: &mut OCamlRuntime,
    value: OCaml<(OCamlInt, OCamlFloat, bool)>,
) -> OCaml<(OCamlInt, OCamlFloat, bool)> {
    let value: (i64, f64, bool) = value.to_rust();
    value.to_ocaml(cr)
}

#[export]
fn interop_tree_there(cr: &mut OCamlRuntime, tree: OCaml<Tree>) -> isize {
    tree.to_rust::<Tree>().last_leaf() as isize
}

#[export]
fn interop_tree_back(cr: &mut OCamlRuntime, _unit: OCaml<()>) -> OCaml<Tree> {
    TREE.to_ocaml(cr)
}

#[export]
fn interop_tree_both(cr: &mut OCamlRuntime, tree: OCaml<Tree>) -> OCaml<Tree> {
    let tree: Tree = tree.to_rust();
    tree.to_ocaml(cr)
}

// ---- Calls ----

#[export]
fn interop_call_closure(
    cr: &mut OCamlRuntime,
    f: BoxRoot<fn(OCamlInt) -> OCamlInt>,
    x: isize,
) -> isize {
    match f.try_call(cr, &(x as i64)) {
        Ok(sum) => sum.to_i64() as isize,
        Err(exception) => panic!("{:?}", exception.message()),
    }
}

#[export]
fn interop_call_named(cr: &mut OCamlRuntime, x: isize) -> isize {
    let sum: i64 = bench_successor(cr, &int(x as i64)).to_rust(cr);
    sum as isize
}

#[export]
fn interop_call_named_int(cr: &mut OCamlRuntime, times: isize) -> isize {
    let mut sum = 0_i64;
    for _ in 0..times {
        sum = bench_successor(cr, &int(sum)).to_rust(cr);
    }
    sum as isize
}

#[export]
fn interop_call_named_string(cr: &mut OCamlRuntime, times: isize) -> isize {
    let mut sum = 0;
    for _ in 0..times {
        let text = "a string of some length".to_boxroot(cr);
        let text: String = bench_echo(cr, &text).to_rust(cr);
        sum += text.len() as isize + isize::from(text.starts_with('a'));
    }
    sum
}

#[export]
fn interop_call_named_record(cr: &mut OCamlRuntime, times: isize) -> isize {
    let mut sum = 0;
    for _ in 0..times {
        let record = RECORD.to_boxroot(cr);
        let record: Record = bench_same_record(cr, &record).to_rust(cr);
        sum += record.sum();
    }
    sum
}

#[export]
fn interop_call_raising(cr: &mut OCamlRuntime, f: BoxRoot<fn(()) -> ()>) -> isize {
    isize::from(f.try_call(cr, &()).is_err())
}

#[export]
fn interop_fails(_cr: &mut OCamlRuntime, _unit: OCaml<()>) {
    fail();
}

// Not in place, where the macro's code after it would be called unreachable.
fn fail() {
    panic!("it fails");
}

// ---- Roots, bigarrays, boxes ----

#[export]
fn interop_roots(cr: &mut OCamlRuntime, value: OCaml<String>, count: isize) -> isize {
    let mut roots: Vec<BoxRoot<String>> = Vec::with_capacity(count as usize);
    roots.extend((0..count).map(|_| value.root()));
    roots.len() as isize
}

#[export]
fn interop_bigarray_sum(cr: &mut OCamlRuntime, array: OCaml<Array1<f64>>) -> OCaml<OCamlFloat> {
    let sum: f64 = array.as_slice().iter().sum();
    sum.to_ocaml(cr)
}

#[export]
fn interop_bigarray_back(cr: &mut OCamlRuntime, _length: isize) -> OCaml<Array1<f64>> {
    MILLION.as_slice().to_ocaml(cr)
}

#[export]
fn interop_box(cr: &mut OCamlRuntime, x: isize) -> OCaml<DynBox<isize>> {
    OCaml::box_value(cr, x)
}

#[export]
fn interop_unbox(cr: &mut OCamlRuntime, number: OCaml<DynBox<isize>>) -> isize {
    let number: &isize = number.borrow();
    *number
}
