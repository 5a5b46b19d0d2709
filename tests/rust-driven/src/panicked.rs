//! Functions that panic in ways of their own.

use ocaml_interop::{OCamlRuntime, export};

/// Panics while the lock is released.
#[export]
pub fn rd_panics_released(cr: &mut OCamlRuntime, message: String) {
    cr.releasing_runtime(|| panic!("{message}"));
}

/// Panics where nothing catches it.
#[export(no_panic_catch)]
pub fn rd_panics_uncaught(message: String) {
    panic!("{message}");
}

/// What no OCaml `int` holds.
#[export]
pub fn rd_too_wide(n: i64) -> isize {
    n as isize
}

/// The same, where nothing catches it.
#[export(no_panic_catch)]
pub fn rd_too_wide_uncaught(n: i64) -> isize {
    n as isize
}

/// The same, where nothing may be raised.
#[export(noalloc)]
pub fn rd_too_wide_noalloc(n: i64) -> isize {
    n as isize
}

/// The same of a function that may fail.
#[export]
pub fn rd_too_wide_or_failed(n: i64) -> Result<isize, String> {
    usize::try_from(n).map(|n| n as isize).map_err(|_| "negative".to_owned())
}
