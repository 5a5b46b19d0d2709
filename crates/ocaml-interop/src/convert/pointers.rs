//! Pointers are transparent: they convert as what they point to.

use std::borrow::Cow;
use std::rc::Rc;
use std::sync::Arc;

use ocaml_interop_sys::RawOCaml;

use super::{FromOCaml, FromOCamlError, Reader, ToOCaml};
use crate::heap::{Mode, Space};
use crate::root::BoxRoot;
use crate::runtime::OCamlRuntime;
use crate::value::{OCaml, OCamlCell};

macro_rules! to_ocaml_through {
    ($([$($generics:tt)*] $pointer:ty => $target:ty;)*) => {$(
        // SAFETY: as the conversion of what it points to.
        unsafe impl<$($generics)*> ToOCaml<T> for $pointer {
            #[inline(always)]
            fn to_ocaml<'a>(&self, cr: &'a mut OCamlRuntime) -> OCaml<'a, T> {
                (**self).to_ocaml(cr)
            }
            #[inline(always)]
            fn words(&self) -> usize {
                (**self).words_of_leaf()
            }
            #[inline(always)]
            unsafe fn write<M: Mode>(&self, space: &mut Space<'_, M>) -> RawOCaml {
                // SAFETY: the caller's promise.
                unsafe { write_through::<T, _, M, false>(&**self, space) }
            }
            #[inline(always)]
            unsafe fn write_field<M: Mode>(&self, space: &mut Space<'_, M>) -> RawOCaml {
                // SAFETY: the caller's promise.
                unsafe { write_through::<T, _, M, true>(&**self, space) }
            }
            #[inline(always)]
            fn is_float() -> bool
            where
                T: 'static,
            {
                <$target as ToOCaml<T>>::is_float()
            }
            #[inline(always)]
            fn as_float(&self) -> Option<f64> {
                (**self).as_float()
            }
        }
    )*};
}

/// Writes what a pointer points to.
///
/// # Safety
/// As [`ToOCaml::write`].
#[inline(always)]
unsafe fn write_through<T, A: ToOCaml<T> + ?Sized, M: Mode, const INNER: bool>(
    value: &A,
    space: &mut Space<'_, M>,
) -> RawOCaml {
    // SAFETY: the caller's promise.
    unsafe {
        match value.write_node::<M, INNER>(space) {
            Some(node) => node,
            None => space.nested(|space| value.write(space)),
        }
    }
}

to_ocaml_through! {
    [A: ToOCaml<T> + ?Sized, T] &A => A;
    [A: ToOCaml<T> + ?Sized, T] &mut A => A;
    [A: ToOCaml<T> + ?Sized, T] Box<A> => A;
    [A: ToOCaml<T> + ?Sized, T] Rc<A> => A;
    [A: ToOCaml<T> + ?Sized, T] Arc<A> => A;
    [B: ToOwned + ToOCaml<T> + ?Sized, T] Cow<'_, B> => B;
    [T: 'static] BoxRoot<T> => OCamlCell<T>;
}

macro_rules! from_ocaml_into {
    ($($pointer:ident, |$v:ident, $reader:ident| $read:expr;)*) => {$(
        // SAFETY: as the conversion of what it points to.
        unsafe impl<A: FromOCaml<T>, T> FromOCaml<T> for $pointer<A> {
            #[inline]
            fn from_ocaml(v: OCaml<'_, T>) -> Self {
                super::from_ocaml(v)
            }
            #[inline]
            fn try_from_ocaml(v: OCaml<'_, T>) -> Result<Self, FromOCamlError> {
                super::try_from_ocaml(v)
            }
            #[inline(always)]
            fn read($v: OCaml<'_, T>, $reader: &mut Reader) -> Result<Self, FromOCamlError> {
                $read
            }
            #[inline]
            fn from_float(x: f64) -> Result<Self, FromOCamlError> {
                A::from_float(x).map($pointer::new)
            }
        }
    )*};
}

from_ocaml_into! {
    Box, |v, reader| {
        let mut place = Box::new_uninit();
        match A::read_leaf(v, &mut place, reader) {
            Some(read) => read?,
            None => {
                reader.descend()?;
                A::read_into(v, &mut place, reader)?;
            }
        }
        // SAFETY: `Ok` says that the value is there, by FromOCaml's promise.
        Ok(unsafe { place.assume_init() })
    };
    Rc, |v, reader| {
        reader.descend()?;
        A::read(v, reader).map(Rc::new)
    };
    Arc, |v, reader| {
        reader.descend()?;
        A::read(v, reader).map(Arc::new)
    };
}

// SAFETY: as the conversion of what it owns.
unsafe impl<B: ToOwned + ?Sized, T> FromOCaml<T> for Cow<'_, B>
where
    B::Owned: FromOCaml<T>,
{
    #[inline]
    fn from_ocaml(v: OCaml<'_, T>) -> Self {
        super::from_ocaml(v)
    }
    #[inline]
    fn try_from_ocaml(v: OCaml<'_, T>) -> Result<Self, FromOCamlError> {
        super::try_from_ocaml(v)
    }
    #[inline(always)]
    fn read(v: OCaml<'_, T>, reader: &mut Reader) -> Result<Self, FromOCamlError> {
        B::Owned::read(v, reader).map(Cow::Owned)
    }
    #[inline]
    fn from_float(x: f64) -> Result<Self, FromOCamlError> {
        B::Owned::from_float(x).map(Cow::Owned)
    }
}
