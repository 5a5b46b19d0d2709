//! The form as bytes, for what outlives the compiler: a library's descriptions of its functions.
//!
//! A form is written from the outside in, each node as one byte that says what it is, its own parts,
//! then its children. A number is LEB128, seven bits to a byte from the lowest up; a text is its
//! length and its UTF-8; a list is its length and its elements. A definition is written once: types
//! name it by its number, which is the order in which they first do, and the definitions follow in
//! that order on what was to be written, to the last that is named.
//!
//! ```text
//! type         0 | 1 number | 2 definition types | 3 types | 4 label type type
//!              | 5 closed {name option(type)} | 6 text | 7 constructor
//! label        0 | 1 name | 2 name
//! definition   name key parameters kind doc symbol
//! kind         0 | 1 | 2 | 3 type | 4 fields representation | 5 constructors representation | 6 text
//! field        name type doc
//! arguments    0 types | 1 fields
//! constructor  name arguments doc
//! exception    name registered generated arguments doc symbol
//! raises       exceptions others
//! export       name native option(bytecode) {field passing} type passing raises noalloc module doc
//! declared     name fields type
//! registered   name type place
//! external     native bytecode name type {passing} passing noalloc place
//! ```
//!
//! The variants of an enum are numbered as [`form`](crate::form) has them; an option is 0, or 1 and
//! its value, a flag is 0 or 1.

use crate::form::{Passing, Representation};

/// The version of the format.
pub const VERSION: usize = 2;

macro_rules! codes {
    ($($(#[$doc:meta])* $node:ident: $($name:ident)*;)*) => {$(
        $(#[$doc])*
        pub mod $node {
            codes!(@ 0u8; $($name)*);
        }
    )*};
    (@ $code:expr; $name:ident $($rest:ident)*) => {
        #[doc = concat!("The first byte of what `form` calls `", stringify!($name), "`.")]
        pub const $name: u8 = $code;
        codes!(@ $code + 1; $($rest)*);
    };
    (@ $code:expr;) => {
        /// How many there are.
        pub const COUNT: u8 = $code;
    };
}

codes! {
    /// The first byte of a type.
    ty: UNKNOWN VARIABLE NAMED TUPLE FUNCTION POLY_VARIANT OTHER EXCEPTION;
    /// The first byte of a label.
    label: NONE LABELLED OPTIONAL;
    /// The first byte of what a type's values are.
    kind: LANGUAGE ABSTRACT BOXED ALIAS RECORD VARIANT OTHER;
    /// The first byte of a constructor's arguments.
    arguments: TUPLE RECORD;
}

/// Bytes under way: where there is no room, they are counted only.
#[derive(Debug)]
pub struct Writer<'a> {
    room: &'a mut [u8],
    len: usize,
}

impl<'a> Writer<'a> {
    /// Writes into `room`, from its start.
    pub const fn new(room: &'a mut [u8]) -> Self {
        Writer { room, len: 0 }
    }

    /// How many bytes were written, or would have been.
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Whether nothing was written.
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// A byte.
    pub const fn byte(&mut self, byte: u8) {
        if self.len < self.room.len() {
            self.room[self.len] = byte;
        }
        self.len += 1;
    }

    /// A flag.
    pub const fn flag(&mut self, flag: bool) {
        self.byte(flag as u8);
    }

    /// A number; the length of a list.
    pub const fn number(&mut self, mut number: usize) {
        while number >= 0x80 {
            self.byte(0x80 | (number & 0x7f) as u8);
            number >>= 7;
        }
        self.byte(number as u8);
    }

    /// A text.
    pub const fn text(&mut self, text: &str) {
        let text = text.as_bytes();
        self.number(text.len());
        let mut index = 0;
        while index < text.len() {
            self.byte(text[index]);
            index += 1;
        }
    }

    /// How a record lies in memory.
    pub const fn representation(&mut self, representation: Representation) {
        self.byte(match representation {
            Representation::Block => 0,
            Representation::Flat => 1,
            Representation::Unboxed => 2,
        });
    }

    /// How an argument crosses the border.
    pub const fn passing(&mut self, passing: Passing) {
        self.byte(match passing {
            Passing::Value => 0,
            Passing::Unboxed => 1,
            Passing::Untagged => 2,
        });
    }
}

/// All that `write` writes: it is called twice, first without room.
pub fn written(mut write: impl FnMut(&mut Writer)) -> Vec<u8> {
    let mut count = Writer::new(&mut []);
    write(&mut count);
    let mut bytes = vec![0; count.len()];
    write(&mut Writer::new(&mut bytes));
    bytes
}
