//! What an outline consists of: the types of `ocaml/item.mli`.

use std::fmt;

pub use crate::ocaml::item::{Kind, Location, T as Item};

/// As compilers and editors write it: `list.ml:25:1`.
impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}
