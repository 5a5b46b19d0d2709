//! A panic as an OCaml exception.

use crate::call::OCamlError;
use crate::runtime::{OCamlRuntime, is_out_of_memory, panics};

/// The exception that tells of a panic: `RustPanic message` where OCaml
/// registered it, else `Failure message`.
///
/// The registered value is looked up each time: it may be registered late, or
/// anew.
pub(super) fn of_panic(cr: &mut OCamlRuntime, payload: &(dyn std::any::Any + Send)) -> OCamlError {
    let trace = panics::trace();
    if is_out_of_memory(payload) {
        return OCamlError::out_of_memory(cr);
    }
    let mut message = panics::text(payload).unwrap_or("a Rust panic whose payload is not text");
    let traced = trace.map(|trace| format!("{message}{trace}"));
    if let Some(traced) = &traced {
        message = traced;
    }
    // SAFETY: `rust_panic_exn` is `exception RustPanic of string` by contract.
    match unsafe { OCamlError::registered::<String, _>(cr, c"rust_panic_exn", message) } {
        Ok(error) => error,
        Err(message) => OCamlError::failure(cr, message),
    }
}
