//! OCaml and Rust in one program.
//!
//! An OCaml program uses Rust through functions marked with
//! [`#[export]`](macro@export); a Rust program uses OCaml through functions
//! declared with [`ocaml!`]. OCaml values are [`OCaml`], [`BoxRoot`] and
//! [`OCamlRef`]; data converts with [`ToOCaml`] and [`FromOCaml`]. The guide
//! stands in [`user_guides`].
//!
//! ```
//! use ocaml_interop::{OCamlRuntime, ToOCaml, OCaml, OCamlInt, OCamlList};
//!
//! let _guard = OCamlRuntime::init()?;
//! let sum = OCamlRuntime::with_domain_lock(|cr| {
//!     let list: OCaml<OCamlList<OCamlInt>> = vec![1_i64, 2, 3].to_ocaml(cr);
//!     list.iter().map(|n| n.to_i64()).sum::<i64>()
//! });
//! assert_eq!(sum, 6);
//! # Ok::<(), String>(())
//! ```

#![deny(unsafe_code)]

// The floor plan: each floor imports only from those above it. Unsafe code stands where it is
// allowed here, and nowhere else.

mod arity;

#[allow(unsafe_code)]
mod runtime;

#[allow(unsafe_code)]
mod value;

#[allow(unsafe_code)]
mod heap;

#[allow(unsafe_code)]
mod root;

#[allow(unsafe_code)]
mod repr;

#[allow(unsafe_code)]
mod convert;

mod describe;

#[allow(unsafe_code)]
mod call;

#[allow(unsafe_code)]
mod exception;

#[allow(unsafe_code)]
mod containers;

#[allow(unsafe_code)]
mod export;

#[allow(unsafe_code)]
pub mod custom;

#[allow(unsafe_code)]
mod function;

#[allow(unsafe_code)]
mod sequence;

#[allow(unsafe_code)]
mod domain;

#[allow(unsafe_code)]
mod stdlib;

/// The project's front page: its examples are tests, too.
#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
mod readme {}

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;

pub mod user_guides;

pub use ocaml_interop_derive::{
    FromOCaml, OCamlCustom, OCamlDescriber, OCamlException, OCamlFields, ToOCaml, export, ocaml,
};
pub use ocaml_interop_derive::{
    impl_conv_ocaml_record, impl_conv_ocaml_variant, impl_from_ocaml_polymorphic_variant,
    impl_from_ocaml_record, impl_from_ocaml_variant, impl_to_ocaml_polymorphic_variant,
    impl_to_ocaml_record, impl_to_ocaml_variant,
};

pub use call::{OCamlError, OCamlFn1, OCamlFn2, OCamlFn3, OCamlFn4, OCamlFn5, OCamlParam};
pub use convert::{
    DefaultOCamlMapping, DefaultRustMapping, FromOCaml, FromOCamlDefault, FromOCamlError,
    OCamlField, ToOCaml, alloc_error, alloc_ok, cons,
};
pub use custom::OCamlCustom;
pub use describe::OCamlDescriber;
pub use domain::{DomainError, DomainJoinHandle, DomainScope, ScopedDomainJoinHandle};
pub use exception::{FromOCamlException, StandardException, ToOCamlException};
pub use function::{CallError, IntoRustFn, OCamlFunction, RustFn, Signature};
pub use repr::bigarray;
pub use repr::{HashtblIter, ListIter, OCamlFixnumConversionError, QueueIter};
pub use root::{BoxRoot, RefOrRooted};
pub use runtime::panics;
pub use runtime::{LockError, OCamlRuntime, OCamlRuntimeStartupGuard, StartupError};
pub use sequence::{RustSeq, SeqCursor, SeqIter};
pub use stdlib::{gc, marshal};
#[cfg(feature = "zarith")]
pub use value::OCamlZ;
pub use value::{
    DynBox, Either, OCaml, OCamlAtomic, OCamlBuffer, OCamlBytes, OCamlCell, OCamlChar,
    OCamlException, OCamlFloat, OCamlFloatArray, OCamlHashtbl, OCamlInstance, OCamlInt, OCamlInt32,
    OCamlInt64, OCamlLazy, OCamlList, OCamlMap, OCamlNativeint, OCamlQueue, OCamlRef,
    OCamlReference, OCamlSeq, OCamlSet, OCamlStack, OCamlUniformArray, RawOCaml,
};
