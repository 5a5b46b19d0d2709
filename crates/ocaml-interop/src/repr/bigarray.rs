//! `Bigarray.Array1`: numbers outside OCaml's heap, shared with it.

use std::ffi::c_void;
use std::marker::PhantomData;
use std::mem::MaybeUninit;
use std::sync::atomic::Ordering::Relaxed;
use std::sync::atomic::{AtomicU8, AtomicU16, AtomicU32, AtomicU64};

use ocaml_interop_sys as sys;

use crate::value::OCaml;

/// OCaml's `(_, kind, layout) Bigarray.Array1.t` with elements of type `A`.
#[derive(Debug)]
pub struct Array1<A>(PhantomData<fn(A) -> A>);

/// A Rust type that is the element of a bigarray kind.
///
/// # Safety
/// The type is as large as the kind's elements, and every bit pattern is a
/// value of it.
pub unsafe trait BigarrayElt: Copy {
    /// The kind's number in the runtime (runtime/caml/bigarray.h,
    /// `caml_ba_kind`).
    const KIND: i32;
}

macro_rules! kinds {
    ($($rust:ty = $kind:literal, $ocaml:literal;)*) => {$(
        // SAFETY: same size, and every bit pattern is a number.
        unsafe impl BigarrayElt for $rust {
            #[doc = concat!("`Bigarray.", $ocaml, "`.")]
            const KIND: i32 = $kind;
        }
    )*};
}

kinds! {
    f32 = 0, "float32";
    f64 = 1, "float64";
    i8 = 2, "int8_signed";
    u8 = 3, "int8_unsigned";
    i16 = 4, "int16_signed";
    u16 = 5, "int16_unsigned";
    i32 = 6, "int32";
    i64 = 7, "int64";
    isize = 9, "nativeint";
    Char = 12, "char";
}

/// An element of OCaml's kind `char`: one byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[repr(transparent)]
pub struct Char(pub u8);

/// The bits of a bigarray's flags that hold the kind, and the layout.
const KIND_MASK: isize = 0xFF;

/// What a bigarray is, checked.
struct Parts<A> {
    data: *mut A,
    len: usize,
}

impl<A: BigarrayElt> OCaml<'_, Array1<A>> {
    /// The bigarray's memory.
    ///
    /// # Panics
    /// When the value isn't a one-dimensional bigarray of this kind, in C or
    /// Fortran layout.
    fn parts(&self) -> Parts<A> {
        let mut data: *mut c_void = std::ptr::null_mut();
        let (mut flags, mut num_dims, mut dim) = (0, 0, 0);
        // SAFETY: the lock is held, and the shim tests whether it is a bigarray.
        let is_bigarray =
            unsafe { sys::bigarray(self.word(), &mut data, &mut flags, &mut num_dims, &mut dim) };
        assert!(is_bigarray != 0, "Array1: the value is not a bigarray");
        assert!(num_dims == 1, "Array1: the bigarray has {num_dims} dimensions, not one");
        let kind = flags & KIND_MASK;
        assert!(
            kind == A::KIND as isize,
            "Array1: the bigarray is of kind {kind}, not {} ({})",
            A::KIND,
            std::any::type_name::<A>()
        );
        Parts { data: data.cast(), len: dim as usize }
    }

    /// The number of elements.
    ///
    /// # Panics
    /// When the value isn't a one-dimensional bigarray of this kind; as all
    /// functions of this type.
    pub fn len(&self) -> usize {
        self.parts().len
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The element at `index`, counted from 0 in either layout, as it is at
    /// this moment: another domain may be writing it.
    pub fn get(&self, index: usize) -> Option<A> {
        let parts = self.parts();
        // SAFETY: in bounds; others may write the memory, and a mapped file
        // begins at any byte: `read_shared` does both.
        (index < parts.len).then(|| unsafe { read_shared(parts.data.add(index)) })
    }

    /// Writes the element at `index`.
    ///
    /// # Panics
    /// When `index` is out of bounds.
    pub fn set(&self, index: usize, value: A) {
        let parts = self.parts();
        assert!(index < parts.len, "Array1::set: index {index} of {} elements", parts.len);
        // SAFETY: in bounds; see `get`.
        unsafe { write_shared(parts.data.add(index), value) }
    }

    /// A copy of the elements, each as it is at the moment it is read.
    pub fn to_vec(&self) -> Vec<A> {
        self.iter().collect()
    }

    /// Replaces all elements.
    ///
    /// # Panics
    /// When the lengths differ.
    pub fn copy_from_slice(&self, elements: &[A]) {
        let parts = self.parts();
        assert!(
            parts.len == elements.len(),
            "Array1::copy_from_slice: {} elements into a bigarray of {}",
            elements.len(),
            parts.len
        );
        for (index, element) in elements.iter().enumerate() {
            // SAFETY: in bounds; see `get`.
            unsafe { write_shared(parts.data.add(index), *element) }
        }
    }
}

impl<'gc, A: BigarrayElt> OCaml<'gc, Array1<A>> {
    /// The elements, each as it is at the moment it is read: another domain may be
    /// writing them.
    #[inline]
    pub fn iter(&self) -> impl ExactSizeIterator<Item = A> + use<'gc, A> {
        let parts = self.parts();
        let is_aligned = parts.data.is_aligned();
        // SAFETY: in bounds, while nothing moves or frees it, during `'gc`; see `get`.
        (0..parts.len)
            .map(move |index| unsafe { read_shared_as(parts.data.add(index), is_aligned) })
    }

    /// The elements, in place.
    ///
    /// # Safety
    /// Nothing writes them during `'gc`: no other thread or domain, and nothing
    /// that shares the memory (a sub-array, a mapped file).
    ///
    /// # Panics
    /// When the memory isn't aligned for `A`, as a mapped file's may be.
    pub unsafe fn as_slice(&self) -> &'gc [A] {
        let parts = self.parts();
        if parts.len == 0 {
            return &[];
        }
        assert!(
            parts.data.is_aligned(),
            "Array1::as_slice: the bigarray's memory isn't aligned for {}: copy it with to_vec",
            std::any::type_name::<A>()
        );
        // SAFETY: `len` elements, aligned, not null; unchanged during `'gc` by
        // the caller's promise, and alive, since no collection runs.
        unsafe { std::slice::from_raw_parts(parts.data, parts.len) }
    }
}

/// Reads memory that others may be writing: an aligned element at once, another
/// byte by byte.
///
/// # Safety
/// `element` points into live memory.
#[inline(always)]
unsafe fn read_shared<A: BigarrayElt>(element: *const A) -> A {
    // SAFETY: the caller's promise.
    unsafe { read_shared_as(element, element.is_aligned()) }
}

/// The same, `is_aligned` known.
///
/// # Safety
/// As [`read_shared`].
#[inline(always)]
unsafe fn read_shared_as<A: BigarrayElt>(element: *const A, is_aligned: bool) -> A {
    let mut value = MaybeUninit::<A>::uninit();
    let to = value.as_mut_ptr();
    // SAFETY: the caller's promise; an atomic has the size of its integer, and
    // every bit pattern is a value of `A`, so writing all its bytes makes one.
    unsafe {
        match size_of::<A>() {
            8 if is_aligned => *to.cast() = (*element.cast::<AtomicU64>()).load(Relaxed),
            4 if is_aligned => *to.cast() = (*element.cast::<AtomicU32>()).load(Relaxed),
            2 if is_aligned => *to.cast() = (*element.cast::<AtomicU16>()).load(Relaxed),
            size => {
                for byte in 0..size {
                    *to.cast::<u8>().add(byte) =
                        (*element.cast::<AtomicU8>().add(byte)).load(Relaxed);
                }
            }
        }
        value.assume_init()
    }
}

/// Writes memory that others may be reading.
///
/// # Safety
/// As [`read_shared`].
unsafe fn write_shared<A: BigarrayElt>(element: *mut A, value: A) {
    let from = &raw const value;
    // SAFETY: as in `read_shared`.
    unsafe {
        match size_of::<A>() {
            8 if element.is_aligned() => {
                (*element.cast::<AtomicU64>()).store(*from.cast(), Relaxed)
            }
            4 if element.is_aligned() => {
                (*element.cast::<AtomicU32>()).store(*from.cast(), Relaxed)
            }
            2 if element.is_aligned() => {
                (*element.cast::<AtomicU16>()).store(*from.cast(), Relaxed)
            }
            size => {
                for byte in 0..size {
                    (*element.cast::<AtomicU8>().add(byte))
                        .store(*from.cast::<u8>().add(byte), Relaxed);
                }
            }
        }
    }
}
