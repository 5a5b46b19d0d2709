//! `option` and `result`, told through their shape.

use ocaml_interop_sys::RawOCaml;

use super::fields::field;
use super::shape::{Shape, Visitor};
use super::{FromOCaml, FromOCamlError, Reader, ToOCaml};
use crate::heap::{Mode, Space};
use crate::runtime::OCamlRuntime;
use crate::value::OCaml;

// SAFETY: `None` is the one constant, `Some` the one block.
unsafe impl<A: ToOCaml<T>, T: 'static> Shape<Option<T>> for Option<A> {
    #[inline(always)]
    fn visit<V: Visitor>(&self, visitor: V) -> V::Output {
        match self {
            None => visitor.constant(0),
            Some(value) => visitor.block(0, (field::<T, A>(value), ())),
        }
    }
}

// SAFETY: `Ok` is the first block, `Error` the second.
unsafe impl<A: ToOCaml<T>, E: ToOCaml<F>, T: 'static, F: 'static> Shape<Result<T, F>>
    for Result<A, E>
{
    #[inline(always)]
    fn visit<V: Visitor>(&self, visitor: V) -> V::Output {
        match self {
            Ok(value) => visitor.block(0, (field::<T, A>(value), ())),
            Err(error) => visitor.block(1, (field::<F, E>(error), ())),
        }
    }
}

/// `ToOCaml` of a type whose `Shape` is known.
macro_rules! to_ocaml_by_shape {
    ([$($generics:tt)*] $rust:ty => $ocaml:ty) => {
        // SAFETY: the shape is that of the OCaml type.
        unsafe impl<$($generics)*> ToOCaml<$ocaml> for $rust {
            #[inline]
            fn to_ocaml<'a>(&self, cr: &'a mut OCamlRuntime) -> OCaml<'a, $ocaml> {
                crate::convert::build_shape(self, cr)
            }
            #[inline(always)]
            fn words(&self) -> usize {
                crate::convert::words::<$ocaml, _>(self)
            }
            #[inline(always)]
            unsafe fn write<M: Mode>(&self, space: &mut Space<'_, M>) -> RawOCaml {
                // SAFETY: the caller's promise.
                unsafe { crate::convert::write::<$ocaml, _, M>(self, space) }
            }
        }
    };
}
pub(super) use to_ocaml_by_shape;

to_ocaml_by_shape!([A: ToOCaml<T>, T: 'static] Option<A> => Option<T>);
to_ocaml_by_shape!(
    [A: ToOCaml<T>, E: ToOCaml<F>, T: 'static, F: 'static] Result<A, E> => Result<T, F>
);

// SAFETY: reads an option.
unsafe impl<A: FromOCaml<T>, T> FromOCaml<Option<T>> for Option<A> {
    #[inline]
    fn from_ocaml(v: OCaml<'_, Option<T>>) -> Self {
        super::from_ocaml(v)
    }
    #[inline]
    fn try_from_ocaml(v: OCaml<'_, Option<T>>) -> Result<Self, FromOCamlError> {
        super::try_from_ocaml(v)
    }
    #[inline(always)]
    fn read(v: OCaml<'_, Option<T>>, reader: &mut Reader) -> Result<Self, FromOCamlError> {
        match v.to_option() {
            None => Ok(None),
            Some(value) => A::read(value, reader).map(Some).map_err(|error| error.at("Some")),
        }
    }
}

// SAFETY: reads a result.
unsafe impl<A: FromOCaml<T>, E: FromOCaml<F>, T, F> FromOCaml<Result<T, F>> for Result<A, E> {
    #[inline]
    fn from_ocaml(v: OCaml<'_, Result<T, F>>) -> Self {
        super::from_ocaml(v)
    }
    #[inline]
    fn try_from_ocaml(v: OCaml<'_, Result<T, F>>) -> Result<Self, FromOCamlError> {
        super::try_from_ocaml(v)
    }
    #[inline(always)]
    fn read(v: OCaml<'_, Result<T, F>>, reader: &mut Reader) -> Result<Self, FromOCamlError> {
        match v.to_result() {
            Ok(value) => A::read(value, reader).map(Ok).map_err(|error| error.at("Ok")),
            Err(error) => E::read(error, reader).map(Err).map_err(|error| error.at("Error")),
        }
    }
}
