//! R7, R9: as deep and as long as it goes.

use ocaml_interop::{
    BoxRoot, FromOCaml, OCamlError, OCamlFloatArray, OCamlInt, OCamlList, OCamlRuntime,
    OCamlUniformArray, ToOCaml, export,
};

use super::Counted;

/// Calls the closure, which calls this.
///
/// # Errors
/// What the closure raised.
#[export]
pub fn rd_down(cr: &mut OCamlRuntime, f: BoxRoot<fn(()) -> ()>) -> Result<(), OCamlError> {
    let _here = Counted::new();
    f.call(cr, ()).map(drop)
}

/// A chain of links.
#[derive(ToOCaml, FromOCaml, Debug)]
pub enum Chain {
    /// The end.
    End,
    /// A number, and the rest.
    Link(#[ocaml(as_ = "OCamlInt")] i64, Box<Chain>),
}

impl Drop for Chain {
    /// Link by link: Rust's own drop would recurse.
    fn drop(&mut self) {
        let mut rest = self.take_rest();
        while let Some(mut link) = rest {
            rest = link.take_rest();
        }
    }
}

impl Chain {
    fn take_rest(&mut self) -> Option<Box<Chain>> {
        match self {
            Self::End => None,
            Self::Link(_, rest) => Some(std::mem::replace(rest, Box::new(Self::End))),
        }
    }
}

/// A chain from OCaml: the sum of its numbers.
#[export]
pub fn rd_sum_of_chain(chain: Chain) -> isize {
    let (mut sum, mut chain) = (0, &chain);
    while let Chain::Link(n, rest) = chain {
        (sum, chain) = (sum + *n as isize, rest);
    }
    sum
}

/// A chain for OCaml.
#[export]
pub fn rd_chain(links: isize) -> Chain {
    let _here = Counted::new();
    (1..=links as i64).rev().fold(Chain::End, |rest, n| Chain::Link(n, Box::new(rest)))
}

/// A list there and back.
#[export(returns = "OCamlList<OCamlInt>")]
pub fn rd_list(#[ocaml(as_ = "OCamlList<OCamlInt>")] list: Vec<i64>) -> Vec<i64> {
    let _here = Counted::new();
    list
}

/// A list of lists there and back.
#[export]
pub fn rd_lists(lists: Vec<Vec<String>>) -> Vec<Vec<String>> {
    let _here = Counted::new();
    lists
}

/// A tree whose branches are a list.
#[derive(ToOCaml, FromOCaml, Debug)]
pub struct Tree {
    label: String,
    below: Vec<Tree>,
}

/// A tree there and back.
#[export]
pub fn rd_tree(tree: Tree) -> Tree {
    let _here = Counted::new();
    tree
}

/// An array of integers there and back.
#[export(returns = "OCamlUniformArray<OCamlInt>")]
pub fn rd_numbers(#[ocaml(as_ = "OCamlUniformArray<OCamlInt>")] numbers: Vec<i64>) -> Vec<i64> {
    numbers
}

/// A flat array there and back.
#[export(returns = "OCamlFloatArray")]
pub fn rd_floats(#[ocaml(as_ = "OCamlFloatArray")] floats: Vec<f64>) -> Vec<f64> {
    floats
}

/// An array of strings there and back.
#[export(returns = "OCamlUniformArray<String>")]
pub fn rd_texts(#[ocaml(as_ = "OCamlUniformArray<String>")] texts: Vec<String>) -> Vec<String> {
    texts
}

/// So many elements without a size of their own.
#[export(returns = "OCamlUniformArray<()>")]
pub fn rd_units(n: isize) -> Vec<()> {
    vec![(); n as usize]
}
