//! How large a bigarray is to be, and what can't be.

use std::fmt;

use ocaml_interop_sys as sys;

/// Why there is no bigarray of some dimensions.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ShapeError {
    /// There are more elements, or fewer, than the dimensions say.
    Length {
        /// How large it was to be.
        dims: Vec<usize>,
        /// How many elements there are.
        elements: usize,
    },
    /// A dimension is no OCaml `int`, or their product is no number of elements that memory has.
    TooLarge {
        /// How large it was to be.
        dims: Vec<usize>,
    },
    /// So many dimensions: more than 16.
    Dimensions(usize),
}

impl fmt::Display for ShapeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ShapeError::Length { dims, elements } => write!(
                f,
                "a bigarray of {dims:?} has {} elements, not {elements}: give the dimensions whose \
                 product that is",
                dims.iter().product::<usize>()
            ),
            ShapeError::TooLarge { dims } => {
                write!(f, "a bigarray of {dims:?} is larger than any memory")
            }
            ShapeError::Dimensions(found) => write!(
                f,
                "a bigarray of {found} dimensions: OCaml's have {} at most",
                sys::BIGARRAY_MAX_DIMS
            ),
        }
    }
}

impl std::error::Error for ShapeError {}

/// OCaml's `max_int`.
const MAX_INT: usize = usize::MAX >> 2;

/// Whether dimensions are those of `elements` elements.
///
/// # Errors
/// When not; as in the runtime (runtime/bigarray.c, caml_ba_alloc) their product mustn't overflow on
/// the way either, though there be a 0 among them.
pub(super) fn check_shape(dims: &[usize], elements: usize) -> Result<(), ShapeError> {
    if dims.len() > sys::BIGARRAY_MAX_DIMS {
        return Err(ShapeError::Dimensions(dims.len()));
    }
    let product = dims
        .iter()
        .try_fold(1_usize, |product, dim| product.checked_mul(*dim))
        .filter(|product| *product <= MAX_INT && dims.iter().all(|dim| *dim <= MAX_INT));
    match product {
        None => Err(ShapeError::TooLarge { dims: dims.to_vec() }),
        Some(product) if product != elements => {
            Err(ShapeError::Length { dims: dims.to_vec(), elements })
        }
        Some(_) => Ok(()),
    }
}
