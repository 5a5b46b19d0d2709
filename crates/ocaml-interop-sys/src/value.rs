//! The layout of values and blocks (runtime/caml/mlvalues.h).

use core::sync::atomic::AtomicUsize;

/// An OCaml value as one machine word: odd is an immediate, even a pointer to
/// the first field of a block.
pub type RawOCaml = isize;

/// A block's tag, the low byte of its header.
pub type Tag = u8;

/// `()`, `false`, `[]`, `None` and every first constant constructor.
pub const UNIT: RawOCaml = 1;
/// `false`.
pub const FALSE: RawOCaml = 1;
/// `true`.
pub const TRUE: RawOCaml = 3;

/// The largest block that is allocated in the minor heap, in fields.
pub const MAX_YOUNG_WOSIZE: usize = 256;
/// The largest block that exists, in fields: 54 bits of the header.
pub const MAX_WOSIZE: usize = (1 << 54) - 1;

/// Blocks with this tag and above hold no values.
pub const NO_SCAN_TAG: Tag = 251;
/// A closure.
pub const CLOSURE_TAG: Tag = 247;
/// A lazy value that isn't forced.
pub const LAZY_TAG: Tag = 246;
/// A lazy value that is being forced.
pub const FORCING_TAG: Tag = 244;
/// A lazy value that is forced, where the collector hasn't put the value itself in its place.
pub const FORWARD_TAG: Tag = 250;
/// A function inside another closure's block (`let rec … and …`).
pub const INFIX_TAG: Tag = 249;
/// An object; an exception without arguments, and an exception's constructor.
pub const OBJECT_TAG: Tag = 248;
/// A block whose contents only its maker knows.
pub const ABSTRACT_TAG: Tag = 251;
/// `string` and `bytes`.
pub const STRING_TAG: Tag = 252;
/// A boxed `float`.
pub const DOUBLE_TAG: Tag = 253;
/// `floatarray`, and flat records and arrays of `float`.
pub const DOUBLE_ARRAY_TAG: Tag = 254;
/// A block with operations: `int32`, `int64`, bigarrays, boxed Rust values.
pub const CUSTOM_TAG: Tag = 255;

/// The header of a young block: size in fields, colour 0, tag.
#[inline(always)]
pub const fn make_header(wosize: usize, tag: Tag) -> usize {
    (wosize << 10) | tag as usize
}

/// A header as [`make_header`] makes it, whatever colour the collector gave the block.
#[inline(always)]
pub const fn without_colour(header: usize) -> usize {
    header & !(3 << 8)
}

/// Whether a header is that of a constant of the program, outside of the heap: the collector doesn't
/// look into it (`NOT_MARKABLE` in runtime/caml/shared_heap.h).
#[inline(always)]
pub const fn is_static(header: usize) -> bool {
    header & (3 << 8) == 3 << 8
}

/// Whether the word is an immediate.
#[inline(always)]
pub const fn is_long(value: RawOCaml) -> bool {
    value & 1 == 1
}

/// Whether the word points to a block.
#[inline(always)]
pub const fn is_block(value: RawOCaml) -> bool {
    value & 1 == 0
}

/// The integer of an immediate, 63 bits.
#[inline(always)]
pub const fn long_of_value(value: RawOCaml) -> isize {
    value >> 1
}

/// The immediate of an integer; the top bit is lost.
#[inline(always)]
pub const fn value_of_long(n: isize) -> RawOCaml {
    (n << 1) | 1
}

/// Whether a callback's result is an exception (`Make_exception_result`).
#[inline(always)]
pub const fn is_exception_result(value: RawOCaml) -> bool {
    value & 3 == 2
}

/// The exception in such a result.
#[inline(always)]
pub const fn extract_exception(value: RawOCaml) -> RawOCaml {
    value & !3
}

/// The block's field `index` as an atomic word.
///
/// # Safety
/// `value` is a block with more than `index` fields, and nothing has moved it.
#[inline(always)]
pub unsafe fn field_ptr(value: RawOCaml, index: usize) -> *const AtomicUsize {
    // SAFETY: in bounds by the caller's promise.
    unsafe { (value as *const AtomicUsize).add(index) }
}

/// Reads field `index`. Relaxed: another domain may be writing a mutable one
/// (OCaml's memory model, manual chapter "Memory model", allows no more).
///
/// # Safety
/// As [`field_ptr`].
#[inline(always)]
pub unsafe fn field(value: RawOCaml, index: usize) -> RawOCaml {
    // SAFETY: the caller's promise; fields are aligned words.
    unsafe { (*field_ptr(value, index)).load(core::sync::atomic::Ordering::Relaxed) as RawOCaml }
}

/// The block's header. Relaxed: the collector of another domain recolours it.
///
/// # Safety
/// `value` is a block and nothing has moved it.
#[inline(always)]
pub unsafe fn header(value: RawOCaml) -> usize {
    // SAFETY: the header stands one word before the first field.
    unsafe { (*(value as *const AtomicUsize).sub(1)).load(core::sync::atomic::Ordering::Relaxed) }
}

/// The size in fields that a header says.
#[inline(always)]
pub const fn wosize_of(header: usize) -> usize {
    // The top 8 bits may be reserved (5.1 to 5.4: none).
    header >> 10
}

/// The tag that a header says.
#[inline(always)]
pub const fn tag_of(header: usize) -> Tag {
    header as Tag
}

/// The block's size in fields.
///
/// # Safety
/// As [`header`].
#[inline(always)]
pub unsafe fn wosize(value: RawOCaml) -> usize {
    // SAFETY: the caller's promise.
    wosize_of(unsafe { header(value) })
}

/// The block's tag.
///
/// # Safety
/// As [`header`].
#[inline(always)]
pub unsafe fn tag(value: RawOCaml) -> Tag {
    // SAFETY: the caller's promise.
    tag_of(unsafe { header(value) })
}

/// The length in bytes of a `string` or `bytes`: the last byte of the block
/// says how many bytes of padding stand before it.
///
/// # Safety
/// `value` is a block with [`STRING_TAG`] and nothing has moved it.
#[inline(always)]
pub unsafe fn string_length(value: RawOCaml) -> usize {
    // SAFETY: the caller's promise.
    unsafe { string_length_in(value, wosize(value)) }
}

/// As [`string_length`], of as many words as the header said.
///
/// # Safety
/// As `string_length`.
#[inline(always)]
pub unsafe fn string_length_in(value: RawOCaml, wosize: usize) -> usize {
    // SAFETY: a string's block has at least one word, its last byte is written.
    unsafe {
        let bytes = wosize * size_of::<RawOCaml>();
        bytes - 1 - *(value as *const u8).add(bytes - 1) as usize
    }
}
