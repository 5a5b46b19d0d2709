//! `Bigarray`: numbers outside OCaml's heap, shared with it.
//!
//! A bigarray's memory never moves, and both languages work on it. [`Array1`], [`Array2`], [`Array3`]
//! and [`Genarray`] are OCaml's types of the same names; the first parameter is the
//! [element](BigarrayElt), the second the layout, [`CLayout`] where nothing is said. What can be done
//! with one stands at [`OCaml`](crate::OCaml#bigarrays).
//!
//! Others may write the memory at any moment: other domains, other threads, other bigarrays over it
//! (`Bigarray.Array1.sub`, a mapped file). So the safe functions read and write element by element,
//! each as a whole; slices are `unsafe`.
//!
//! | Rust has | to OCaml | cost |
//! | --- | --- | --- |
//! | a slice | [`to_ocaml`](crate::ToOCaml::to_ocaml) | a copy |
//! | a `Vec` that it can give away | [`from_vec`](Bigarray::from_vec), [`from_shape_vec`](Bigarray::from_shape_vec), [`Owned`] | nothing is copied |
//! | a bigarray of OCaml's | [`sub`](crate::value::OCamlCell#method.sub) … | the memory is shared |
//!
//! ```
//! # use ocaml_interop::*;
//! use ocaml_interop::bigarray::Array2;
//!
//! # let _guard = OCamlRuntime::init()?;
//! # OCamlRuntime::with_domain_lock(|cr| {
//! let rows: Vec<f64> = vec![1.0, 2.0, 3.0, 4.0, 5.0, 6.0];
//! let table = Array2::<f64>::from_shape_vec(cr, [2, 3], rows).expect("six elements").root();
//! table.get(cr).set([0, 1], -2.0);
//! let row = table.slice(cr, [0]);
//! assert_eq!(row.to_vec(), [1.0, -2.0, 3.0]);
//! # });
//! # Ok::<(), String>(())
//! ```

use std::marker::PhantomData;

mod element;
mod shared;

mod dimensions;
mod parts;

mod access;
mod shape;

mod share;

mod owned;

#[cfg(feature = "ndarray")]
mod ndarray;

#[cfg(feature = "ndarray")]
pub use self::ndarray::NdarrayDimensions;
#[cfg(feature = "ndarray")]
pub(crate) use self::ndarray::assert_shape;
pub use dimensions::{
    AnyDim, CLayout, Dim, Dimensions, FortranLayout, Indices, Layout, SliceIndex,
};
pub(crate) use element::kind_to_make;
pub use element::{BigarrayElt, Char, Complex32, Complex64, Float16, Int};
pub use owned::Owned;
pub use shape::ShapeError;

/// OCaml's bigarray of elements of type `A`, with dimensions `D` and layout `L`: the marker behind
/// [`Array1`] and its like.
#[derive(Debug)]
pub struct Bigarray<A, D, L>(PhantomData<fn(A, D, L) -> A>);

/// OCaml's `(_, kind, layout) Bigarray.Array0.t`: one element of type `A`.
pub type Array0<A, L = CLayout> = Bigarray<A, Dim<0>, L>;

/// OCaml's `(_, kind, layout) Bigarray.Array1.t` with elements of type `A`. A value of either layout
/// is accepted: one dimension lies in memory the same way in both.
pub type Array1<A, L = CLayout> = Bigarray<A, Dim<1>, L>;

/// OCaml's `(_, kind, layout) Bigarray.Array2.t` with elements of type `A`.
pub type Array2<A, L = CLayout> = Bigarray<A, Dim<2>, L>;

/// OCaml's `(_, kind, layout) Bigarray.Array3.t` with elements of type `A`.
pub type Array3<A, L = CLayout> = Bigarray<A, Dim<3>, L>;

/// OCaml's `(_, kind, layout) Bigarray.Genarray.t` with elements of type `A`: 0 to 16 dimensions.
pub type Genarray<A, L = CLayout> = Bigarray<A, AnyDim, L>;
