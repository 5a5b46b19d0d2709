//! A custom block that holds a Rust value: beside its operations one word, the pointer to the value.

use ocaml_interop_sys as sys;
use sys::RawOCaml;

use crate::runtime::deferred::{Tomb, bury, drop_dead, has_dead};
use crate::runtime::{OCamlRuntime, out_of_memory};
use crate::value::OCaml;

/// A block's size in fields: the operations, and the pointer.
pub(super) const WOSIZE: usize = 2;

/// The finaliser of all blocks of this version of the library.
pub(super) unsafe extern "C" fn finalize(block: RawOCaml) {
    // SAFETY: the runtime calls this once, when the block dies. A block that was being unmarshalled
    // when that failed holds no pointer; a stream that lies about its size may have no place for one.
    unsafe {
        if sys::wosize(block) >= WOSIZE {
            let tomb = payload(block);
            if !tomb.is_null() {
                bury(tomb);
            }
        }
    }
}

/// The pointer to the value.
///
/// # Safety
/// `block` is a custom block of ours.
#[inline(always)]
pub(super) unsafe fn payload(block: RawOCaml) -> *mut Tomb {
    // SAFETY: the word after the operations was written when the block was made.
    unsafe { sys::field(block, 1) as *mut Tomb }
}

/// Makes a block. `size` bytes hang on it, which the collector is told of.
///
/// # Panics
/// When memory is exhausted.
///
/// # Safety
/// The operations have [`finalize`], and what `value` gives came from `Boxed::new`; a block of both is
/// a value of OCaml type `T`.
#[inline]
pub(super) unsafe fn make<'a, T>(
    cr: &'a mut OCamlRuntime,
    operations: &'static sys::CustomOperations,
    size: usize,
    value: impl FnOnce() -> *mut Tomb,
) -> OCaml<'a, T> {
    if has_dead() {
        cr.releasing_runtime(drop_dead);
    }
    // SAFETY: the handle is held by `&mut`: the allocation may collect.
    let block = unsafe { sys::alloc_custom(cr.state(), operations, size) };
    if block == 0 {
        out_of_memory(size);
    }
    // SAFETY: the payload is one word, and no collection runs before it is written.
    unsafe { *(block as *mut RawOCaml).add(1) = value() as RawOCaml };
    // SAFETY: just made; of type `T` by the caller's promise.
    unsafe { OCaml::new(cr, block) }
}

/// Whether the value is a custom block with these operations.
#[inline(always)]
pub(super) fn has_operations(value: RawOCaml, operations: &sys::CustomOperations) -> bool {
    // SAFETY: a block's tag is read before its fields. A custom block's first word is the address of
    // its operations.
    unsafe {
        sys::is_block(value)
            && sys::tag(value) == sys::CUSTOM_TAG
            && sys::field(value, 0) == std::ptr::from_ref(operations) as RawOCaml
    }
}

/// Says what a value is that isn't a Rust value of the type `wanted`.
///
/// # Panics
/// Always.
#[cold]
#[inline(never)]
pub(super) fn refuse(wanted: &str, value: RawOCaml) -> ! {
    // SAFETY: as in `has_operations`; a custom block's operations live as long as it does, and the
    // finaliser's address says that they are this library's, so the payload is a value's.
    let found = unsafe {
        if !sys::is_block(value) || sys::tag(value) != sys::CUSTOM_TAG {
            panic!("{wanted}: the OCaml value is not a boxed Rust value");
        }
        let operations = sys::field(value, 0) as *const sys::CustomOperations;
        let is_ours =
            (*operations).finalize.is_some_and(|f| f as *const () == finalize as *const ());
        is_ours.then(|| Tomb::type_name(payload(value)))
    };
    match found {
        Some(found) => panic!("{wanted}: the OCaml value holds a Rust value of type {found}"),
        None => panic!(
            "{wanted}: the OCaml value is a custom block of another library, or of another version \
             of ocaml-interop"
        ),
    }
}
