//! What generated code calls. Not part of the interface: it changes together
//! with the macros.

pub use crate::call::{NamedFunction, call_named, call_named_catching};
pub use crate::convert::{
    Block, Field, Fields, FromOCamlDefault, Payload, PolyVariant, Reader, Shape, Variant, Visitor,
    build_rooted, build_shape as build, field, from_ocaml, no_constructor, no_tag, poly_variant,
    put, read, read_here, record, try_from_ocaml, unboxed, variant, words, write_at, write_node,
};
pub use crate::custom::{
    Converted, c_name, exclusive, register, result_of, shared, shared_for_good,
};
pub use crate::describe::{
    BoxName, Boxed, Declaration, Described, NoOCaml, Undescribed, Variable, Wholly,
};
pub use crate::exception::{ExceptionConstructor, NoOutcome, Outcome, call_named_as, exception};
pub use crate::export::{
    BorrowArgument, Primitive, Raised, Rebind, arg_borrowed, arg_converted, arg_converted_as,
    arg_root, arg_value, enter, enter_noalloc, enter_uncaught, raised, raised_alone, rebind,
    return_converted_as, return_primitive, return_primitive_uncaught, return_root, return_value,
    with_handle,
};
pub use crate::heap::{Bounds, Mode, Space};
pub use crate::root::Local;
pub use ocaml_interop_schema::{check, encode, exceptions, form};
pub use ocaml_interop_sys::{RawOCaml, UNIT};
