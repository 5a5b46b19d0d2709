//! One file for each OCaml type: how its values are read and tested.

mod array;
mod atomic;
pub mod bigarray;
mod bytes;
mod either;
mod exception;
mod float;
mod hashtbl;
mod int;
mod lazy;
mod list;
mod option;
mod reference;
mod sequence;
mod store;
mod string;
mod tree;
mod tuple;
mod unit;

pub(crate) use exception::Constructor;
pub(crate) use float::{double_field, doubles};
pub use hashtbl::HashtblIter;
pub use int::OCamlFixnumConversionError;
pub(crate) use int::{does_not_fit_int, fits_int, value_of_int};
pub use list::ListIter;
pub use sequence::QueueIter;
pub(crate) use store::store_either;
