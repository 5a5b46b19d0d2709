//! Conversions between Rust's data and OCaml's.

mod error;
mod reader;
mod traits;

mod build;
mod fields;
mod read;
mod shape;

mod array;
mod bigarray;
mod blocks;
mod cells;
mod containers;
mod either;
mod ints;
mod list;
mod mapping;
#[cfg(feature = "ndarray")]
mod ndarray;
mod numbers;
mod paths;
mod pointers;
mod record_field;
mod roots;
mod scalars;
mod text;
mod time;
mod tuples;
#[cfg(feature = "zarith")]
mod zarith;

pub use blocks::{alloc_error, alloc_ok, cons};
pub use error::FromOCamlError;
pub use fields::{Field, Fields, field};
pub use mapping::{DefaultOCamlMapping, DefaultRustMapping, FromOCamlDefault};
pub use read::{
    Block, Payload, PolyVariant, Variant, no_constructor, no_tag, poly_variant, record, unboxed,
    variant,
};
pub use reader::{Reader, from_ocaml, put, read, read_here, try_from_ocaml};
pub(crate) use reader::{from_ocaml_by_read, read_or};
pub use record_field::OCamlField;
pub(crate) use shape::build_block;
pub(crate) use shape::write;
pub use shape::{Shape, Visitor, build_rooted, build_shape, words, write_at, write_node};
pub use traits::{FromOCaml, ToOCaml};
