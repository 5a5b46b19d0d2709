//! Functions and data that the OCaml runtime exports itself.

use core::ffi::{c_char, c_int, c_void};
use core::sync::atomic::{AtomicUsize, Ordering};

use crate::RawOCaml;

/// The operations of a custom block (runtime/caml/custom.h).
#[repr(C)]
#[derive(Debug)]
pub struct CustomOperations {
    /// Names the type, for serialisation.
    pub identifier: *const c_char,
    /// Called once, when the block dies; must not touch the OCaml heap.
    pub finalize: Option<unsafe extern "C" fn(RawOCaml)>,
    /// Orders two blocks; absent: comparing raises.
    pub compare: Option<unsafe extern "C" fn(RawOCaml, RawOCaml) -> c_int>,
    /// Absent: `Hashtbl.hash` gives the same number for all.
    pub hash: Option<unsafe extern "C" fn(RawOCaml) -> isize>,
    /// Absent: marshalling raises.
    pub serialize: Option<unsafe extern "C" fn(RawOCaml, *mut usize, *mut usize)>,
    /// Reads what `serialize` wrote.
    pub deserialize: Option<unsafe extern "C" fn(*mut c_void) -> usize>,
    /// Orders a block and an immediate.
    pub compare_ext: Option<unsafe extern "C" fn(RawOCaml, RawOCaml) -> c_int>,
    /// Sizes for serialisation, where fixed.
    pub fixed_length: *const c_void,
}

/// The sizes of a custom block's payload in bytes (runtime/caml/custom.h).
#[repr(C)]
#[derive(Debug)]
pub struct CustomFixedLength {
    /// Where a word has 32 bits.
    pub bsize_32: isize,
    /// Where a word has 64 bits.
    pub bsize_64: isize,
}

// SAFETY: the structure is written once and read by the runtime from any thread.
unsafe impl Sync for CustomOperations {}

unsafe extern "C" {
    /// The operations of `int32`.
    pub static caml_int32_ops: CustomOperations;
    /// The operations of `int64`.
    pub static caml_int64_ops: CustomOperations;
    /// The operations of `nativeint`.
    pub static caml_nativeint_ops: CustomOperations;

    static caml_num_domains_running: AtomicUsize;

    /// Writes the first value of a field of a block in the major heap.
    pub fn caml_initialize(field: *mut RawOCaml, value: RawOCaml);
    /// Replaces the value of a field.
    pub fn caml_modify(field: *mut RawOCaml, value: RawOCaml);
    /// The cell of a value registered under `name`, or null. The cell lives as
    /// long as the runtime; its content changes with each registration.
    pub fn caml_named_value(name: *const c_char) -> *const RawOCaml;
    /// Calls `f` with the cell and the name of each registered value.
    pub fn caml_iterate_named_values(f: unsafe extern "C" fn(*const RawOCaml, *mut c_char));
    /// The hash of a polymorphic variant's tag, as an immediate.
    pub fn caml_hash_variant(tag: *const c_char) -> RawOCaml;
    /// OCaml's polymorphic hashing; all but `value` are immediates, and so is the result. Neither
    /// allocates nor raises.
    pub fn caml_hash(
        meaningful: RawOCaml,
        total: RawOCaml,
        seed: RawOCaml,
        value: RawOCaml,
    ) -> RawOCaml;
    /// The operations registered under an identifier, or null.
    pub fn caml_find_custom_operations(identifier: *const c_char) -> *const CustomOperations;
    /// The value of an `Atomic.t`. None of the four collects or raises.
    pub fn caml_atomic_load(atomic: RawOCaml) -> RawOCaml;
    /// Another value for an `Atomic.t`; the one before.
    pub fn caml_atomic_exchange(atomic: RawOCaml, value: RawOCaml) -> RawOCaml;
    /// Another value for an `Atomic.t` that holds `seen`; whether it did, as a `bool`.
    pub fn caml_atomic_cas(atomic: RawOCaml, seen: RawOCaml, value: RawOCaml) -> RawOCaml;
    /// Adds an immediate to an `Atomic.t`; the one before.
    pub fn caml_atomic_fetch_add(atomic: RawOCaml, n: RawOCaml) -> RawOCaml;
    /// Empties the minor heap.
    pub fn caml_minor_collection();

    // For `serialize` alone. They raise where there is no memory, or no room in the caller's buffer.
    /// Writes a number.
    pub fn caml_serialize_int_8(number: i64);
    /// Writes bytes.
    pub fn caml_serialize_block_1(data: *mut c_void, len: isize);

    // For `deserialize` alone.
    /// Reads a number.
    pub fn caml_deserialize_sint_8() -> i64;
    /// Reads bytes, however many there are.
    pub fn caml_deserialize_block_1(data: *mut c_void, len: isize);
}

/// Whether this domain is the only one, and stays it while this thread holds its lock: nobody else
/// reads or writes OCaml's heap then (`caml_domain_alone` in runtime/caml/domain.h).
#[inline(always)]
pub fn is_alone() -> bool {
    // SAFETY: a variable of the runtime, there for the whole time of the program.
    unsafe { caml_num_domains_running.load(Ordering::Acquire) == 1 }
}
