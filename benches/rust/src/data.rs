//! What is sent to OCaml: made once, the same as in C (`c/native.c`).

use std::sync::OnceLock;

use ocaml::{FromValue, ToValue};
use ocaml_interop::{FromOCaml, ToOCaml};

/// How many elements a list or an array has where the row names no other number.
pub const LENGTH: usize = 1000;

const DEPTH: u32 = 12;

/// `{ a : int; b : float; c : int64; d : string; e : int * float }`
#[derive(Debug, Clone, ToOCaml, FromOCaml, ToValue, FromValue)]
pub struct Record {
    /// An `int`.
    pub a: isize,
    /// A `float`.
    pub b: f64,
    /// An `int64`.
    pub c: i64,
    /// A `string`.
    pub d: String,
    /// A pair.
    pub e: (isize, f64),
}

impl Record {
    /// A little of each field, so that each has to be read.
    pub fn sum(&self) -> isize {
        self.a + self.c as isize + self.d.len() as isize + self.e.0 + self.e.1 as isize
    }
}

/// `Nothing | Number of int | Pair of float * string | Nested of record`
#[derive(Debug, ToOCaml, FromOCaml, ToValue, FromValue)]
pub enum Shape {
    /// No argument.
    Nothing,
    /// One.
    Number(isize),
    /// Two.
    Pair(f64, String),
    /// A record.
    Nested(Record),
}

/// `Leaf of int | Node of tree * tree`
#[derive(Debug, ToOCaml, FromOCaml, ToValue, FromValue)]
pub enum Tree {
    /// The end.
    Leaf(isize),
    /// Two trees.
    Node(Box<Tree>, Box<Tree>),
}

impl Tree {
    /// The number of the last leaf.
    pub fn last_leaf(&self) -> isize {
        match self {
            Tree::Leaf(number) => *number,
            Tree::Node(_, right) => right.last_leaf(),
        }
    }
}

fn grow(depth: u32, first: isize) -> Tree {
    match depth {
        0 => Tree::Leaf(first),
        _ => Tree::Node(
            Box::new(grow(depth - 1, first)),
            Box::new(grow(depth - 1, first + (1 << (depth - 1)))),
        ),
    }
}

/// 0, 1, 2, …
pub fn ints(length: usize) -> &'static [i64] {
    static NUMBERS: OnceLock<Vec<i64>> = OnceLock::new();
    // Of the scaling rows: no other row should wait for so many.
    static MANY: OnceLock<Vec<i64>> = OnceLock::new();
    let numbers = match length {
        0..=LENGTH => NUMBERS.get_or_init(|| (0..LENGTH as i64).collect()),
        _ => MANY.get_or_init(|| (0..10_000_000).collect()),
    };
    &numbers[..length]
}

/// 0.5, 1.5, 2.5, …
pub fn doubles(length: usize) -> &'static [f64] {
    static NUMBERS: OnceLock<Vec<f64>> = OnceLock::new();
    let make = || (0..1_000_000).map(|n| f64::from(n) + 0.5).collect();
    &NUMBERS.get_or_init(make)[..length]
}

/// `xxx…`
pub fn text(length: usize) -> &'static str {
    static TEXT: OnceLock<String> = OnceLock::new();
    &TEXT.get_or_init(|| "x".repeat(4096))[..length]
}

/// One record.
pub fn a_record() -> &'static Record {
    static MADE: OnceLock<Record> = OnceLock::new();
    MADE.get_or_init(|| Record {
        a: 1,
        b: 2.5,
        c: 3,
        d: "a string of some length".to_owned(),
        e: (4, 5.5),
    })
}

/// A thousand of them.
pub fn records() -> &'static [Record] {
    static MADE: OnceLock<Vec<Record>> = OnceLock::new();
    MADE.get_or_init(|| vec![a_record().clone(); LENGTH])
}

/// A full binary tree.
pub fn a_tree() -> &'static Tree {
    static MADE: OnceLock<Tree> = OnceLock::new();
    MADE.get_or_init(|| grow(DEPTH, 0))
}
