//! Conversions between Rust's data and OCaml's.

mod error;
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
use error::check_depth;
pub use fields::{Field, Fields, field};
pub use mapping::{DefaultOCamlMapping, DefaultRustMapping, FromOCamlDefault};
pub use read::{
    Block, Payload, PolyVariant, Variant, poly_variant, record, unboxed, unknown_constructor,
    unknown_tag, unwrap, variant,
};
pub use shape::{Shape, Visitor, build_rooted, build_shape, words, write_at};
pub use traits::{FromOCaml, ToOCaml};
