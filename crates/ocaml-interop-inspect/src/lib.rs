//! Shows how an OCaml value looks in memory: which immediates, blocks and tags
//! it is made of. For debugging conversions, and for curiosity.
//!
//! ```
//! # #[cfg(feature = "link")] {
//! use ocaml_interop::{OCaml, OCamlInt, OCamlList, OCamlRuntime, ToOCaml};
//!
//! let _guard = OCamlRuntime::init()?;
//! OCamlRuntime::with_domain_lock(|cr| {
//!     let list: OCaml<OCamlList<OCamlInt>> = vec![1_i64, 2].to_ocaml(cr);
//!     let shown = ocaml_interop_inspect::inspect(list);
//!     assert_eq!(shown.compact(), "(tag 0: 1, (tag 0: 2, 0))");
//! });
//! # }
//! # Ok::<(), String>(())
//! ```
//!
//! A [`graph`] shows what a tree can't: which blocks are shared, and cycles. It becomes a picture,
//! with [`to_svg`](ValueGraph::to_svg), or a file for Graphviz, with [`to_dot`](ValueGraph::to_dot).
//!
//! A value in memory doesn't say its type: `0` is also `false`, `()`, `[]` and
//! `None`. What is shown is a reading, the [`interpretation`](ValueRepr) says
//! what else it may be.

#![deny(unsafe_code)]

mod repr;

#[allow(unsafe_code)]
mod read;

#[allow(unsafe_code)]
mod walk;

mod show;

mod graph;

#[allow(unsafe_code)]
mod survey;

mod dot;

mod svg;

pub use graph::{GraphNode, GraphSlot, ValueGraph};
pub use repr::ValueRepr;
pub use survey::graph;
pub use walk::{ValueInspector, inspect, inspect_raw_value};
