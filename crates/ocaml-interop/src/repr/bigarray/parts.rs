//! What a value of a bigarray's type is, found out before anything is read.

use ocaml_interop_sys as sys;

use super::element::kind_name;
use super::{Bigarray, BigarrayElt, Dimensions, Layout};
use crate::value::OCaml;

/// A bigarray of the type asked for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Parts<'gc, A> {
    pub(crate) data: *mut A,
    pub(crate) dims: &'gc [usize],
    pub(crate) is_fortran: bool,
    /// The product of the dimensions.
    pub(crate) len: usize,
}

impl<A> Parts<'_, A> {
    /// Where the element stands, if it is one.
    #[inline(always)]
    pub(super) fn element(&self, index: &[usize]) -> Option<*mut A> {
        let is_inside = index.iter().zip(self.dims).all(|(index, dim)| index < dim);
        if !is_inside || index.len() != self.dims.len() {
            return None;
        }
        let pairs = index.iter().zip(self.dims);
        // What is inside has a number below `len`, so nothing overflows.
        let next = |offset: usize, (index, dim): (&usize, &usize)| offset * dim + index;
        let offset = if self.is_fortran { pairs.rev().fold(0, next) } else { pairs.fold(0, next) };
        // SAFETY: below `len`.
        Some(unsafe { self.data.add(offset) })
    }
}

/// What a value is instead of the bigarray asked for.
#[derive(Debug)]
enum Mismatch {
    NoBigarray,
    /// Found, wanted.
    Dimensions(usize, usize),
    /// Found.
    Kind(isize),
    Layout,
}

impl<'gc, A: BigarrayElt, D: Dimensions, L: Layout> OCaml<'gc, Bigarray<A, D, L>> {
    /// The bigarray, if the value is one of this type.
    ///
    /// The elements of one dimension lie in memory the same way in both layouts, so either will do.
    #[inline(always)]
    fn checked(&self) -> Result<Parts<'gc, A>, Mismatch> {
        // SAFETY: nothing has moved the value during `'gc`. What is no bigarray isn't looked into;
        // a bigarray's block is never changed but for the proxy, and the number of dimensions is that
        // of the numbers behind it.
        let (bigarray, dims) = unsafe {
            let block = sys::bigarray(self.word());
            if block.is_null() {
                return Err(Mismatch::NoBigarray);
            }
            let num_dims = (*block).num_dims as usize;
            (block, std::slice::from_raw_parts(sys::bigarray_dims(block), num_dims))
        };
        if let Some(count) = D::COUNT
            && count != dims.len()
        {
            return Err(Mismatch::Dimensions(dims.len(), count));
        }
        // SAFETY: as above.
        let (data, flags) = unsafe { ((*bigarray).data, (*bigarray).flags) };
        let kind = flags & sys::BIGARRAY_KIND_MASK;
        if kind != A::KIND as isize {
            return Err(Mismatch::Kind(kind));
        }
        let is_fortran = flags & sys::BIGARRAY_FORTRAN != 0;
        if is_fortran != L::IS_FORTRAN && dims.len() > 1 {
            return Err(Mismatch::Layout);
        }
        // What exists doesn't overflow (runtime/bigarray.c, caml_ba_alloc).
        Ok(Parts { data: data.cast(), dims, is_fortran, len: dims.iter().product() })
    }

    /// The bigarray.
    ///
    /// # Errors
    /// When the value isn't one of this type, with the words for it.
    pub(crate) fn try_parts(&self) -> Result<Parts<'gc, A>, String> {
        self.checked().map_err(|mismatch| told::<A, D>(&mismatch))
    }

    /// The bigarray.
    ///
    /// # Panics
    /// When the value isn't one of this type.
    #[inline(always)]
    pub(crate) fn parts(&self) -> Parts<'gc, A> {
        match self.checked() {
            Ok(parts) => parts,
            Err(mismatch) => refuse::<A, D>(&mismatch),
        }
    }
}

#[cold]
fn told<A: BigarrayElt, D: Dimensions>(mismatch: &Mismatch) -> String {
    let name = D::NAME;
    match mismatch {
        Mismatch::NoBigarray => format!("{name}: the value is not a bigarray"),
        Mismatch::Dimensions(found, wanted) => {
            format!("{name}: the bigarray has {found} dimensions, not {wanted}")
        }
        Mismatch::Kind(found) => {
            let (found, wanted) = (kind_name(*found), kind_name(A::KIND as isize));
            format!("{name}: the bigarray is of kind {found}, not {wanted}")
        }
        Mismatch::Layout => format!(
            "{name}: the bigarray has the other layout: the type's second parameter names it \
             (CLayout, FortranLayout), and OCaml's change_layout gives the same memory this one"
        ),
    }
}

#[cold]
#[inline(never)]
fn refuse<A: BigarrayElt, D: Dimensions>(mismatch: &Mismatch) -> ! {
    panic!("{}", told::<A, D>(mismatch))
}
