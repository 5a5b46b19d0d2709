//! `Either.t`, which Rust has no type for: the library's own.

use ocaml_interop_sys::RawOCaml;

use super::containers::to_ocaml_by_shape;
use super::reader::from_ocaml_by_read;
use super::{FromOCaml, FromOCamlError, Reader, Shape, ToOCaml, Visitor, field};
use crate::heap::{Mode, Space};
use crate::runtime::OCamlRuntime;
use crate::value::{Either, OCaml};

// SAFETY: `Left` is the first block, `Right` the second.
unsafe impl<A: ToOCaml<T>, B: ToOCaml<U>, T: 'static, U: 'static> Shape<Either<T, U>>
    for Either<A, B>
{
    #[inline(always)]
    fn visit<V: Visitor>(&self, visitor: V) -> V::Output {
        match self {
            Either::Left(value) => visitor.block(0, (field::<T, A>(value), ())),
            Either::Right(value) => visitor.block(1, (field::<U, B>(value), ())),
        }
    }
}

to_ocaml_by_shape!(
    [A: ToOCaml<T>, B: ToOCaml<U>, T: 'static, U: 'static] Either<A, B> => Either<T, U>
);

from_ocaml_by_read!(
    [A: FromOCaml<T>, B: FromOCaml<U>, T, U] Either<A, B>,
    Either<T, U>,
    |either, reader| match either.to_either() {
        Either::Left(value) => {
            A::read(value, reader).map(Either::Left).map_err(|error| error.at("Left"))
        }
        Either::Right(value) => {
            B::read(value, reader).map(Either::Right).map_err(|error| error.at("Right"))
        }
    }
);
