//! Writing into blocks that are mutable in OCaml.

use std::sync::atomic::Ordering::Relaxed;

use ocaml_interop_sys as sys;
use sys::RawOCaml;

/// Replaces a field of a block of values. Nothing moves.
///
/// # Safety
/// `block` has more than `index` fields, that one holds values, and `value` is of its type. The lock
/// is held, and nothing has moved either.
#[inline(always)]
pub(crate) unsafe fn store(block: RawOCaml, index: usize, value: RawOCaml) {
    // SAFETY: the caller's promise. The barrier neither collects nor raises (runtime/memory.c).
    unsafe { sys::caml_modify((block as *mut RawOCaml).add(index), value) }
}

/// Replaces a double in a block of doubles.
///
/// # Safety
/// `block` holds more than `index` doubles, and nothing has moved it.
#[inline(always)]
pub(crate) unsafe fn store_double(block: RawOCaml, index: usize, x: f64) {
    // SAFETY: the caller's promise; a double is as large as a field. Relaxed, since other domains may
    // be reading.
    unsafe { (*sys::field_ptr(block, index)).store(x.to_bits() as usize, Relaxed) }
}

/// Replaces a field of a block that may be flat, where `value` is a float's block then.
///
/// # Safety
/// As [`store`], whatever kind of block it is.
///
/// # Panics
/// When the block is flat and the value no float.
#[inline]
pub(crate) unsafe fn store_either(block: RawOCaml, index: usize, value: RawOCaml) {
    // SAFETY: the caller's promise; what a value is is looked at before it is read.
    unsafe {
        if sys::tag(block) != sys::DOUBLE_ARRAY_TAG {
            return store(block, index, value);
        }
        assert!(
            sys::is_block(value) && sys::tag(value) == sys::DOUBLE_TAG,
            "a block of floats in OCaml takes a float only: the value is none, the OCaml type and \
             the Rust type differ"
        );
        store_double(block, index, *(value as *const f64));
    }
}
