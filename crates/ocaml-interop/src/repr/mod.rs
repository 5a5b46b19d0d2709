//! One file for each OCaml type: how its values are read and tested.

mod array;
pub mod bigarray;
mod exception;
mod float;
mod int;
mod list;
mod option;
mod string;
mod tuple;
mod unit;

pub(crate) use exception::Constructor;
pub(crate) use float::{double_field, doubles};
pub use int::OCamlFixnumConversionError;
pub(crate) use int::{does_not_fit_int, fits_int, value_of_int};
pub use list::ListIter;
