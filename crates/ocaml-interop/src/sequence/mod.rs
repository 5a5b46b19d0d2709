//! OCaml's `Seq.t`, read in Rust element by element, and made of Rust's iterators.

mod cursor;
mod rust_seq;

pub use cursor::{SeqCursor, SeqIter};
pub use rust_seq::RustSeq;
