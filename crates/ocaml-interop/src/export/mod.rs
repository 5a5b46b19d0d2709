//! Rust called from OCaml: entering, leaving, raising.

mod argument;
mod enter;
mod panic;
mod primitive;
mod rebind;
mod returned;

pub use argument::{
    BorrowArgument, arg_borrowed, arg_converted, arg_converted_as, arg_root, arg_value,
};
pub use enter::{
    Raised, enter, enter_noalloc, enter_uncaught, raised, raised_alone, return_primitive,
    return_primitive_uncaught, with_handle,
};
pub use primitive::Primitive;
pub use rebind::{Rebind, rebind};
pub use returned::{return_converted, return_converted_as, return_root, return_value};
