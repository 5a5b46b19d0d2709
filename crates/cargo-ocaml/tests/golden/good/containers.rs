//! Containers of the standard library, and types that OCaml has none of its own for.

use std::cell::RefCell;
use std::collections::{HashMap, VecDeque};
use std::path::PathBuf;
use std::time::Duration;

use ocaml_interop::{
    Either, OCaml, OCamlAtomic, OCamlBuffer, OCamlInt, OCamlLazy, OCamlRuntime, OCamlStack, export,
};

/// How many there are of all.
#[export]
pub fn total(stock: HashMap<String, isize>) -> isize {
    stock.values().sum()
}

/// The one that is taken next.
#[export]
pub fn next(waiting: VecDeque<String>) -> Option<String> {
    waiting.into_iter().next()
}

/// On the other side.
#[export]
pub fn swapped(side: Either<isize, String>) -> Either<String, isize> {
    match side {
        Either::Left(n) => Either::Right(n),
        Either::Right(text) => Either::Left(text),
    }
}

/// A reference of its own to twice as much.
#[export]
pub fn doubled(counter: RefCell<isize>) -> RefCell<isize> {
    RefCell::new(2 * counter.into_inner())
}

/// What it holds.
#[export]
pub fn seen(_cr: &mut OCamlRuntime, atomic: OCaml<OCamlAtomic<OCamlInt>>) -> isize {
    atomic.get().to_rust()
}

/// How many values have been computed: none, or the one.
#[export]
pub fn forced(_cr: &mut OCamlRuntime, late: OCaml<OCamlLazy<OCamlInt>>) -> isize {
    late.is_forced().into()
}

/// How many elements a stack has, and how many bytes a buffer.
#[export]
pub fn sizes(
    _cr: &mut OCamlRuntime,
    stack: OCaml<OCamlStack<OCamlInt>>,
    buffer: OCaml<OCamlBuffer>,
) -> (usize, usize) {
    (stack.len(), buffer.len())
}

/// A file in a folder.
#[export]
pub fn within(folder: PathBuf, name: &str) -> PathBuf {
    folder.join(name)
}

/// Twice as long: nanoseconds. And half the number.
#[export]
pub fn scaled(time: Duration, number: f32) -> (Duration, f32) {
    (time * 2, number / 2.)
}
