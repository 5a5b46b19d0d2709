//! OCaml values: an unrooted one, the cell that holds one, and checked views.

mod cell;
mod instance;
mod marker;
mod ocaml;

pub use cell::{OCamlCell, OCamlRef};
pub use instance::OCamlInstance;
#[cfg(feature = "zarith")]
pub use marker::OCamlZ;
pub use marker::{
    DynBox, Either, OCamlAtomic, OCamlBuffer, OCamlBytes, OCamlChar, OCamlException, OCamlFloat,
    OCamlFloatArray, OCamlHashtbl, OCamlInt, OCamlInt32, OCamlInt64, OCamlLazy, OCamlList,
    OCamlMap, OCamlNativeint, OCamlQueue, OCamlReference, OCamlSeq, OCamlSet, OCamlStack,
    OCamlUniformArray,
};
pub use ocaml::OCaml;
pub use ocaml_interop_sys::RawOCaml;
