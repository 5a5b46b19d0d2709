//! Bigarrays: the layout of their blocks (runtime/caml/bigarray.h), and what the shim makes of them.

use core::ffi::{c_int, c_void};
use core::sync::atomic::AtomicUsize;

use crate::{CUSTOM_TAG, CustomOperations, RawOCaml, field, is_block, tag};

/// What stands in a bigarray's block, behind the operations. The shim asserts the places.
#[repr(C)]
#[derive(Debug)]
pub struct Bigarray {
    /// The elements. May be null where there is none, and in a mapped file begin at any byte.
    pub data: *mut c_void,
    /// How many dimensions, 16 at most.
    pub num_dims: isize,
    /// Kind, layout, and whose the memory is.
    pub flags: isize,
    /// Shared by all bigarrays over the same memory; null where there is one.
    pub proxy: *mut BigarrayProxy,
    dim: [usize; 0],
}

/// What bigarrays over the same memory share.
#[repr(C)]
#[derive(Debug)]
pub struct BigarrayProxy {
    /// How many they are.
    pub refcount: AtomicUsize,
    /// The whole of the memory.
    pub data: *mut c_void,
    /// Its size in bytes, where it is a mapped file.
    pub size: usize,
}

/// The bits of a bigarray's flags that hold the kind.
pub const BIGARRAY_KIND_MASK: isize = 0xFF;
/// The bit of Fortran's layout.
pub const BIGARRAY_FORTRAN: isize = 0x100;
/// The most dimensions that a bigarray has.
pub const BIGARRAY_MAX_DIMS: usize = 16;

/// The bigarray that a value is; null where it is none.
///
/// A mapped file has operations of its own, and so has memory of Rust's; they differ from
/// [`caml_ba_ops`] in the finaliser and the identifier (otherlibs/unix/mmap_ba.c).
///
/// # Safety
/// `value` is a value, and nothing has moved it.
#[inline(always)]
pub unsafe fn bigarray(value: RawOCaml) -> *mut Bigarray {
    // SAFETY: a block's tag is read before its fields; a custom block's first word is the address of
    // its operations.
    unsafe {
        if !is_block(value) || tag(value) != CUSTOM_TAG {
            return core::ptr::null_mut();
        }
        let operations = field(value, 0) as *const CustomOperations;
        if operations != &raw const caml_ba_ops && !writes_bigarrays(operations) {
            return core::ptr::null_mut();
        }
        (value as *mut RawOCaml).add(1).cast()
    }
}

/// Whether operations write what they stand for as bigarrays are written.
///
/// # Safety
/// The operations of a custom block.
#[cold]
unsafe fn writes_bigarrays(operations: *const CustomOperations) -> bool {
    // SAFETY: the caller's promise; the structure is never changed.
    let serialize = unsafe { (*operations).serialize };
    serialize.map(|function| function as usize) == Some(caml_ba_serialize as *const () as usize)
}

/// The first of a bigarray's dimensions.
///
/// # Safety
/// [`bigarray`] gave the pointer, and nothing has moved the block.
#[inline(always)]
pub unsafe fn bigarray_dims(bigarray: *mut Bigarray) -> *const usize {
    // SAFETY: the dimensions follow the structure.
    unsafe { (&raw const (*bigarray).dim).cast() }
}

unsafe extern "C" {
    /// The operations of bigarrays that have memory of C's.
    pub static caml_ba_ops: CustomOperations;
    /// Compares two bigarrays.
    pub fn caml_ba_compare(one: RawOCaml, other: RawOCaml) -> c_int;
    /// Hashes a bigarray.
    pub fn caml_ba_hash(value: RawOCaml) -> isize;
    /// Writes a bigarray's dimensions and elements.
    pub fn caml_ba_serialize(value: RawOCaml, wsize_32: *mut usize, wsize_64: *mut usize);
    /// Makes a bigarray of what [`caml_ba_serialize`] wrote.
    pub fn caml_ba_deserialize(to: *mut c_void) -> usize;

    /// How many kinds this version of OCaml has: their numbers are smaller.
    #[link_name = "ocaml_interop_0_13_0_bigarray_kinds"]
    static BIGARRAY_KINDS: isize;
    /// A bigarray with `bytes` bytes of memory of C's, uninitialised; 0: no memory. May collect.
    #[link_name = "ocaml_interop_0_13_0_alloc_bigarray"]
    pub fn alloc_bigarray(
        flags: isize,
        num_dims: isize,
        dims: *const usize,
        bytes: usize,
    ) -> RawOCaml;
    /// A bigarray over the proxy's memory, which frees neither: that is for the finaliser of
    /// `operations` to do. `bytes` hang on it. 0: no memory. May collect.
    #[link_name = "ocaml_interop_0_13_0_adopt_bigarray"]
    pub fn adopt_bigarray(
        operations: *const CustomOperations,
        proxy: *mut BigarrayProxy,
        flags: isize,
        num_dims: isize,
        dims: *const usize,
        bytes: usize,
    ) -> RawOCaml;
    /// A bigarray over a part of another's memory, of its kind; `layout` is a flag. 0: no memory. May
    /// collect; `dims` are no part of a block.
    #[link_name = "ocaml_interop_0_13_0_share_bigarray"]
    pub fn share_bigarray(
        value: RawOCaml,
        layout: isize,
        num_dims: isize,
        dims: *const usize,
        data: *mut c_void,
    ) -> RawOCaml;
}

/// How many kinds this version of OCaml has: their numbers are smaller.
#[inline]
pub fn bigarray_kinds() -> isize {
    // SAFETY: a constant of the shim.
    unsafe { BIGARRAY_KINDS }
}
