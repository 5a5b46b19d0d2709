//! Bigarrays over the memory of another.

use ocaml_interop_sys as sys;

use super::dimensions::{Dimensions, Indices, Layout, SliceIndex};
use super::shape::check_shape;
use super::{Bigarray, BigarrayElt, ShapeError};
use crate::runtime::{OCamlRuntime, out_of_memory};
use crate::value::{OCaml, OCamlCell};

/// What a bigarray's own block takes, in bytes, at most.
const BLOCK: usize = (6 + sys::BIGARRAY_MAX_DIMS) * size_of::<usize>();

/// # Bigarrays
/// What these make shares the memory, and keeps it alive. They allocate, so they stand at the
/// reference: call them on a [`BoxRoot`](crate::BoxRoot), or on an argument that is an
/// [`OCamlRef`](crate::OCamlRef).
impl<A: BigarrayElt, D: Dimensions, L: Layout> OCamlCell<Bigarray<A, D, L>> {
    /// A part: `len` of the rows from the row `offset` on; in Fortran's layout, of the columns (of the
    /// last dimension). As OCaml's `Array1.sub`, `Array2.sub_left` and `sub_right`, but counted from 0
    /// in either layout.
    ///
    /// # Panics
    /// When there are fewer rows, the value isn't a bigarray of this type, or memory is exhausted.
    ///
    /// # Example
    /// ```
    /// # use ocaml_interop::*;
    /// # let _guard = OCamlRuntime::init()?;
    /// # OCamlRuntime::with_domain_lock(|cr| {
    /// use ocaml_interop::bigarray::Array1;
    ///
    /// let all = Array1::<i32>::from_vec(cr, vec![1, 2, 3, 4]).root();
    /// let part = all.sub(cr, 1, 2).root();
    /// part.get(cr).set(0, 20);
    /// assert_eq!(all.get(cr).to_vec(), [1, 20, 3, 4]);
    /// # });
    /// # Ok::<(), String>(())
    /// ```
    pub fn sub<'a>(
        &self,
        cr: &'a mut OCamlRuntime,
        offset: usize,
        len: usize,
    ) -> OCaml<'a, Bigarray<A, D, L>> {
        let parts = cr.get(self).parts();
        let (data, mut dims) = (parts.data, Copied::of(parts.dims));
        let halved = if L::IS_FORTRAN { dims.as_slice().len().wrapping_sub(1) } else { 0 };
        let Some(dim) = dims.as_mut_slice().get_mut(halved) else {
            panic!("{}::sub: a bigarray without dimensions has no parts", D::NAME)
        };
        let rows = std::mem::replace(dim, len);
        assert!(
            offset.checked_add(len).is_some_and(|end| end <= rows),
            "{}::sub: {len} from {offset} on, of {rows}",
            D::NAME
        );
        // Where this overflows there is no element, and nothing is read.
        let others = dims.as_slice().iter().enumerate().filter(|(index, _)| *index != halved);
        let row = others.fold(1, |row: usize, (_, dim)| row.wrapping_mul(*dim));
        let data = data.wrapping_add(offset.wrapping_mul(row));
        // SAFETY: the rows are some of the bigarray's.
        unsafe { self.share(cr, dims.as_slice(), data) }
    }

    /// The bigarray of those elements whose first indices are `index`: of two dimensions a row, with
    /// `[row]`. In Fortran's layout, whose last indices are `index`: a column. As OCaml's
    /// `slice_left` and `slice_right`, but counted from 0 in either layout.
    ///
    /// # Panics
    /// When an index is out of bounds, the value isn't a bigarray of this type, or memory is
    /// exhausted.
    pub fn slice<'a, I: SliceIndex<D>>(
        &self,
        cr: &'a mut OCamlRuntime,
        index: I,
    ) -> OCaml<'a, Bigarray<A, I::Rest, L>> {
        let index = index.numbers();
        let parts = cr.get(self).parts();
        let (data, dims) = (parts.data, Copied::of(parts.dims));
        let dims = dims.as_slice();
        assert!(
            index.len() <= dims.len(),
            "{}::slice: {} indices of {} dimensions",
            D::NAME,
            index.len(),
            dims.len()
        );
        let (of_index, rest) = if L::IS_FORTRAN {
            let (rest, of_index) = dims.split_at(dims.len() - index.len());
            (of_index, rest)
        } else {
            dims.split_at(index.len())
        };
        assert!(
            index.iter().zip(of_index).all(|(index, dim)| index < dim),
            "{}::slice: {index:?} of a bigarray of {dims:?}",
            D::NAME
        );
        let pairs = index.iter().zip(of_index);
        // Where this overflows there is no element, and nothing is read.
        let next = |offset: usize, (index, dim): (&usize, &usize)| {
            offset.wrapping_mul(*dim).wrapping_add(*index)
        };
        let number = if L::IS_FORTRAN { pairs.rev().fold(0, next) } else { pairs.fold(0, next) };
        let offset = rest.iter().fold(number, |offset, dim| offset.wrapping_mul(*dim));
        // SAFETY: the elements are some of the bigarray's.
        unsafe { self.share(cr, rest, data.wrapping_add(offset)) }
    }

    /// The same elements with other dimensions, in the order in which they lie in memory. As OCaml's
    /// `reshape`.
    ///
    /// # Errors
    /// When the dimensions are those of more elements, or of fewer.
    ///
    /// # Panics
    /// When the value isn't a bigarray of this type, or memory is exhausted.
    ///
    /// # Example
    /// ```
    /// # use ocaml_interop::*;
    /// # let _guard = OCamlRuntime::init()?;
    /// # OCamlRuntime::with_domain_lock(|cr| {
    /// use ocaml_interop::bigarray::{Array1, Array2};
    ///
    /// let line = Array1::<u8>::from_vec(cr, vec![1, 2, 3, 4, 5, 6]).root();
    /// let table: OCaml<Array2<u8>> = line.reshape(cr, [3, 2]).expect("six elements");
    /// assert_eq!(table.get([2, 0]), Some(5));
    /// # });
    /// # Ok::<(), String>(())
    /// ```
    pub fn reshape<'a, E: Dimensions>(
        &self,
        cr: &'a mut OCamlRuntime,
        dims: impl Indices<E>,
    ) -> Result<OCaml<'a, Bigarray<A, E, L>>, ShapeError> {
        let parts = cr.get(self).parts();
        let (data, len) = (parts.data, parts.len);
        check_shape(dims.numbers(), len)?;
        // SAFETY: as many elements.
        Ok(unsafe { self.share(cr, dims.numbers(), data) })
    }

    /// A bigarray over memory of this one.
    ///
    /// # Safety
    /// Elements of these dimensions, in layout `L`, stand at `data`, or there are none. The value is a
    /// bigarray of this type.
    ///
    /// # Panics
    /// When memory is exhausted.
    unsafe fn share<'a, E: Dimensions>(
        &self,
        cr: &'a mut OCamlRuntime,
        dims: &[usize],
        data: *mut A,
    ) -> OCaml<'a, Bigarray<A, E, L>> {
        let flags = if L::IS_FORTRAN { sys::BIGARRAY_FORTRAN } else { 0 };
        // SAFETY: the handle is held by `&mut`: the allocation may collect. The value is a bigarray by
        // the caller's promise; the dimensions are Rust's.
        let shared = unsafe {
            let count = dims.len() as isize;
            sys::share_bigarray(self.get_raw(), flags, count, dims.as_ptr(), data.cast())
        };
        if shared == 0 {
            out_of_memory(BLOCK);
        }
        // SAFETY: just made, of these dimensions.
        unsafe { OCaml::new(cr, shared) }
    }
}

/// Dimensions, copied out of OCaml's heap.
struct Copied {
    numbers: [usize; sys::BIGARRAY_MAX_DIMS],
    count: usize,
}

impl Copied {
    fn of(dims: &[usize]) -> Copied {
        let mut numbers = [0; sys::BIGARRAY_MAX_DIMS];
        numbers[..dims.len()].copy_from_slice(dims);
        Copied { numbers, count: dims.len() }
    }

    fn as_slice(&self) -> &[usize] {
        &self.numbers[..self.count]
    }

    fn as_mut_slice(&mut self) -> &mut [usize] {
        &mut self.numbers[..self.count]
    }
}
