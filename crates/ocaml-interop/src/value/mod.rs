//! OCaml values: an unrooted one, the cell that holds one, and checked views.

mod cell;
mod marker;
mod ocaml;

pub use cell::{OCamlCell, OCamlRef};
pub use marker::{
    DynBox, OCamlBytes, OCamlChar, OCamlException, OCamlFloat, OCamlFloatArray, OCamlInt,
    OCamlInt32, OCamlInt64, OCamlList, OCamlNativeint, OCamlSeq, OCamlUniformArray,
};
pub use ocaml::OCaml;
pub use ocaml_interop_sys::RawOCaml;
