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
mod containers;
mod list;
mod mapping;
mod pointers;
mod roots;
mod scalars;
mod text;
mod tuples;

pub use blocks::{alloc_error, alloc_ok, cons};
pub use error::FromOCamlError;
pub use fields::{Field, Fields, field};
pub use mapping::{DefaultOCamlMapping, DefaultRustMapping, FromOCamlDefault};
pub use read::{
    Block, Payload, PolyVariant, Variant, no_constructor, no_tag, poly_variant, record, unboxed,
    variant,
};
pub(crate) use reader::read_or;
pub use reader::{Reader, from_ocaml, put, read, try_from_ocaml};
pub(crate) use shape::build_block;
pub use shape::{Shape, Visitor, build_rooted, build_shape, words, write_at};
pub use traits::{FromOCaml, ToOCaml};
