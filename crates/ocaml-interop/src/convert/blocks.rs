//! Blocks over values that OCaml has already: `cons`, `Ok`, `Error`.

use super::fields::field;
use super::shape::build_block;
use crate::runtime::OCamlRuntime;
use crate::value::{OCaml, OCamlList, OCamlRef};

/// `head :: tail`.
///
/// ```
/// # use ocaml_interop::*;
/// # let _guard = OCamlRuntime::init()?;
/// # OCamlRuntime::with_domain_lock(|cr| {
/// let head: BoxRoot<OCamlInt> = 1_i64.to_boxroot(cr);
/// let tail: BoxRoot<OCamlList<OCamlInt>> = vec![2_i64, 3].to_boxroot(cr);
/// assert_eq!(cons(cr, &head, &tail).to_rust::<Vec<i64>>(), [1, 2, 3]);
/// # });
/// # Ok::<(), String>(())
/// ```
pub fn cons<'a, A: 'static>(
    cr: &'a mut OCamlRuntime,
    head: OCamlRef<A>,
    tail: OCamlRef<OCamlList<A>>,
) -> OCaml<'a, OCamlList<A>> {
    let raw = build_block(cr, 0, (field::<A, _>(head), (field::<OCamlList<A>, _>(tail), ())));
    // SAFETY: a cell, just made.
    unsafe { OCaml::new(cr, raw) }
}

/// `Ok value`.
pub fn alloc_ok<'a, A: 'static, E>(
    cr: &'a mut OCamlRuntime,
    value: OCamlRef<A>,
) -> OCaml<'a, Result<A, E>> {
    let raw = build_block(cr, 0, (field::<A, _>(value), ()));
    // SAFETY: the first constructor of result, just made.
    unsafe { OCaml::new(cr, raw) }
}

/// `Error error`.
pub fn alloc_error<'a, A, E: 'static>(
    cr: &'a mut OCamlRuntime,
    error: OCamlRef<E>,
) -> OCaml<'a, Result<A, E>> {
    let raw = build_block(cr, 1, (field::<E, _>(error), ()));
    // SAFETY: the second constructor of result, just made.
    unsafe { OCaml::new(cr, raw) }
}
