//! Rust values inside OCaml as the arguments of exported functions.

use super::cell::{BorrowError, CustomCell, CustomCellMut, RefMut, Shared};
use super::value::{OCamlCustom, cell};
use crate::call::OCamlError;
use crate::exception::ToOCamlException;
use crate::runtime::OCamlRuntime;
use crate::value::OCamlCell;

impl ToOCamlException for BorrowError {
    fn to_ocaml_exception(self, cr: &mut OCamlRuntime) -> OCamlError {
        OCamlError::invalid_argument(cr, &self.to_string())
    }
}

/// An argument `&A`.
///
/// # Errors
/// When it is borrowed exclusively.
///
/// # Panics
/// When the value isn't an `A`.
///
/// # Safety
/// The lock is held.
#[inline(always)]
pub unsafe fn shared<A: OCamlCustom>(
    value: &OCamlCell<A>,
) -> Result<<A::Cell as CustomCell<A>>::Ref<'_>, BorrowError> {
    // SAFETY: the lock is held; what holds the value keeps it alive while it is borrowed.
    unsafe { cell::<A>(value.get_raw()).get(A::operations().short) }
}

/// An argument `&mut A`.
///
/// # Errors
/// When it is borrowed.
///
/// # Panics
/// When the value isn't an `A`.
///
/// # Safety
/// The lock is held.
#[inline(always)]
pub unsafe fn exclusive<A>(value: &OCamlCell<A>) -> Result<RefMut<'_, A>, BorrowError>
where
    A: OCamlCustom,
    A::Cell: CustomCellMut<A>,
{
    // SAFETY: as in `shared`.
    unsafe { cell::<A>(value.get_raw()).get_mut(A::operations().short) }
}

/// An argument `&A` of a function that can't raise.
///
/// # Panics
/// When the value isn't an `A`.
///
/// # Safety
/// The lock is held.
#[inline(always)]
pub unsafe fn shared_for_good<A: OCamlCustom<Cell = Shared<A>>>(value: &OCamlCell<A>) -> &A {
    // SAFETY: as in `shared`.
    unsafe { cell::<A>(value.get_raw()) }.value()
}
