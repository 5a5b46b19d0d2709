//! The two traits.

use std::any::TypeId;
use std::mem::MaybeUninit;

use ocaml_interop_sys::{self as sys, RawOCaml};

use super::{FromOCamlError, Reader};
use crate::heap::{Bounds, Mode, Space, UNKNOWN};
use crate::root::BoxRoot;
use crate::runtime::OCamlRuntime;
use crate::value::{OCaml, OCamlCell, OCamlFloat};

/// Conversion of a Rust value into an OCaml value of type `T`.
///
/// Exact: what has no OCaml counterpart (an `i64` of more than 63 bits as
/// `int`) panics, with the value in the message.
///
/// Derive it for records and variants: `#[derive(ToOCaml)]`. By hand, only
/// [`to_ocaml`](Self::to_ocaml) is needed.
///
/// # Safety
/// The result is a value of OCaml type `T`.
///
/// # Example
/// ```
/// # use ocaml_interop::*;
/// struct Celsius(f64);
///
/// // SAFETY: the value made is a float, as the type says.
/// unsafe impl ToOCaml<OCamlFloat> for Celsius {
///     fn to_ocaml<'a>(&self, cr: &'a mut OCamlRuntime) -> OCaml<'a, OCamlFloat> {
///         self.0.to_ocaml(cr)
///     }
/// }
/// # let _guard = OCamlRuntime::init()?;
/// # OCamlRuntime::with_domain_lock(|cr| {
/// assert_eq!(Celsius(20.5).to_ocaml(cr).to_rust::<f64>(), 20.5);
/// # });
/// # Ok::<(), String>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` doesn't convert to the OCaml type `{T}`",
    label = "no conversion to `{T}`",
    note = "derive it with `#[derive(ToOCaml)]`, or name another OCaml type, for instance with `#[ocaml(as_ = \"…\")]`"
)]
pub unsafe trait ToOCaml<T> {
    /// Makes the OCaml value.
    ///
    /// # Panics
    /// When the value has no exact counterpart in OCaml, or OCaml's heap is
    /// full.
    fn to_ocaml<'a>(&self, cr: &'a mut OCamlRuntime) -> OCaml<'a, T>;

    /// Makes the OCaml value and roots it.
    ///
    /// # Panics
    /// As [`to_ocaml`](Self::to_ocaml).
    #[inline]
    fn to_boxroot(&self, cr: &mut OCamlRuntime) -> BoxRoot<T>
    where
        T: 'static,
    {
        BoxRoot::new(self.to_ocaml(cr))
    }

    /// The words that every value of the type takes in the minor heap, headers included.
    #[doc(hidden)]
    const FIXED_WORDS: Option<usize> = None;

    /// How many words the value takes in the minor heap, headers included, where that is seen
    /// without following a pointer or walking through a sequence, whose number is unknown.
    #[doc(hidden)]
    #[inline(always)]
    fn words(&self) -> usize {
        self.words_of_leaf()
    }

    /// As [`words`](Self::words), of a value that can't contain itself: one block or none, or a short
    /// list of what always takes as many words.
    #[doc(hidden)]
    #[inline(always)]
    fn words_of_leaf(&self) -> usize {
        Self::FIXED_WORDS.unwrap_or(UNKNOWN)
    }

    /// Writes the value into free words of the minor heap. Left as both are, the value is made by
    /// [`to_ocaml`](Self::to_ocaml) wherever it stands, and rooted there.
    ///
    /// # Safety
    /// Nothing has allocated since `space` was made. What returns is the value once all of it is
    /// written, and without meaning where the words didn't suffice. As many are written as
    /// [`words`](Self::words) says, where that is known.
    #[doc(hidden)]
    #[inline(always)]
    unsafe fn write<M: Mode>(&self, space: &mut Space<'_, M>) -> RawOCaml {
        // SAFETY: the caller's promise.
        space.pass(|next, bounds| unsafe { self.write_at::<M>(next, bounds) })
    }

    /// As [`write`](Self::write), where that would be no place for the whole of it: the next word
    /// and the bounds of a space come and go in registers.
    ///
    /// # Safety
    /// As `write`; both are those of its space.
    #[doc(hidden)]
    unsafe fn write_at<M: Mode>(&self, next: usize, bounds: &mut Bounds) -> (RawOCaml, usize) {
        Space::<'_, M>::passed(next, bounds, |space| {
            space.give_up();
            sys::UNIT
        })
    }

    /// As [`write`](Self::write), of a field, in a function that isn't inlined: what the field points to
    /// is written there, too, where that is little code. Half of a tree's calls are spared, and the
    /// processor foresees better which nodes are leaves, since each level has branches of its own.
    ///
    /// # Safety
    /// As `write`.
    #[doc(hidden)]
    #[inline(always)]
    unsafe fn write_field<M: Mode>(&self, space: &mut Space<'_, M>) -> RawOCaml {
        // SAFETY: the caller's promise.
        unsafe { self.write(space) }
    }

    /// Writes the value where that follows no pointer and walks through no sequence, and else
    /// nothing. It is for whoever has a pointer to the value: the leaves of a tree are written by
    /// their parent, without a call and without a look at the stack. `INNER`: where it is little code,
    /// also what is no leaf, its fields by [`write`](Self::write).
    ///
    /// # Safety
    /// As `write`.
    #[doc(hidden)]
    #[inline(always)]
    unsafe fn write_node<M: Mode, const INNER: bool>(
        &self,
        _space: &mut Space<'_, M>,
    ) -> Option<RawOCaml> {
        None
    }

    /// Whether the OCaml type is represented as a float: a record of nothing
    /// else is flat.
    #[doc(hidden)]
    #[inline(always)]
    fn is_float() -> bool
    where
        T: 'static,
    {
        TypeId::of::<T>() == TypeId::of::<OCamlFloat>()
    }

    /// The float, where that is all that the value is.
    #[doc(hidden)]
    #[inline(always)]
    fn as_float(&self) -> Option<f64> {
        None
    }

    /// The floats, where that is all that the values are, and how they lie in memory.
    #[doc(hidden)]
    #[inline(always)]
    fn as_floats(_values: &[Self]) -> Option<&[f64]>
    where
        Self: Sized,
    {
        None
    }

    /// As [`as_floats`](Self::as_floats), of integers that are to be `int`s.
    #[doc(hidden)]
    #[inline(always)]
    fn as_ints(_values: &[Self]) -> Option<&[i64]>
    where
        Self: Sized,
    {
        None
    }
}

/// Conversion of an OCaml value of type `T` into a Rust value.
///
/// Exact: what doesn't fit (an `int` as `i32`, bytes that aren't UTF-8 as
/// `String`) is an error that names the field. Derive it for records and
/// variants: `#[derive(FromOCaml)]`.
///
/// Each element of a list or array is read once; in which order isn't promised.
///
/// # Safety
/// The implementation reads the value as OCaml type `T` only; what a hidden method promises, it does.
///
/// # Example
/// ```
/// # use ocaml_interop::*;
/// struct Celsius(f64);
///
/// // SAFETY: the value is read as a float.
/// unsafe impl FromOCaml<OCamlFloat> for Celsius {
///     fn from_ocaml(v: OCaml<'_, OCamlFloat>) -> Self {
///         Celsius(v.to_rust())
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` can't be made from the OCaml type `{T}`",
    label = "no conversion from `{T}`",
    note = "derive it with `#[derive(FromOCaml)]`, or name another OCaml type, for instance with `#[ocaml(as_ = \"…\")]`"
)]
pub unsafe trait FromOCaml<T>: Sized {
    /// Makes the Rust value.
    ///
    /// # Panics
    /// When the value has no exact counterpart; the message holds the path to
    /// it and the reason. In an exported function this becomes an OCaml
    /// exception.
    fn from_ocaml(v: OCaml<'_, T>) -> Self;

    /// Makes the Rust value, or says what doesn't fit. Left as it is, it never
    /// fails, and panics as [`from_ocaml`](Self::from_ocaml) does.
    ///
    /// # Errors
    /// When the value has no exact counterpart.
    #[inline(always)]
    fn try_from_ocaml(v: OCaml<'_, T>) -> Result<Self, FromOCamlError> {
        Ok(Self::from_ocaml(v))
    }

    /// As [`try_from_ocaml`](Self::try_from_ocaml), of what may be part of a larger value.
    #[doc(hidden)]
    #[inline(always)]
    fn read(v: OCaml<'_, T>, _reader: &mut Reader) -> Result<Self, FromOCamlError> {
        Self::try_from_ocaml(v)
    }

    /// As [`read`](Self::read), inlined: of a value that no other is around, whose own fields then
    /// go straight to where they are needed. A variant's don't: the largest constructor's would be
    /// carried through for the smallest, too. Each constructor goes into its place by itself.
    #[doc(hidden)]
    #[inline(always)]
    fn read_here(v: OCaml<'_, T>, reader: &mut Reader) -> Result<Self, FromOCamlError> {
        super::read(v, reader)
    }

    /// As [`read`](Self::read), straight into the value's place: what returns is one word, in a
    /// register. Where it is `Ok`, the value is there.
    #[doc(hidden)]
    #[inline(always)]
    fn read_into(
        v: OCaml<'_, T>,
        place: &mut MaybeUninit<Self>,
        reader: &mut Reader,
    ) -> Result<(), FromOCamlError> {
        super::put(place, Self::read(v, reader))
    }

    /// Whether reading follows no pointer to a value that is read in turn.
    #[doc(hidden)]
    const IS_LEAF: bool = false;

    /// As [`read_into`](Self::read_into) where the value is a constructor of nothing but leaves, and
    /// else nothing. It is for whoever has a place for the value: the leaves of a tree are read by
    /// their parent, without a call and without a look at the stack.
    #[doc(hidden)]
    #[inline(always)]
    fn read_leaf(
        _v: OCaml<'_, T>,
        _place: &mut MaybeUninit<Self>,
        _reader: &mut Reader,
    ) -> Option<Result<(), FromOCamlError>> {
        None
    }

    /// Makes the Rust value from a float that stands flat in a record or array.
    #[doc(hidden)]
    #[inline(always)]
    fn from_float(_x: f64) -> Result<Self, FromOCamlError> {
        // Seen to fail where it is called, so that no code is made for more.
        Err(not_from_float(std::any::type_name::<Self>()))
    }

    /// Makes the Rust values from the floats of a block, where they are what lies there.
    ///
    /// # Safety
    /// `block` holds `len` doubles, and nothing has moved it.
    #[doc(hidden)]
    #[inline(always)]
    unsafe fn from_floats(_block: RawOCaml, _len: usize) -> Option<Vec<Self>> {
        None
    }
}

#[cold]
#[inline(never)]
fn not_from_float(type_name: &str) -> FromOCamlError {
    FromOCamlError::new(format!(
        "`{type_name}` can't be read from a flat float (a field of a record or array that holds \
         floats only): read an f64 there and convert it, or implement FromOCaml::from_float"
    ))
}

impl<T> OCaml<'_, T> {
    /// Converts to Rust.
    ///
    /// # Panics
    /// When the value has no exact counterpart; see
    /// [`try_to_rust`](Self::try_to_rust).
    #[inline(always)]
    pub fn to_rust<R: FromOCaml<T>>(&self) -> R {
        R::from_ocaml(*self)
    }

    /// Converts to Rust.
    ///
    /// # Errors
    /// When the value has no exact counterpart, with the path to what doesn't
    /// fit.
    ///
    /// ```
    /// # use ocaml_interop::*;
    /// # let _guard = OCamlRuntime::init()?;
    /// # OCamlRuntime::with_domain_lock(|cr| {
    /// let list: OCaml<OCamlList<OCamlInt>> = [1_i64, 5_000_000_000].to_ocaml(cr);
    /// let error = list.try_to_rust::<Vec<i32>>().unwrap_err();
    /// assert_eq!(error.path(), "[1]");
    /// # });
    /// # Ok::<(), String>(())
    /// ```
    #[inline(always)]
    pub fn try_to_rust<R: FromOCaml<T>>(&self) -> Result<R, FromOCamlError> {
        R::try_from_ocaml(*self)
    }
}

impl<T> OCamlCell<T> {
    /// Converts to Rust.
    ///
    /// # Panics
    /// When the value has no exact counterpart.
    #[inline(always)]
    pub fn to_rust<R: FromOCaml<T>>(&self, cr: &OCamlRuntime) -> R {
        R::from_ocaml(cr.get(self))
    }

    /// Converts to Rust.
    ///
    /// # Errors
    /// When the value has no exact counterpart.
    #[inline(always)]
    pub fn try_to_rust<R: FromOCaml<T>>(&self, cr: &OCamlRuntime) -> Result<R, FromOCamlError> {
        R::try_from_ocaml(cr.get(self))
    }
}
