//! What was found.

/// An OCaml value as it stands in memory, read at one moment.
#[derive(Debug, Clone, PartialEq)]
pub enum ValueRepr {
    /// A word that isn't a pointer.
    Immediate {
        /// The integer.
        value: isize,
        /// What it may stand for.
        interpretation: String,
    },
    /// A block of values.
    Block {
        /// Its tag: the constructor's number, 0 for tuples, records and arrays.
        tag: u8,
        /// The number of fields.
        size: usize,
        /// The fields; fewer than `size` when there are very many.
        fields: Vec<ValueRepr>,
        /// What it may stand for.
        interpretation: String,
    },
    /// A `string` or `bytes`.
    String {
        /// The content; bytes that aren't UTF-8 are shown as `\xNN`.
        content: String,
        /// Its length in bytes.
        byte_length: usize,
    },
    /// A block whose content isn't values: floats, closures, custom blocks.
    Custom {
        /// Its tag.
        tag: u8,
        /// Its size in words.
        size: usize,
        /// What it is, as far as it can be told.
        description: String,
    },
    /// What isn't shown: a cycle, a structure too deep or too large.
    Error {
        /// Why.
        message: String,
    },
}

impl ValueRepr {
    /// The kind of value: `"immediate"`, `"block"`, `"string"`, `"custom"` or
    /// `"error"`.
    pub fn type_name(&self) -> &'static str {
        match self {
            Self::Immediate { .. } => "immediate",
            Self::Block { .. } => "block",
            Self::String { .. } => "string",
            Self::Custom { .. } => "custom",
            Self::Error { .. } => "error",
        }
    }

    /// Whether it is an immediate.
    pub fn is_immediate(&self) -> bool {
        matches!(self, Self::Immediate { .. })
    }

    /// Whether it is a block of values.
    pub fn is_block(&self) -> bool {
        matches!(self, Self::Block { .. })
    }

    /// Whether it is a `string` or `bytes`.
    pub fn is_string(&self) -> bool {
        matches!(self, Self::String { .. })
    }

    /// Whether it is a block whose content isn't values.
    pub fn is_custom(&self) -> bool {
        matches!(self, Self::Custom { .. })
    }

    /// Whether it isn't shown.
    pub fn is_error(&self) -> bool {
        matches!(self, Self::Error { .. })
    }
}
