//! Numbers, text, time and containers that OCaml's standard library has, from OCaml.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::ffi::{CStr, CString};
use std::path::PathBuf;
use std::time::Duration;

use ocaml_interop::{
    Either, FromOCaml, OCaml, OCamlAtomic, OCamlBuffer, OCamlBytes, OCamlError, OCamlFields,
    OCamlFloat, OCamlHashtbl, OCamlInstance, OCamlInt, OCamlInt64, OCamlLazy, OCamlMap, OCamlRef,
    OCamlReference, OCamlRuntime, OCamlSet, OCamlStack, OCamlUniformArray, ToOCaml, export,
};

/// `module Names = Map.Make (String)`
pub enum Names {}

// SAFETY: the test registers it so.
unsafe impl OCamlInstance for Names {
    type Key = String;
    const TYPE: &'static str = "Names.t";
    const OF_LIST: &'static CStr = c"Names.of_list";
}

/// `module Numbers = Set.Make (Int)`
pub enum Numbers {}

// SAFETY: the test registers it so.
unsafe impl OCamlInstance for Numbers {
    type Key = OCamlInt;
    const TYPE: &'static str = "Numbers.t";
    const OF_LIST: &'static CStr = c"Numbers.of_list";
}

/// A record with mutable fields.
#[derive(ToOCaml, FromOCaml, OCamlFields)]
pub struct Account {
    owner: String,
    #[ocaml(mutable)]
    balance: f64,
}

/// A flat one.
#[derive(ToOCaml, FromOCaml, OCamlFields)]
pub struct Point {
    #[ocaml(mutable)]
    x: f64,
    y: f64,
}

/// `float`, of the numbers that 32 bits hold.
#[export]
pub fn ct_half(x: f32) -> f32 {
    x / 2.0
}

/// `int64`, never negative.
#[export(returns = "OCamlInt64")]
pub fn ct_next(#[ocaml(as_ = "OCamlInt64")] n: u64) -> u64 {
    n + 1
}

/// Decimal text.
///
/// # Errors
/// Past 128 bits.
#[export]
pub fn ct_square(n: i128) -> Result<i128, String> {
    n.checked_mul(n).ok_or_else(|| format!("the square of {n}"))
}

/// A file's path.
#[export]
pub fn ct_inside(folder: PathBuf) -> PathBuf {
    folder.join("file")
}

/// A string that C code takes.
#[export]
pub fn ct_c_length(text: CString) -> isize {
    text.as_bytes().len() as isize
}

/// Nanoseconds.
#[export]
pub fn ct_twice(duration: Duration) -> Duration {
    duration * 2
}

/// Seconds.
#[export(returns = "OCamlFloat")]
pub fn ct_twice_seconds(#[ocaml(as_ = "OCamlFloat")] duration: Duration) -> Duration {
    duration * 2
}

/// How often each word is there.
#[export]
pub fn ct_counts(words: Vec<String>) -> HashMap<String, isize> {
    let mut counts = HashMap::new();
    words.into_iter().for_each(|word| *counts.entry(word).or_default() += 1);
    counts
}

/// A table's bindings, in order.
#[export(returns = "ocaml_interop::OCamlList<(String, OCamlInt)>")]
pub fn ct_sorted(
    #[ocaml(as_ = "OCamlHashtbl<String, OCamlInt>")] table: BTreeMap<String, i64>,
) -> Vec<(String, i64)> {
    table.into_iter().collect()
}

/// One more for a key.
///
/// # Errors
/// What OCaml raises.
#[export]
pub fn ct_count(
    cr: &mut OCamlRuntime,
    table: OCamlRef<OCamlHashtbl<String, OCamlInt>>,
    key: String,
) -> Result<(), OCamlError> {
    let count = table.find(cr, &key)?.map_or(0, |count| count.to_rust::<i64>(cr));
    table.replace(cr, key, count + 1)
}

/// The lengths of a map's keys, as another map; and of which lengths there are some.
#[export(returns = "(OCamlMap<Names, OCamlInt>, OCamlSet<Numbers>)")]
pub fn ct_lengths(
    #[ocaml(as_ = "OCamlMap<Names, OCamlInt>")] names: BTreeMap<String, i64>,
) -> (BTreeMap<String, i64>, BTreeSet<i64>) {
    let length = |name: String| {
        let length = name.len() as i64;
        (name, length)
    };
    let lengths: BTreeMap<_, _> = names.into_keys().map(length).collect();
    let all = lengths.values().copied().collect();
    (lengths, all)
}

/// The other way round.
#[export]
pub fn ct_reversed(queue: VecDeque<String>) -> VecDeque<String> {
    queue.into_iter().rev().collect()
}

/// The top of a stack on another.
#[export]
pub fn ct_move(
    cr: &mut OCamlRuntime,
    from: OCamlRef<OCamlStack<String>>,
    to: OCamlRef<OCamlStack<String>>,
) {
    if let Some(top) = from.pop(cr) {
        to.push(cr, &top);
    }
}

/// More text.
#[export]
pub fn ct_append(cr: &mut OCamlRuntime, buffer: OCamlRef<OCamlBuffer>, text: String) {
    buffer.add(cr, text);
}

/// The other side.
#[export]
pub fn ct_swapped(either: Either<String, isize>) -> Either<isize, String> {
    match either {
        Either::Left(text) => Either::Right(text),
        Either::Right(n) => Either::Left(n),
    }
}

/// What it is when it is forced.
///
/// # Errors
/// What forcing it raises.
#[export]
pub fn ct_force(
    cr: &mut OCamlRuntime,
    lazy: OCamlRef<OCamlLazy<String>>,
) -> Result<String, OCamlError> {
    Ok(lazy.force(cr)?.to_rust(cr))
}

/// All bytes the same.
#[export]
pub fn ct_fill(bytes: OCaml<OCamlBytes>, byte: u8) {
    bytes.fill(0..bytes.len(), byte);
}

/// One element in another's place.
#[export]
pub fn ct_copy(array: OCaml<OCamlUniformArray<String>>, from: isize, to: isize) {
    let value = array.get(from as usize).expect("in bounds");
    array.set(to as usize, value);
}

/// A float in a flat array.
#[export]
pub fn ct_set_float(
    cr: &mut OCamlRuntime,
    array: OCamlRef<OCamlUniformArray<OCamlFloat>>,
    index: isize,
    x: f64,
) {
    array.set(cr, index as usize, x);
}

/// Another text.
#[export]
pub fn ct_assign(cr: &mut OCamlRuntime, reference: OCamlRef<OCamlReference<String>>, text: String) {
    reference.set(cr, text);
}

/// One more, a number of times.
#[export]
pub fn ct_increment(counter: OCaml<OCamlAtomic<OCamlInt>>, times: isize) {
    (0..times).for_each(|_| {
        counter.fetch_and_add(1);
    });
}

/// More money, and whose.
#[export]
pub fn ct_deposit(cr: &mut OCamlRuntime, account: OCamlRef<Account>, amount: f64) -> String {
    let balance: f64 = Account::BALANCE.to_rust(cr.get(account));
    Account::BALANCE.set(cr, account, balance + amount);
    Account::OWNER.to_rust(cr.get(account))
}

/// A flat record's field.
#[export]
pub fn ct_shift(cr: &mut OCamlRuntime, point: OCamlRef<Point>) {
    let y: f64 = Point::Y.to_rust(cr.get(point));
    Point::X.set(cr, point, y);
}
