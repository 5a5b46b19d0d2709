//! A bigarray's elements, in place.

use super::parts::Parts;
use super::shared::{read_shared, read_shared_as, write_shared};
use super::{AnyDim, Bigarray, BigarrayElt, Dimensions, Indices, Layout};
use crate::value::OCaml;

/// # Bigarrays
/// Each function panics when the value isn't a bigarray of the kind, the number of dimensions and
/// the layout that the type says; a bigarray of one dimension may have either layout. Indices count
/// from 0 in either layout.
impl<'gc, A: BigarrayElt, D: Dimensions, L: Layout> OCaml<'gc, Bigarray<A, D, L>> {
    /// How large it is in each dimension, in OCaml's order: `[usize; N]`, of a `Genarray` a `Vec`.
    ///
    /// # Panics
    /// When the value isn't a bigarray of this type.
    pub fn dims(&self) -> D::Dims {
        D::dims(self.parts().dims)
    }

    /// The number of elements: the product of the dimensions.
    ///
    /// # Panics
    /// When the value isn't a bigarray of this type.
    #[inline]
    pub fn len(&self) -> usize {
        self.parts().len
    }

    /// Whether there is none.
    ///
    /// # Panics
    /// When the value isn't a bigarray of this type.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The element at `index`, counted from 0 in either layout, as it is at
    /// this moment: another domain may be writing it. Of a complex number each
    /// of the two parts is as it is when it is read. Nothing where `index` is out
    /// of bounds, or has not one number for each dimension of a `Genarray`.
    ///
    /// # Panics
    /// When the value isn't a bigarray of this type.
    ///
    /// # Example
    /// ```
    /// # use ocaml_interop::*;
    /// # let _guard = OCamlRuntime::init()?;
    /// # OCamlRuntime::with_domain_lock(|cr| {
    /// use ocaml_interop::bigarray::Array2;
    ///
    /// let rows: Vec<f64> = vec![1.0, 2.0, 3.0, 4.0, 5.0, 6.0];
    /// let table = Array2::from_shape_vec(cr, [2, 3], rows).expect("six elements");
    /// assert_eq!(table.get([1, 0]), Some(4.0));
    /// assert_eq!(table.get([2, 0]), None);
    /// # let _: OCaml<Array2<f64>> = table;
    /// # });
    /// # Ok::<(), String>(())
    /// ```
    #[inline]
    pub fn get<I: Indices<D>>(&self, index: I) -> Option<A> {
        // SAFETY: in bounds; others may write the memory, and a mapped file
        // begins at any byte: `read_shared` does both.
        self.parts().element(index.numbers()).map(|element| unsafe { read_shared(element) })
    }

    /// Writes the element at `index`.
    ///
    /// # Panics
    /// When `index` is out of bounds, or the value isn't a bigarray of this type.
    #[inline]
    pub fn set<I: Indices<D>>(&self, index: I, value: A) {
        let parts = self.parts();
        match parts.element(index.numbers()) {
            // SAFETY: in bounds; see `get`.
            Some(element) => unsafe { write_shared(element, value) },
            None => out_of_bounds(D::NAME, index.numbers(), parts.dims),
        }
    }

    /// The elements in the order in which they lie in memory (in C layout row by row, in Fortran's
    /// column by column), each as it is at the moment it is read: another domain may be
    /// writing them.
    ///
    /// # Panics
    /// When the value isn't a bigarray of this type.
    #[inline]
    pub fn iter(&self) -> impl ExactSizeIterator<Item = A> + use<'gc, A, D, L> {
        let (data, len) = (self.parts().data, self.parts().len);
        let is_aligned = data.is_aligned();
        // SAFETY: in bounds, while nothing moves or frees it, during `'gc`; see `get`.
        (0..len).map(move |index| unsafe { read_shared_as(data.add(index), is_aligned) })
    }

    /// A copy of the elements in the order of [`iter`](Self::iter), each as it is at the moment it
    /// is read.
    ///
    /// # Panics
    /// When the value isn't a bigarray of this type.
    pub fn to_vec(&self) -> Vec<A> {
        self.iter().collect()
    }

    /// Replaces all elements, in the order of [`iter`](Self::iter).
    ///
    /// # Panics
    /// When the lengths differ, or the value isn't a bigarray of this type.
    pub fn copy_from_slice(&self, elements: &[A]) {
        let parts = self.parts();
        assert!(
            parts.len == elements.len(),
            "{}::copy_from_slice: {} elements into a bigarray of {}",
            D::NAME,
            elements.len(),
            parts.len
        );
        self.write_all(elements.iter().copied());
    }

    /// Writes the elements, from the first on, as long as there are any.
    pub(crate) fn write_all(&self, elements: impl Iterator<Item = A>) {
        let parts = self.parts();
        for (index, element) in (0..parts.len).zip(elements) {
            // SAFETY: in bounds; see `get`.
            unsafe { write_shared(parts.data.add(index), element) }
        }
    }

    /// Writes `value` into all elements.
    ///
    /// # Panics
    /// When the value isn't a bigarray of this type.
    pub fn fill(&self, value: A) {
        self.write_all(std::iter::repeat(value));
    }

    /// The elements, in place, in the order of [`iter`](Self::iter).
    ///
    /// # Safety
    /// Nothing writes them during `'gc`: no other thread or domain, and nothing
    /// that shares the memory (a sub-array, a mapped file).
    ///
    /// # Panics
    /// When the memory isn't aligned for `A`, as a mapped file's may be, or the value isn't a
    /// bigarray of this type.
    #[inline]
    pub unsafe fn as_slice(&self) -> &'gc [A] {
        let parts = self.parts();
        if parts.len == 0 {
            return &[];
        }
        assert_aligned::<A>(&parts, D::NAME, "as_slice");
        // SAFETY: `len` elements, aligned, not null; unchanged during `'gc` by
        // the caller's promise, and alive, since no collection runs.
        unsafe { std::slice::from_raw_parts(parts.data, parts.len) }
    }

    /// The elements, in place, to be written, in the order of [`iter`](Self::iter).
    ///
    /// # Safety
    /// Nothing else reads or writes them during `'gc`: no other thread or domain, nothing
    /// that shares the memory (a sub-array, a mapped file), no other slice of this bigarray. The
    /// memory can be written: what OCaml maps and makes can, what C code wraps may not be.
    ///
    /// # Panics
    /// As [`as_slice`](Self::as_slice).
    #[inline]
    #[allow(clippy::mut_from_ref)] // The elements aren't behind the reference.
    pub unsafe fn as_mut_slice(&self) -> &'gc mut [A] {
        let parts = self.parts();
        if parts.len == 0 {
            return &mut [];
        }
        assert_aligned::<A>(&parts, D::NAME, "as_mut_slice");
        // SAFETY: as in `as_slice`; nobody else has them, by the caller's promise.
        unsafe { std::slice::from_raw_parts_mut(parts.data, parts.len) }
    }

    /// The same value as a bigarray of any number of dimensions: OCaml's `genarray_of_array1` and so
    /// on.
    #[inline]
    pub fn to_genarray(&self) -> OCaml<'gc, Bigarray<A, AnyDim, L>> {
        // SAFETY: the same value; what it is is looked at before it is read.
        unsafe { OCaml::unbound(self.word()) }
    }
}

impl<'gc, A: BigarrayElt, L: Layout> OCaml<'gc, Bigarray<A, AnyDim, L>> {
    /// The same value as a bigarray of one, two or three dimensions, if it has as many: OCaml's
    /// `array1_of_genarray` and so on.
    ///
    /// # Panics
    /// When the value isn't a bigarray of this type.
    ///
    /// # Example
    /// ```
    /// # use ocaml_interop::*;
    /// # let _guard = OCamlRuntime::init()?;
    /// # OCamlRuntime::with_domain_lock(|cr| {
    /// use ocaml_interop::bigarray::{Dim, Genarray};
    ///
    /// let any: OCaml<Genarray<u8>> = Genarray::from_shape_vec(cr, [1, 3], vec![7, 8, 9]).unwrap();
    /// assert_eq!(any.to_array::<Dim<2>>().unwrap().get([0, 2]), Some(9));
    /// assert!(any.to_array::<Dim<3>>().is_none());
    /// # });
    /// # Ok::<(), String>(())
    /// ```
    pub fn to_array<D: Dimensions>(&self) -> Option<OCaml<'gc, Bigarray<A, D, L>>> {
        let count = self.parts().dims.len();
        // SAFETY: the same value, of as many dimensions.
        D::COUNT
            .is_none_or(|wanted| wanted == count)
            .then(|| unsafe { OCaml::unbound(self.word()) })
    }
}

/// Makes sure that references to elements can be made.
#[inline]
fn assert_aligned<A>(parts: &Parts<'_, A>, name: &str, function: &str) {
    assert!(
        parts.data.is_aligned(),
        "{name}::{function}: the bigarray's memory isn't aligned for {}: copy it with to_vec",
        std::any::type_name::<A>()
    );
}

#[cold]
#[inline(never)]
fn out_of_bounds(name: &str, index: &[usize], dims: &[usize]) -> ! {
    if let ([index], [dim]) = (index, dims) {
        panic!("{name}::set: index {index} of {dim} elements");
    }
    panic!("{name}::set: index {index:?} of a bigarray of {dims:?}")
}
