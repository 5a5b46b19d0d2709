//! Rust values inside OCaml's heap.
//!
//! A type that derives [`OCamlCustom`](macro@crate::OCamlCustom) is an abstract type of OCaml's, of its
//! own name: OCaml holds a custom block, which holds a pointer to the value. The trait of the same name
//! says what is done with a value there: whether OCaml compares, hashes and marshals it, and how it is
//! borrowed. [`DynBox`](crate::DynBox) takes a value of any type, and does none of that.

mod block;
mod cell;
mod dynbox;
mod operations;

mod value;

mod comparison;
mod marshal;

mod argument;
mod given;

pub use cell::{BorrowError, CustomCell, CustomCellMut, Exclusive, Ref, RefMut, Shared};
pub use marshal::Marshalled;
pub use operations::CustomOperations;
pub use value::OCamlCustom;

#[doc(hidden)]
pub use argument::{exclusive, shared, shared_for_good};
#[doc(hidden)]
pub use given::{Converted, Converting, Moves, Moving, ResultOf, result_of};
#[doc(hidden)]
pub use operations::c_name;
#[doc(hidden)]
pub use value::register;
