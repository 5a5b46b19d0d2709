//! What an outline consists of: the types of `ocaml/item.mli`, field by field.

use std::fmt;

use ocaml_interop::FromOCaml;

/// Part of a file. Lines and columns count from 1, columns in bytes.
#[derive(Debug, Clone, PartialEq, Eq, FromOCaml)]
pub struct Location {
    /// As the file was named, or as a `# 1 "file"` directive in it says.
    pub file: String,
    /// Where it begins.
    pub line: u32,
    /// Where it begins.
    pub column: u32,
    /// The line of the last character.
    pub end_line: u32,
    /// Just past the last character.
    pub end_column: u32,
}

/// The kinds of items.
#[derive(Debug, Clone, Copy, PartialEq, Eq, FromOCaml)]
pub enum Kind {
    /// `let`
    Value,
    /// `external`
    External,
    /// `type`
    Type,
    /// `type … +=`: a constructor added to an extensible type
    Extension,
    /// `exception`
    Exception,
    /// `module`, functors too
    Module,
    /// `module type`
    ModuleType,
    /// `class`
    Class,
    /// `class type`
    ClassType,
    /// `open`
    Open,
    /// `include`
    Include,
    /// Evaluated, but bound to no name: `let () = …`
    Expression,
}

/// One item of a file.
#[derive(Debug, Clone, PartialEq, Eq, FromOCaml)]
pub struct Item {
    /// What it is.
    pub kind: Kind,
    /// The name it binds; of `open` and `include`, what they name; `_` for an expression.
    pub name: String,
    /// As in an interface, on one line, with the inferred type: `val length : 'a list -> int`.
    pub signature: String,
    /// The whole definition.
    pub location: Location,
    /// What a module or a module type is made of.
    pub items: Vec<Item>,
}

/// As compilers and editors write it: `list.ml:25:1`.
impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}
