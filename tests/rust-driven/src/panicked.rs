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
