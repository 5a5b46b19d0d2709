//! Documentation of every kind.

use ocaml_interop::export;

/// Adds `a` and `b[0]`; see [`Vec`] and {this}, at @you.
///
/// # Panics
///
/// - *never*, or (* hardly *) ever
/// - where "all is well
///
/// ```
/// assert_eq!(added(1, 2), 3);
/// ```
#[export]
pub fn added(a: isize, b: isize) -> isize {
    a + b
}

/** A block, {id|that|id} OCaml might read, and '"'. */
#[export]
pub fn blocked() {}

#[doc = concat!("By a ", "macro.")]
#[export]
pub fn by_macro() {}

///
#[export]
pub fn silent() {}
