//! Elements in memory that others read and write at the same time.

use std::mem::MaybeUninit;
use std::sync::atomic::Ordering::Relaxed;
use std::sync::atomic::{AtomicU8, AtomicU16, AtomicU32, AtomicU64};

use super::BigarrayElt;

/// Reads memory that others may be writing: an aligned number at once, so that it is never torn, the
/// two of a complex one after the other, and what isn't aligned byte by byte.
///
/// # Safety
/// `element` points into live memory.
#[inline(always)]
pub(super) unsafe fn read_shared<A: BigarrayElt>(element: *const A) -> A {
    // SAFETY: the caller's promise.
    unsafe { read_shared_as(element, element.is_aligned()) }
}

/// For each unit of an element, of the largest size that its alignment allows.
macro_rules! each_unit {
    ($is_aligned:expr, $each:ident) => {
        match align_of::<A>() {
            8.. if $is_aligned => $each!(AtomicU64),
            4 if $is_aligned => $each!(AtomicU32),
            2 if $is_aligned => $each!(AtomicU16),
            _ => $each!(AtomicU8),
        }
    };
}

/// The same, `is_aligned` known.
///
/// # Safety
/// As [`read_shared`].
#[inline(always)]
pub(super) unsafe fn read_shared_as<A: BigarrayElt>(element: *const A, is_aligned: bool) -> A {
    let mut value = MaybeUninit::<A>::uninit();
    let to = value.as_mut_ptr();
    macro_rules! read {
        ($unit:ty) => {
            for index in 0..size_of::<A>() / size_of::<$unit>() {
                *to.cast::<$unit>().add(index).cast() =
                    (*element.cast::<$unit>().add(index)).load(Relaxed);
            }
        };
    }
    // SAFETY: the caller's promise; an atomic has the size of its integer, and a type's size is a
    // multiple of its alignment, so all bytes are written, of which every pattern is a value of `A`.
    unsafe {
        each_unit!(is_aligned, read);
        value.assume_init()
    }
}

/// Writes memory that others may be reading.
///
/// # Safety
/// As [`read_shared`].
#[inline(always)]
pub(super) unsafe fn write_shared<A: BigarrayElt>(element: *mut A, value: A) {
    let from = &raw const value;
    macro_rules! write {
        ($unit:ty) => {
            for index in 0..size_of::<A>() / size_of::<$unit>() {
                (*element.cast::<$unit>().add(index))
                    .store(*from.cast::<$unit>().add(index).cast(), Relaxed);
            }
        };
    }
    // SAFETY: as in `read_shared_as`.
    unsafe { each_unit!(element.is_aligned(), write) }
}
