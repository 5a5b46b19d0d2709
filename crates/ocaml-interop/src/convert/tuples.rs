//! Tuples of 2 to 12 components.

use ocaml_interop_sys::RawOCaml;

use super::containers::to_ocaml_by_shape;
use super::fields::field;
use super::shape::{Shape, Visitor};
use super::{FromOCaml, FromOCamlError, Reader, ToOCaml};
use crate::heap::{Mode, Space};
use crate::runtime::OCamlRuntime;
use crate::value::OCaml;

/// A list of fields (see `fields`).
macro_rules! list {
    () => { () };
    ($first:expr $(, $rest:expr)*) => { ($first, list!($($rest),*)) };
}

macro_rules! tuple {
    ($(($ocaml:ident $rust:ident $index:tt $accessor:ident))+) => {
        // SAFETY: a tuple is a block of its components, never flat.
        unsafe impl<$($rust: ToOCaml<$ocaml>, $ocaml: 'static),+> Shape<($($ocaml,)+)> for ($($rust,)+) {
            #[inline(always)]
            fn visit<V: Visitor>(&self, visitor: V) -> V::Output {
                visitor.block(0, list!($(field::<$ocaml, $rust>(&self.$index)),+))
            }
        }

        to_ocaml_by_shape!(
            [$($rust: ToOCaml<$ocaml>, $ocaml: 'static),+] ($($rust,)+) => ($($ocaml,)+)
        );

        // SAFETY: reads a tuple.
        unsafe impl<$($rust: FromOCaml<$ocaml>, $ocaml),+> FromOCaml<($($ocaml,)+)> for ($($rust,)+) {
            #[inline]
            fn from_ocaml(v: OCaml<'_, ($($ocaml,)+)>) -> Self {
                super::from_ocaml(v)
            }
            #[inline]
            fn try_from_ocaml(v: OCaml<'_, ($($ocaml,)+)>) -> Result<Self, FromOCamlError> {
                super::try_from_ocaml(v)
            }
            #[inline(always)]
            fn read(
                v: OCaml<'_, ($($ocaml,)+)>,
                reader: &mut Reader,
            ) -> Result<Self, FromOCamlError> {
                Ok(($(
                    $rust::read(v.$accessor(), reader)
                        .map_err(|error| error.at(stringify!($index)))?,
                )+))
            }
        }
    };
}

crate::arity::for_each_tuple!(tuple);
