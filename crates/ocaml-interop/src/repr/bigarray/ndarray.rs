//! Bigarrays as arrays of the crate `ndarray`, in place (feature `ndarray`).

use ndarray::{Array, ArrayBase, ArrayView, ArrayViewMut, Data, Ix0, Ix1, Ix2, Ix3, IxDyn};
use ndarray::{Dimension, Shape, ShapeBuilder};

use super::shape::check_shape;
use super::{AnyDim, Bigarray, BigarrayElt, Dim, Dimensions, Layout, Owned};
use crate::runtime::OCamlRuntime;
use crate::value::OCaml;

/// The dimensions of an array of the crate `ndarray`.
pub trait NdarrayDimensions: Dimensions {
    /// `Ix0` to `Ix3`, and `IxDyn` for [`AnyDim`].
    type Dimension: Dimension;

    #[doc(hidden)]
    fn dimension(dims: &[usize]) -> Self::Dimension;
}

macro_rules! dimensions {
    ($($dimensions:ty, $dimension:ty = |$dims:ident| $make:expr;)*) => {$(
        impl NdarrayDimensions for $dimensions {
            type Dimension = $dimension;

            fn dimension($dims: &[usize]) -> $dimension {
                $make
            }
        }
    )*};
}

dimensions! {
    Dim<0>, Ix0 = |_dims| ndarray::Dim([]);
    Dim<1>, Ix1 = |dims| ndarray::Dim([dims[0]]);
    Dim<2>, Ix2 = |dims| ndarray::Dim([dims[0], dims[1]]);
    Dim<3>, Ix3 = |dims| ndarray::Dim([dims[0], dims[1], dims[2]]);
    AnyDim, IxDyn = |dims| IxDyn(dims);
}

/// # Bigarrays and the crate `ndarray`
/// With the feature `ndarray`.
impl<'gc, A: BigarrayElt, D: NdarrayDimensions, L: Layout> OCaml<'gc, Bigarray<A, D, L>> {
    /// A copy, in the same order in memory; each element is as it is at the moment it is read.
    ///
    /// # Panics
    /// When the value isn't a bigarray of this type.
    ///
    /// # Example
    /// ```
    /// # use ocaml_interop::*;
    /// use ndarray::array;
    /// use ocaml_interop::bigarray::Array2;
    ///
    /// # let _guard = OCamlRuntime::init()?;
    /// # OCamlRuntime::with_domain_lock(|cr| {
    /// let table = array![[1.0, 2.0], [3.0, 4.0]];
    /// let bigarray = Array2::<f64>::from_ndarray(cr, table.clone());
    /// assert_eq!(bigarray.get([1, 0]), Some(3.0));
    /// assert_eq!(bigarray.to_ndarray(), table);
    /// # });
    /// # Ok::<(), String>(())
    /// ```
    pub fn to_ndarray(&self) -> Array<A, D::Dimension> {
        let array = Array::from_shape_vec(self.shape(), self.to_vec());
        array.expect("as many elements as the dimensions say")
    }

    /// The bigarray, in place.
    ///
    /// # Safety
    /// As [`as_slice`](OCaml::as_slice): nothing writes the elements during `'gc`.
    ///
    /// # Panics
    /// As [`as_slice`](OCaml::as_slice).
    ///
    /// # Example
    /// ```
    /// # use ocaml_interop::*;
    /// use ocaml_interop::bigarray::Array2;
    ///
    /// #[export]
    /// pub fn trace(table: OCaml<Array2<f64>>) -> f64 {
    ///     // SAFETY: OCaml's callers write no table on another domain.
    ///     let table = unsafe { table.as_array_view() };
    ///     table.diag().sum()
    /// }
    /// ```
    pub unsafe fn as_array_view(&self) -> ArrayView<'gc, A, D::Dimension> {
        // SAFETY: the caller's promise.
        let elements = unsafe { self.as_slice() };
        let view = ArrayView::from_shape(self.shape(), elements);
        view.expect("as many elements as the dimensions say")
    }

    /// The bigarray, in place, to be written.
    ///
    /// # Safety
    /// As [`as_mut_slice`](OCaml::as_mut_slice): nothing else reads or writes the elements during
    /// `'gc`.
    ///
    /// # Panics
    /// As [`as_slice`](OCaml::as_slice).
    pub unsafe fn as_array_view_mut(&self) -> ArrayViewMut<'gc, A, D::Dimension> {
        // SAFETY: the caller's promise.
        let elements = unsafe { self.as_mut_slice() };
        let view = ArrayViewMut::from_shape(self.shape(), elements);
        view.expect("as many elements as the dimensions say")
    }

    /// Dimensions and layout.
    fn shape(&self) -> Shape<D::Dimension> {
        let parts = self.parts();
        D::dimension(parts.dims).set_f(parts.is_fortran)
    }
}

/// Whether an array's elements lie in memory as layout `L` says.
fn lies_in_order<A, S: Data<Elem = A>, D: Dimension, L: Layout>(array: &ArrayBase<S, D>) -> bool {
    if L::IS_FORTRAN { array.t().is_standard_layout() } else { array.is_standard_layout() }
}

impl<A: BigarrayElt, D: NdarrayDimensions, L: Layout> Owned<A, D, L> {
    /// The elements of an array. They aren't copied where they lie in layout `L` next to each other:
    /// as they do in an array that was made whole, for `CLayout`, and in its transpose, for
    /// `FortranLayout`.
    ///
    /// # Panics
    /// When the array has more than 16 dimensions, or none that OCaml can count.
    ///
    /// # Example
    /// ```
    /// # use ocaml_interop::*;
    /// use ndarray::Array2;
    /// use ocaml_interop::bigarray::{Dim, Owned};
    ///
    /// /// The bigarray is copied into an array, the result into a bigarray.
    /// #[export]
    /// pub fn transposed(table: Array2<f64>) -> Array2<f64> {
    ///     table.reversed_axes()
    /// }
    ///
    /// /// Nothing is copied: the array's memory becomes OCaml's.
    /// #[export]
    /// pub fn identity(n: usize) -> Owned<f64, Dim<2>> {
    ///     Owned::from_ndarray(Array2::eye(n))
    /// }
    /// ```
    pub fn from_ndarray(array: Array<A, D::Dimension>) -> Owned<A, D, L> {
        assert_shape(array.shape(), array.len());
        let dims = D::dims(array.shape());
        if lies_in_order::<_, _, _, L>(&array) {
            let (elements, offset) = array.into_raw_vec_and_offset();
            return Owned::starting_at(offset.unwrap_or(0), dims, elements);
        }
        let elements = if L::IS_FORTRAN {
            array.t().iter().copied().collect()
        } else {
            array.iter().copied().collect()
        };
        Owned::starting_at(0, dims, elements)
    }
}

impl<A: BigarrayElt, D: NdarrayDimensions, L: Layout> Bigarray<A, D, L> {
    /// A bigarray of an array's elements, which aren't copied where they lie in layout `L` next to
    /// each other; see [`Owned::from_ndarray`] and [`from_vec`](Bigarray::from_vec).
    ///
    /// # Panics
    /// When the array has more than 16 dimensions, or memory is exhausted.
    pub fn from_ndarray(cr: &mut OCamlRuntime, array: Array<A, D::Dimension>) -> OCaml<'_, Self> {
        Owned::from_ndarray(array).hand_over(cr)
    }
}

/// Makes sure that OCaml has bigarrays of these dimensions.
pub(crate) fn assert_shape(dims: &[usize], elements: usize) {
    if let Err(error) = check_shape(dims, elements) {
        panic!("{error}")
    }
}
