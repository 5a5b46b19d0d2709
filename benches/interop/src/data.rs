//! What is sent to OCaml: made once, the same as in C (`c/native.c`). An `int` is an `i64` here, the
//! type of Rust that 0.12 converts to one, and what becomes a list or an array is a `Vec`.

use std::collections::BTreeMap;
use std::sync::{LazyLock, Mutex};

use ocaml_interop::{
    OCamlFloat, OCamlInt, OCamlInt64, impl_conv_ocaml_record, impl_conv_ocaml_variant,
};

const LENGTH: usize = 1000;
const DEPTH: u32 = 12;

/// `{ a : int; b : float; c : int64; d : string; e : int * float }`
#[derive(Debug, Clone)]
pub struct Record {
    /// An `int`.
    pub a: i64,
    /// A `float`.
    pub b: f64,
    /// An `int64`.
    pub c: i64,
    /// A `string`.
    pub d: String,
    /// A pair.
    pub e: (i64, f64),
}

impl_conv_ocaml_record! {
    Record {
        a: OCamlInt,
        b: OCamlFloat,
        c: OCamlInt64,
        d: String,
        e: (OCamlInt, OCamlFloat),
    }
}

impl Record {
    /// A little of each field, so that each has to be read.
    pub fn sum(&self) -> isize {
        (self.a + self.c + self.d.len() as i64 + self.e.0 + self.e.1 as i64) as isize
    }
}

/// `Nothing | Number of int | Pair of float * string | Nested of record`
#[derive(Debug)]
pub enum Shape {
    /// No argument.
    Nothing,
    /// One.
    Number(i64),
    /// Two.
    Pair(f64, String),
    /// A record.
    Nested(Record),
}

impl_conv_ocaml_variant! {
    Shape {
        Shape::Nothing,
        Shape::Number(number: OCamlInt),
        Shape::Pair(first: OCamlFloat, second: String),
        Shape::Nested(record: Record),
    }
}

/// `Leaf of int | Node of tree * tree`
#[derive(Debug)]
pub enum Tree {
    /// The end.
    Leaf(i64),
    /// Two trees.
    Node(Box<Tree>, Box<Tree>),
}

impl_conv_ocaml_variant! {
    Tree {
        Tree::Leaf(number: OCamlInt),
        Tree::Node(left: Tree, right: Tree),
    }
}

impl Tree {
    /// The number of the last leaf.
    pub fn last_leaf(&self) -> i64 {
        match self {
            Tree::Leaf(number) => *number,
            Tree::Node(_, right) => right.last_leaf(),
        }
    }
}

fn grow(depth: u32, first: i64) -> Tree {
    match depth {
        0 => Tree::Leaf(first),
        _ => Tree::Node(
            Box::new(grow(depth - 1, first)),
            Box::new(grow(depth - 1, first + (1 << (depth - 1)))),
        ),
    }
}

/// 0, 1, 2, …
///
/// A vector: it is that which becomes a list.
pub fn ints(length: usize) -> &'static Vec<i64> {
    static NUMBERS: LazyLock<Vec<i64>> = LazyLock::new(|| (0..LENGTH as i64).collect());
    // Of the scaling rows.
    static OTHER: Mutex<BTreeMap<usize, &'static Vec<i64>>> = Mutex::new(BTreeMap::new());
    if length == LENGTH {
        return &NUMBERS;
    }
    let mut other = OTHER.lock().expect("nobody panics while it is held");
    other.entry(length).or_insert_with(|| Box::leak(Box::new((0..length as i64).collect())))
}

/// 0.5, 1.5, 2.5, …
pub static DOUBLES: LazyLock<Vec<f64>> = LazyLock::new(|| doubles(LENGTH));

/// The same, a million.
pub static MILLION: LazyLock<Vec<f64>> = LazyLock::new(|| doubles(1_000_000));

fn doubles(length: usize) -> Vec<f64> {
    (0..length).map(|n| n as f64 + 0.5).collect()
}

/// `xxx…`
pub static TEXT: LazyLock<String> = LazyLock::new(|| "x".repeat(4096));

/// One record.
pub static RECORD: LazyLock<Record> = LazyLock::new(|| Record {
    a: 1,
    b: 2.5,
    c: 3,
    d: "a string of some length".to_owned(),
    e: (4, 5.5),
});

/// A thousand of them.
pub static RECORDS: LazyLock<Vec<Record>> = LazyLock::new(|| vec![RECORD.clone(); LENGTH]);

/// A full binary tree.
pub static TREE: LazyLock<Tree> = LazyLock::new(|| grow(DEPTH, 0));
