//! What reading hands down from a value to its parts.

use std::mem::MaybeUninit;

use super::{FromOCaml, FromOCamlError};
use crate::runtime::stack;
use crate::value::OCaml;

/// Reads a value part by part: [`FromOCaml::read_here`], [`FromOCaml::read`],
/// [`FromOCaml::read_into`].
#[derive(Debug)]
pub struct Reader {
    /// How far down the stack reading may go without asking whether there is more.
    floor: usize,
}

impl Reader {
    /// Reads what no other value is around.
    #[inline(always)]
    #[allow(clippy::new_without_default)] // Not a value to have by default.
    pub fn new() -> Reader {
        Reader { floor: stack::ASK }
    }

    /// Goes to what stands behind a pointer or in a sequence: one level deeper.
    ///
    /// # Errors
    /// When the stack doesn't suffice for one level more.
    #[inline(always)]
    pub(crate) fn descend(&mut self) -> Result<(), FromOCamlError> {
        if stack::here() < self.floor { self.ask() } else { Ok(()) }
    }

    /// As [`descend`](Self::descend), unless what stands there is the last level.
    ///
    /// # Errors
    /// As `descend`.
    #[inline(always)]
    pub(crate) fn descend_to<A: FromOCaml<T>, T>(&mut self) -> Result<(), FromOCamlError> {
        if A::IS_LEAF { Ok(()) } else { self.descend() }
    }

    #[cold]
    #[inline(never)]
    fn ask(&mut self) -> Result<(), FromOCamlError> {
        self.floor = stack::floor().ok_or_else(too_deep)?;
        Ok(())
    }
}

#[cold]
fn too_deep() -> FromOCamlError {
    FromOCamlError::new(
        "the value is nested deeper than this thread's stack allows, or cyclic: \
         convert it on a thread with a larger stack, or level by level",
    )
}

/// [`FromOCaml::from_ocaml`] of what is read part by part.
///
/// # Panics
/// With the error's path and reason.
#[inline(always)]
pub fn from_ocaml<T, V: FromOCaml<T>>(v: OCaml<'_, T>) -> V {
    read_or(v, |error| conversion_failed(&error))
}

#[cold]
#[inline(never)]
fn conversion_failed(error: &FromOCamlError) -> ! {
    panic!("{error}")
}

/// The converted value; what `fail` makes of the error doesn't return.
#[inline(always)]
pub(crate) fn read_or<T, V: FromOCaml<T>>(
    v: OCaml<'_, T>,
    fail: impl FnOnce(FromOCamlError) -> V,
) -> V {
    match V::read_here(v, &mut Reader::new()) {
        Ok(value) => value,
        Err(error) => fail(error),
    }
}

/// What of a larger value is copied at a time: the largest that a field is written in.
type Word = MaybeUninit<usize>;

/// The value, out of the place that it was written into just now, field by field. A larger one is copied
/// as it was written: a load of more than what one store wrote waits until all of them have reached the
/// cache, which takes longer than reading a record does. That the loads are volatile keeps the compiler
/// from putting them together.
///
/// # Safety
/// The value is there, and isn't used there any more.
#[inline(always)]
unsafe fn taken<V>(place: &MaybeUninit<V>) -> V {
    if size_of::<V>() <= 4 * size_of::<Word>() || align_of::<V>() != align_of::<Word>() {
        // SAFETY: the caller's promise.
        return unsafe { place.assume_init_read() };
    }
    let mut value = MaybeUninit::<V>::uninit();
    let (from, to) = (place.as_ptr().cast::<Word>(), value.as_mut_ptr().cast::<Word>());
    for index in 0..size_of::<V>() / size_of::<Word>() {
        // SAFETY: within both, which are as large as so many words, and aligned like them. Padding may
        // be copied as a `MaybeUninit`.
        unsafe { to.add(index).write(from.add(index).read_volatile()) }
    }
    // SAFETY: all of the value was copied.
    unsafe { value.assume_init() }
}

/// [`FromOCaml::try_from_ocaml`] of what is read part by part.
///
/// # Errors
/// When the value has no exact counterpart.
#[inline(always)]
pub fn try_from_ocaml<T, V: FromOCaml<T>>(v: OCaml<'_, T>) -> Result<V, FromOCamlError> {
    V::read_here(v, &mut Reader::new())
}

/// [`FromOCaml::read`] of what is read into its place.
///
/// # Errors
/// When the value has no exact counterpart.
#[inline(always)]
pub fn read<T, V: FromOCaml<T>>(v: OCaml<'_, T>, reader: &mut Reader) -> Result<V, FromOCamlError> {
    let mut place = MaybeUninit::uninit();
    V::read_into(v, &mut place, reader)?;
    // SAFETY: `Ok` says that the value is there, by FromOCaml's promise.
    Ok(unsafe { taken(&place) })
}

/// [`FromOCaml::read_here`] of what is read into its place.
///
/// # Errors
/// When the value has no exact counterpart.
#[inline(always)]
pub fn read_here<T, V: FromOCaml<T>>(
    v: OCaml<'_, T>,
    reader: &mut Reader,
) -> Result<V, FromOCamlError> {
    let mut place = MaybeUninit::uninit();
    V::read_into(v, &mut place, reader)?;
    // SAFETY: as in `read`.
    Ok(unsafe { place.assume_init() })
}

/// The end of [`FromOCaml::read_into`]: the value in its place.
///
/// # Errors
/// That of the reading.
#[inline(always)]
pub fn put<V>(
    place: &mut MaybeUninit<V>,
    value: Result<V, FromOCamlError>,
) -> Result<(), FromOCamlError> {
    place.write(value?);
    Ok(())
}

/// `FromOCaml` of what is read part by part.
macro_rules! from_ocaml_by_read {
    ([$($generics:tt)*] $rust:ty, $ocaml:ty, |$v:ident, $reader:ident| $read:expr) => {
        // SAFETY: reads a value of the OCaml type.
        unsafe impl<$($generics)*> FromOCaml<$ocaml> for $rust {
            fn from_ocaml(v: OCaml<'_, $ocaml>) -> Self {
                crate::convert::from_ocaml(v)
            }
            fn try_from_ocaml(v: OCaml<'_, $ocaml>) -> Result<Self, FromOCamlError> {
                crate::convert::try_from_ocaml(v)
            }
            fn read($v: OCaml<'_, $ocaml>, $reader: &mut Reader) -> Result<Self, FromOCamlError> {
                $reader.descend()?;
                $read
            }
        }
    };
}
pub(crate) use from_ocaml_by_read;
