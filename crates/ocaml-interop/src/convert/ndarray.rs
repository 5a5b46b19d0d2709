//! Bigarrays from arrays of the crate `ndarray`, by copy, and back (feature `ndarray`).

use ndarray::{Array, ArrayBase, Data, Ix0, Ix1, Ix2, Ix3, IxDyn};

use super::bigarray::uninitialised;
use super::{DefaultOCamlMapping, FromOCaml, FromOCamlDefault, FromOCamlError, ToOCaml};
use crate::repr::bigarray::{
    AnyDim, Bigarray, BigarrayElt, CLayout, Dim, Layout, NdarrayDimensions, assert_shape,
};
use crate::runtime::OCamlRuntime;
use crate::value::OCaml;

// SAFETY: a bigarray of the kind, the dimensions and the layout.
unsafe impl<A, S, D, L> ToOCaml<Bigarray<A, D, L>> for ArrayBase<S, D::Dimension>
where
    A: BigarrayElt,
    S: Data<Elem = A>,
    D: NdarrayDimensions,
    L: Layout,
{
    fn to_ocaml<'a>(&self, cr: &'a mut OCamlRuntime) -> OCaml<'a, Bigarray<A, D, L>> {
        assert_shape(self.shape(), self.len());
        // SAFETY: every element is written.
        let bigarray = unsafe { uninitialised(cr, self.shape()) };
        if L::IS_FORTRAN {
            bigarray.write_all(self.t().iter().copied());
        } else {
            bigarray.write_all(self.iter().copied());
        }
        bigarray
    }
}

// SAFETY: reads a bigarray, its kind, dimensions and layout checked.
unsafe impl<A, D, L> FromOCaml<Bigarray<A, D, L>> for Array<A, D::Dimension>
where
    A: BigarrayElt,
    D: NdarrayDimensions,
    L: Layout,
{
    fn from_ocaml(v: OCaml<'_, Bigarray<A, D, L>>) -> Self {
        v.to_ndarray()
    }

    fn try_from_ocaml(v: OCaml<'_, Bigarray<A, D, L>>) -> Result<Self, FromOCamlError> {
        v.try_parts().map_err(FromOCamlError::new)?;
        Ok(v.to_ndarray())
    }
}

macro_rules! mapping {
    ($($dimension:ty => $dimensions:ty;)*) => {$(
        impl<A: BigarrayElt> DefaultOCamlMapping for Array<A, $dimension> {
            type OCamlType = Bigarray<A, $dimensions, CLayout>;
        }

        impl<A: BigarrayElt> FromOCamlDefault for Array<A, $dimension> {
            type OCamlType = Bigarray<A, $dimensions, CLayout>;
        }
    )*};
}

mapping! {
    Ix0 => Dim<0>;
    Ix1 => Dim<1>;
    Ix2 => Dim<2>;
    Ix3 => Dim<3>;
    IxDyn => AnyDim;
}
