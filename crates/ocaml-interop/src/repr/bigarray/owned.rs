//! Memory of Rust's that becomes a bigarray's without a copy.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering::AcqRel;

use ocaml_interop_sys as sys;
use sys::RawOCaml;

use super::dimensions::{CLayout, Dim, Dimensions, Indices, Layout};
use super::element::kind_to_make;
use super::shape::check_shape;
use super::{Bigarray, BigarrayElt, ShapeError};
use crate::runtime::deferred::{Boxed, Tomb, bury, drop_dead, has_dead};
use crate::runtime::{OCamlRuntime, out_of_memory};
use crate::value::OCaml;

/// Elements of Rust's that become a bigarray without a copy, when the value is converted
/// ([`ToOCaml`](crate::ToOCaml)): as the result of an exported function, or as a field of a record.
/// Made of a `Vec`, on any thread, with or without the domain lock.
///
/// Rust doesn't get at the elements any more. Each conversion makes a bigarray over the same memory,
/// as `Bigarray.sub` would; it is freed when the last of them is dead, and the Rust value dropped.
/// Where that is so is described at [`Bigarray::from_vec`].
///
/// ```
/// # use ocaml_interop::*;
/// use ocaml_interop::bigarray::{Array1, Dim, Owned};
///
/// #[export]
/// pub fn squares(n: usize) -> Owned<f64> {
///     let squares: Vec<f64> = (0..n).map(|i| (i * i) as f64).collect();
///     squares.into()
/// }
///
/// #[export]
/// pub fn identity(n: usize) -> Owned<f64, Dim<2>> {
///     let elements = (0..n * n).map(|i| if i % (n + 1) == 0 { 1.0 } else { 0.0 }).collect();
///     Owned::from_shape_vec([n, n], elements).expect("n * n elements")
/// }
///
/// # let _guard = OCamlRuntime::init()?;
/// # OCamlRuntime::with_domain_lock(|cr| {
/// let array: OCaml<Array1<f64>> = squares(4).to_ocaml(cr);
/// assert_eq!(array.to_vec(), [0.0, 1.0, 4.0, 9.0]);
/// # });
/// # Ok::<(), String>(())
/// ```
pub struct Owned<A, D: Dimensions = Dim<1>, L = CLayout> {
    memory: Arc<Memory<A>>,
    dims: D::Dims,
    _layout: PhantomData<fn(L) -> L>,
}

/// Elements that nobody in Rust looks at any more.
struct Memory<A> {
    owner: Vec<A>,
    start: *mut A,
}

// SAFETY: the elements are numbers, and are read and written through OCaml's values alone, by the
// rules for these. What Rust does is to free them.
unsafe impl<A: BigarrayElt> Send for Memory<A> {}
// SAFETY: as for `Send`.
unsafe impl<A: BigarrayElt> Sync for Memory<A> {}

impl<A: BigarrayElt, D: Dimensions, L: Layout> Owned<A, D, L> {
    /// Elements of a bigarray, in the order in which they lie in memory: in C layout row by row, in
    /// Fortran's column by column. They aren't copied. A boxed slice is a `Vec` for nothing:
    /// `boxed.into_vec()`.
    ///
    /// # Errors
    /// When the dimensions are those of more elements, or of fewer.
    pub fn from_shape_vec(
        dims: impl Indices<D>,
        elements: Vec<A>,
    ) -> Result<Owned<A, D, L>, ShapeError> {
        let dims = dims.numbers();
        check_shape(dims, elements.len())?;
        Ok(Owned::starting_at(0, D::dims(dims), elements))
    }

    /// Elements of which the first is not the `Vec`'s.
    pub(crate) fn starting_at(
        offset: usize,
        dims: D::Dims,
        mut elements: Vec<A>,
    ) -> Owned<A, D, L> {
        let len: usize = dims.as_ref().iter().product();
        assert!(offset.checked_add(len).is_some_and(|end| end <= elements.len()));
        // A vector's memory stays where it is when the vector moves.
        let start = elements.as_mut_ptr().wrapping_add(offset);
        let memory = Arc::new(Memory { owner: elements, start });
        Owned { memory, dims, _layout: PhantomData }
    }

    /// How large it is in each dimension.
    pub fn dims(&self) -> D::Dims {
        self.dims.clone()
    }

    /// A bigarray over the memory.
    ///
    /// # Panics
    /// When memory is exhausted, or this version of OCaml has no such kind.
    pub(crate) fn hand_over<'a>(&self, cr: &'a mut OCamlRuntime) -> OCaml<'a, Bigarray<A, D, L>> {
        if has_dead() {
            cr.releasing_runtime(drop_dead);
        }
        let layout = if L::IS_FORTRAN { sys::BIGARRAY_FORTRAN } else { 0 };
        let flags = kind_to_make::<A>() | layout;
        let dims = self.dims.as_ref();
        let bytes = self.memory.owner.capacity() * size_of::<A>();
        let shared = sys::BigarrayProxy {
            refcount: AtomicUsize::new(1),
            data: self.memory.start.cast(),
            size: 0,
        };
        let proxy = Proxy { shared, tomb: std::ptr::null_mut() };
        let kept: *mut Boxed<_> = Boxed::new(Kept { proxy, _memory: Arc::clone(&self.memory) });
        // SAFETY: just made, and nobody else has it; a box begins with its tomb.
        let proxy = unsafe {
            (*kept).value.proxy.tomb = kept.cast();
            &raw mut (*kept).value.proxy
        };
        // SAFETY: the handle is held by `&mut`: the allocation may collect. The elements are as many
        // as the dimensions say, and live as long as the box, which the finaliser buries.
        let block = unsafe {
            let count = dims.len() as isize;
            sys::adopt_bigarray(&OPERATIONS, proxy.cast(), flags, count, dims.as_ptr(), bytes)
        };
        if block == 0 {
            // SAFETY: `Boxed::new` made it, and there is no bigarray that refers to it.
            drop(unsafe { Box::from_raw(kept) });
            out_of_memory(bytes);
        }
        // SAFETY: just made.
        unsafe { OCaml::new(cr, block) }
    }
}

impl<A: BigarrayElt, L: Layout> From<Vec<A>> for Owned<A, Dim<1>, L> {
    fn from(elements: Vec<A>) -> Self {
        Owned::starting_at(0, [elements.len()], elements)
    }
}

impl<A, D: Dimensions, L> fmt::Debug for Owned<A, D, L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Owned").field("dims", &self.dims).finish_non_exhaustive()
    }
}

impl<A: BigarrayElt, L: Layout> Bigarray<A, super::Dim<1>, L> {
    /// A bigarray of the elements, which aren't copied: the memory becomes OCaml's.
    ///
    /// It is freed some time after the garbage collector has found that OCaml has let go of the
    /// bigarray and all that shares its memory: when a thread next takes or releases the domain lock
    /// through this library, or hands over or boxes a value. The collector is told of its size. For
    /// OCaml it is a bigarray like any other: it compares, hashes, marshals and has parts.
    ///
    /// # Panics
    /// When memory is exhausted.
    ///
    /// # Example
    /// ```
    /// # use ocaml_interop::*;
    /// # let _guard = OCamlRuntime::init()?;
    /// # OCamlRuntime::with_domain_lock(|cr| {
    /// use ocaml_interop::bigarray::Array1;
    ///
    /// let samples: Vec<f32> = vec![0.0; 1_000_000];
    /// let address = samples.as_ptr();
    /// let array = Array1::<f32>::from_vec(cr, samples);
    /// // SAFETY: nobody else has the array.
    /// assert_eq!(unsafe { array.as_slice() }.as_ptr(), address);
    /// # });
    /// # Ok::<(), String>(())
    /// ```
    pub fn from_vec(cr: &mut OCamlRuntime, elements: Vec<A>) -> OCaml<'_, Self> {
        Owned::from(elements).hand_over(cr)
    }
}

impl<A: BigarrayElt, D: Dimensions, L: Layout> Bigarray<A, D, L> {
    /// As [`from_vec`](Self::from_vec), with any number of dimensions. The elements stand in the
    /// order in which they lie in memory: in C layout row by row, in Fortran's column by column.
    ///
    /// # Errors
    /// When the dimensions are those of more elements, or of fewer; the elements are dropped.
    ///
    /// # Panics
    /// When memory is exhausted.
    pub fn from_shape_vec(
        cr: &mut OCamlRuntime,
        dims: impl Indices<D>,
        elements: Vec<A>,
    ) -> Result<OCaml<'_, Self>, ShapeError> {
        Ok(Owned::from_shape_vec(dims, elements)?.hand_over(cr))
    }
}

/// What stands in a box: the memory, and before it what the runtime knows of it.
struct Kept<A> {
    proxy: Proxy,
    _memory: Arc<Memory<A>>,
}

/// The runtime's counter of bigarrays over the same memory, and what is to be done when it comes to 0.
#[repr(C)]
struct Proxy {
    shared: sys::BigarrayProxy,
    tomb: *mut Tomb,
}

/// Those of bigarrays but for the finaliser: the runtime's frees with C's `free`. What shares the
/// memory gets the same operations (runtime/bigarray.c, caml_ba_sub).
static OPERATIONS: sys::CustomOperations = sys::CustomOperations {
    identifier: c"_bigarr02".as_ptr(),
    finalize: Some(finalize),
    compare: Some(sys::caml_ba_compare),
    hash: Some(sys::caml_ba_hash),
    serialize: Some(sys::caml_ba_serialize),
    deserialize: Some(sys::caml_ba_deserialize),
    compare_ext: None,
    fixed_length: std::ptr::null(),
};

unsafe extern "C" fn finalize(block: RawOCaml) {
    // SAFETY: the runtime calls this once for each bigarray that has these operations, when it dies.
    // Each counts, and the last one to die finds 1.
    unsafe {
        let bigarray = (block as *mut RawOCaml).add(1).cast::<sys::Bigarray>();
        let proxy = (*bigarray).proxy.cast::<Proxy>();
        if (*proxy).shared.refcount.fetch_sub(1, AcqRel) == 1 {
            bury((*proxy).tomb);
        }
    }
}
