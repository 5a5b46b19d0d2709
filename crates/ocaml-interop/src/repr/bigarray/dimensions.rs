//! How many dimensions a bigarray has, and in which order its elements lie.

use std::fmt::Debug;

mod sealed {
    pub trait Sealed {}
}

/// How many dimensions a bigarray has: [`Dim`] or [`AnyDim`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no number of dimensions that a bigarray's type has",
    note = "OCaml has Array0 to Array3, and Genarray (`AnyDim`) for any number"
)]
pub trait Dimensions: sealed::Sealed + 'static {
    /// The dimensions as numbers: `[usize; N]`, or a `Vec` where their number isn't known.
    type Dims: AsRef<[usize]> + Clone + Debug + PartialEq;

    /// Their number, where the type says it.
    #[doc(hidden)]
    const COUNT: Option<usize>;

    /// The Rust type's name, for messages; OCaml's module is called the same.
    #[doc(hidden)]
    const NAME: &'static str;

    /// The numbers; as many as the type says.
    #[doc(hidden)]
    fn dims(numbers: &[usize]) -> Self::Dims;
}

/// `N` dimensions, 0 to 3: OCaml's `Array0` to `Array3`.
#[derive(Debug)]
pub enum Dim<const N: usize> {}

/// Any number of dimensions, 16 at most: OCaml's `Genarray`.
#[derive(Debug)]
pub enum AnyDim {}

macro_rules! dimensions {
    ($($count:literal $name:literal)*) => {$(
        impl sealed::Sealed for Dim<$count> {}

        #[doc = concat!("[`", $name, "`](super::", $name, ")")]
        impl Dimensions for Dim<$count> {
            type Dims = [usize; $count];
            const COUNT: Option<usize> = Some($count);
            const NAME: &'static str = $name;

            #[inline(always)]
            fn dims(numbers: &[usize]) -> [usize; $count] {
                std::array::from_fn(|index| numbers[index])
            }
        }
    )*};
}

dimensions! {
    0 "Array0"
    1 "Array1"
    2 "Array2"
    3 "Array3"
}

impl sealed::Sealed for AnyDim {}

/// [`Genarray`](super::Genarray)
impl Dimensions for AnyDim {
    type Dims = Vec<usize>;
    const COUNT: Option<usize> = None;
    const NAME: &'static str = "Genarray";

    fn dims(numbers: &[usize]) -> Vec<usize> {
        numbers.to_vec()
    }
}

/// The order of a bigarray's elements: [`CLayout`] or [`FortranLayout`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no layout of a bigarray",
    note = "layouts are `bigarray::CLayout` and `bigarray::FortranLayout`"
)]
pub trait Layout: sealed::Sealed + 'static {
    #[doc(hidden)]
    const IS_FORTRAN: bool;
}

/// `Bigarray.c_layout`: the elements of the last dimension lie next to each other.
#[derive(Debug)]
pub enum CLayout {}

/// `Bigarray.fortran_layout`: the elements of the first dimension lie next to each other. OCaml
/// counts from 1 then; Rust counts from 0 in either layout.
#[derive(Debug)]
pub enum FortranLayout {}

impl sealed::Sealed for CLayout {}
impl sealed::Sealed for FortranLayout {}

impl Layout for CLayout {
    const IS_FORTRAN: bool = false;
}

impl Layout for FortranLayout {
    const IS_FORTRAN: bool = true;
}

/// A number for each of `D` dimensions: a place in a bigarray, or how large it is.
///
/// An array of as many numbers; for one dimension a number will do. For [`AnyDim`] an array, a slice
/// or a `Vec`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a number for each dimension of a bigarray of `{D}`",
    note = "as many as it has, as in `array.get([row, column])`; one dimension: `array.get(index)`"
)]
pub trait Indices<D: Dimensions> {
    #[doc(hidden)]
    fn numbers(&self) -> &[usize];
}

impl Indices<Dim<1>> for usize {
    #[inline(always)]
    fn numbers(&self) -> &[usize] {
        std::slice::from_ref(self)
    }
}

impl<const N: usize> Indices<Dim<N>> for [usize; N]
where
    Dim<N>: Dimensions,
{
    #[inline(always)]
    fn numbers(&self) -> &[usize] {
        self
    }
}

impl<const N: usize> Indices<AnyDim> for [usize; N] {
    fn numbers(&self) -> &[usize] {
        self
    }
}

impl Indices<AnyDim> for &[usize] {
    fn numbers(&self) -> &[usize] {
        self
    }
}

impl Indices<AnyDim> for Vec<usize> {
    fn numbers(&self) -> &[usize] {
        self
    }
}

/// Places in some of `D` dimensions, which leave a bigarray of the others: see
/// [`slice`](crate::OCaml#method.slice).
#[diagnostic::on_unimplemented(
    message = "`{Self}` doesn't take a slice of a bigarray of `{D}`",
    note = "an array of one number for each dimension that the slice lacks, as in `array.slice(cr, [row])`"
)]
pub trait SliceIndex<D: Dimensions> {
    /// The other dimensions.
    type Rest: Dimensions;

    #[doc(hidden)]
    fn numbers(&self) -> &[usize];
}

macro_rules! slices {
    ($($of:literal - $taken:literal = $rest:literal;)*) => {$(
        impl SliceIndex<Dim<$of>> for [usize; $taken] {
            type Rest = Dim<$rest>;

            fn numbers(&self) -> &[usize] {
                self
            }
        }
    )*};
}

slices! {
    1 - 1 = 0;
    2 - 1 = 1;
    2 - 2 = 0;
    3 - 1 = 2;
    3 - 2 = 1;
    3 - 3 = 0;
}

impl<I: Indices<AnyDim>> SliceIndex<AnyDim> for I {
    type Rest = AnyDim;

    fn numbers(&self) -> &[usize] {
        Indices::numbers(self)
    }
}
