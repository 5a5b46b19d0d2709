//! Rust values inside OCaml.

use std::borrow::Borrow;
use std::sync::atomic::{AtomicIsize, Ordering};

use ocaml_interop::{DynBox, OCaml, OCamlRuntime, export};

static ALIVE: AtomicIsize = AtomicIsize::new(0);

/// A value that counts itself.
#[derive(Debug)]
pub struct Counter {
    start: i64,
    text: String,
}

impl Drop for Counter {
    fn drop(&mut self) {
        ALIVE.fetch_sub(1, Ordering::SeqCst);
    }
}

/// A boxed value.
#[export]
pub fn bx_make<'a>(
    cr: &'a mut OCamlRuntime,
    start: i64,
    text: String,
) -> OCaml<'a, DynBox<Counter>> {
    ALIVE.fetch_add(1, Ordering::SeqCst);
    OCaml::box_value(cr, Counter { start, text })
}

/// Its contents.
#[export]
pub fn bx_show(_cr: &mut OCamlRuntime, counter: OCaml<DynBox<Counter>>) -> String {
    let counter: &Counter = counter.borrow();
    format!("{} {}", counter.start, counter.text)
}

/// How many are alive.
#[export]
pub fn bx_alive() -> isize {
    ALIVE.load(Ordering::SeqCst)
}

/// A large one.
#[export]
pub fn bx_large<'a>(cr: &'a mut OCamlRuntime, bytes: usize) -> OCaml<'a, DynBox<Vec<u8>>> {
    OCaml::box_value(cr, vec![1; bytes])
}
