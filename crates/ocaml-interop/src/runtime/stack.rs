//! How much of the thread's stack is left.
//!
//! Conversions recurse as deep as the data. A step that could go on for ever, one
//! through a pointer or into a sequence, looks here first, so that data that is
//! too deep is an error rather than the process's end. So does a call of OCaml,
//! which may come back to Rust.

/// What a conversion or a call of OCaml needs at least to go one level deeper:
/// the frames of large derived types, unoptimised, of a panic, of a collection.
const RESERVE: usize = 128 * 1024;

/// Whether less than [`RESERVE`] bytes are left.
#[inline]
pub(crate) fn is_low() -> bool {
    stacker::remaining_stack().is_some_and(|left| left < RESERVE)
}
