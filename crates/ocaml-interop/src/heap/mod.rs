//! Allocation: the one place where OCaml's heap grows.
//!
//! A structure is built in two phases. First its heap words are added up
//! ([`Size`]); one check then reserves them all ([`reserve`]); then every block
//! is written straight into the minor heap ([`Space`]), where nothing can move
//! before the last one is written: no roots, no write barrier, no second check
//! (rule R4 by construction). What is larger than a reservation goes in parts,
//! with the values made so far handed to [`reserve`] as roots.

mod block;
mod size;
mod space;

pub(crate) use block::{alloc_large, large_block};
pub use size::Size;
pub use space::Space;
pub(crate) use space::{chunk, reserve};
