//! Allocation: the one place where OCaml's heap grows.
//!
//! A structure is written straight into what is free of the minor heap ([`open`]), where nothing
//! can move before the last block is written: no roots, no write barrier, and one comparison for
//! each block (rule R4 by construction). What doesn't fit is counted by the same writing; one check
//! then reserves as many words, and it is written again ([`write_reserved`]). What is larger than a reservation goes
//! in parts, with the values made so far handed over as roots.

mod block;
mod room;
mod space;

pub(crate) use block::{
    UNKNOWN, alloc_large, copy, is_young, large_block, string_wosize, words_of_block,
};
pub(crate) use room::{Room, chunk, fits_any, open, reserved, write_reserved};
pub use space::{Bounds, Mode, Space};
pub(crate) use space::{Checked, Counted, too_deep};
