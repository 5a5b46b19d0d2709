//! Reading a value, without changing anything: nothing is allocated in OCaml.

use ocaml_interop::{OCaml, RawOCaml};
use ocaml_interop_sys as sys;

use crate::ValueRepr;
use crate::read::{double, doubles, operations, string};

/// Deeper structures end in an error entry.
const MAX_DEPTH: usize = 64;
/// The fields and elements that are shown of one value, over all its blocks.
const MAX_ENTRIES: usize = 10_000;
/// The doubles that are shown of a block.
const MAX_DOUBLES: usize = 16;

/// What an OCaml value looked like when it was inspected.
#[derive(Clone, PartialEq)]
pub struct ValueInspector {
    repr: ValueRepr,
}

/// Inspects a value.
pub fn inspect<T>(value: OCaml<'_, T>) -> ValueInspector {
    // SAFETY: an `OCaml` is a value, and nothing moves it while it is borrowed.
    unsafe { inspect_raw_value(value.raw()) }
}

/// Inspects a word.
///
/// # Safety
/// `raw` is an OCaml value, the domain lock is held, and nothing has moved the
/// value since it was read.
pub unsafe fn inspect_raw_value(raw: RawOCaml) -> ValueInspector {
    // SAFETY: the caller's promise.
    unsafe { ValueInspector::inspect(raw) }
}

impl ValueInspector {
    /// Inspects a word.
    ///
    /// # Safety
    /// As [`inspect_raw_value`].
    pub unsafe fn inspect(raw: RawOCaml) -> ValueInspector {
        let mut walk = Walk { above: Vec::new(), entries: MAX_ENTRIES };
        // SAFETY: the caller's promise; the walk neither allocates nor calls.
        ValueInspector { repr: unsafe { walk.value(raw) } }
    }

    /// What was found.
    pub fn repr(&self) -> &ValueRepr {
        &self.repr
    }
}

struct Walk {
    /// The blocks around the one being read.
    above: Vec<RawOCaml>,
    /// How many more values are shown.
    entries: usize,
}

impl Walk {
    /// # Safety
    /// `raw` is a value, and nothing moves it during the walk.
    unsafe fn value(&mut self, raw: RawOCaml) -> ValueRepr {
        if sys::is_long(raw) {
            return immediate(sys::long_of_value(raw));
        }
        if self.above.contains(&raw) {
            return error("a cycle: this block is one of those around it");
        }
        if self.above.len() == MAX_DEPTH {
            return error(&format!("deeper than {MAX_DEPTH} blocks"));
        }
        // SAFETY: a block, by the caller's promise; each kind is read as the
        // runtime lays it out (manual, "Representation of OCaml data types").
        unsafe {
            let (tag, size) = (sys::tag(raw), sys::wosize(raw));
            match tag {
                sys::STRING_TAG => {
                    let (content, byte_length) = string(raw, usize::MAX);
                    ValueRepr::String { content, byte_length }
                }
                sys::DOUBLE_TAG => custom(tag, size, format!("float {:?}", double(raw, 0))),
                sys::DOUBLE_ARRAY_TAG => {
                    custom(tag, size, format!("flat floats {}", doubles(raw, size, MAX_DOUBLES)))
                }
                sys::CLOSURE_TAG | sys::INFIX_TAG => custom(tag, size, "function".to_owned()),
                sys::ABSTRACT_TAG => custom(tag, size, "abstract block".to_owned()),
                sys::CUSTOM_TAG => custom(tag, size, operations(raw)),
                _ => self.block(raw, tag, size),
            }
        }
    }

    /// # Safety
    /// `raw` is a block of values.
    unsafe fn block(&mut self, raw: RawOCaml, tag: u8, size: usize) -> ValueRepr {
        self.above.push(raw);
        let mut fields = Vec::new();
        for index in 0..size {
            if self.entries == 0 {
                fields.push(error(&format!("{} more fields", size - index)));
                break;
            }
            self.entries -= 1;
            // SAFETY: in bounds of a block of values.
            fields.push(unsafe { self.value(sys::field(raw, index)) });
        }
        self.above.pop();
        ValueRepr::Block { tag, size, fields, interpretation: block_interpretation(tag, size) }
    }
}

fn immediate(value: isize) -> ValueRepr {
    let interpretation = match value {
        0 => "0, false, (), [], None, or the first constant constructor".to_owned(),
        1 => "1, true, or the second constant constructor".to_owned(),
        n if (0..246).contains(&n) => format!("{n}, or a constant constructor"),
        n if (2..0x11_0000).contains(&n) => format!("{n}"),
        n if i32::try_from(n).is_ok() => format!("{n}, or the tag of a polymorphic variant"),
        n => format!("{n}"),
    };
    ValueRepr::Immediate { value, interpretation }
}

fn block_interpretation(tag: u8, size: usize) -> String {
    match (tag, size) {
        (0, 0) => "an empty array",
        (0, 1) => "Some, Ok, ref, or a record, array or constructor of one field",
        (0, 2) => "a list's cell, a pair, or a record, array or constructor of two fields",
        (0, _) => "a tuple, record, array or constructor",
        (1, 1) => "Error, or the second constructor with arguments",
        (sys::LAZY_TAG, _) => "a lazy value",
        (sys::OBJECT_TAG, _) => "an object, or an exception's constructor",
        (250, _) => "a lazy value that was forced",
        (245, _) => "a continuation",
        _ => "a constructor with arguments",
    }
    .to_owned()
}

fn error(message: &str) -> ValueRepr {
    ValueRepr::Error { message: message.to_owned() }
}

fn custom(tag: u8, size: usize, description: String) -> ValueRepr {
    ValueRepr::Custom { tag, size, description }
}
