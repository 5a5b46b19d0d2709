//! `'a array`.

use ocaml_interop_sys as sys;

use super::store::store_either;
use crate::value::{OCaml, OCamlUniformArray};

impl<'gc, A> OCaml<'gc, OCamlUniformArray<A>> {
    /// The number of elements.
    #[inline(always)]
    pub fn len(&self) -> usize {
        // SAFETY: an array is a block, the empty one too.
        unsafe { sys::wosize(self.word()) }
    }

    /// Whether there is none.
    #[inline(always)]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The element at `index`, as it is at this moment: another domain may be
    /// writing the array.
    ///
    /// # Panics
    /// When the array is a `float array`, which is flat: read it as
    /// [`OCamlFloatArray`](crate::OCamlFloatArray).
    #[inline]
    pub fn get(&self, index: usize) -> Option<OCaml<'gc, A>> {
        self.assert_not_flat("get");
        // SAFETY: in bounds, and a block of values.
        (index < self.len()).then(|| unsafe { self.field(index) })
    }

    /// The elements, each as it is at the moment it is read: another domain may be writing them.
    ///
    /// # Panics
    /// When the array is a `float array`; see [`get`](Self::get).
    #[inline]
    pub fn iter(&self) -> impl ExactSizeIterator<Item = OCaml<'gc, A>> + use<'gc, A> {
        self.assert_not_flat("iter");
        let array = *self;
        // SAFETY: in bounds, and a block of values.
        (0..self.len()).map(move |index| unsafe { array.field(index) })
    }

    /// Replaces the element at `index`, as OCaml's `a.(i) <- v` does; also in a `float array`, which
    /// is flat. For a Rust value, see the same method of a root
    /// ([`OCamlCell::set`](crate::OCamlCell::set)).
    ///
    /// # Panics
    /// When `index` is out of bounds.
    ///
    /// ```
    /// # use ocaml_interop::*;
    /// # let _guard = OCamlRuntime::init()?;
    /// # OCamlRuntime::with_domain_lock(|cr| {
    /// let array: BoxRoot<OCamlUniformArray<String>> = ["a", "b", "c"].to_boxroot(cr);
    /// array.set(cr, 1, "new");
    /// let array = cr.get(&array);
    /// array.set(2, array.get(0).unwrap());
    /// assert_eq!(array.to_rust::<Vec<String>>(), ["a", "new", "a"]);
    /// # });
    /// # Ok::<(), String>(())
    /// ```
    #[inline]
    pub fn set(&self, index: usize, value: OCaml<'_, A>) {
        let len = self.len();
        assert!(index < len, "OCamlUniformArray::set: index {index} of {len} elements");
        // SAFETY: in bounds; the value is of the elements' type, and nothing has moved either.
        unsafe { store_either(self.word(), index, value.word()) }
    }

    #[inline(always)]
    fn assert_not_flat(&self, what: &str) {
        assert!(
            !self.is_flat(),
            "OCamlUniformArray::{what}: a float array is flat, and has no elements to point to: \
             read it as OCamlFloatArray"
        );
    }

    /// Whether the array holds doubles in place.
    #[inline(always)]
    pub(crate) fn is_flat(&self) -> bool {
        self.tag_value() == sys::DOUBLE_ARRAY_TAG
    }
}
