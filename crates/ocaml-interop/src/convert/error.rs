//! Why a value could not be converted, and where it stands.

use std::borrow::Cow;
use std::fmt;

/// Why an OCaml value has no exact counterpart of the Rust type asked for, with
/// the path to it: `Person.friends[3].age: 5000000000 does not fit i32 …`.
#[derive(Clone, PartialEq, Eq)]
pub struct FromOCamlError {
    // Boxed: conversions return it by value, and hardly ever.
    inner: Box<Inner>,
}

/// The steps of a path that are shown.
const SHOWN: usize = 32;

#[derive(Clone, PartialEq, Eq)]
struct Inner {
    /// The type or record that the path begins in.
    root: Option<&'static str>,
    /// Innermost first.
    path: Vec<Segment>,
    reason: String,
}

#[derive(Clone, PartialEq, Eq)]
enum Segment {
    Name(Cow<'static, str>),
    Index(usize),
}

impl FromOCamlError {
    /// An error at the value itself; `reason` says what was found and what
    /// would have fitted.
    #[cold]
    pub fn new(reason: impl Into<String>) -> FromOCamlError {
        FromOCamlError {
            inner: Box::new(Inner { root: None, path: Vec::new(), reason: reason.into() }),
        }
    }

    /// The same error, seen from the value around it: `name` is the field or
    /// constructor in which it stands.
    #[cold]
    pub fn at(mut self, name: impl Into<Cow<'static, str>>) -> FromOCamlError {
        self.inner.root = None;
        self.inner.path.push(Segment::Name(name.into()));
        self
    }

    /// The same error, seen from the type around it, which begins the path as
    /// long as nothing stands around that.
    #[cold]
    pub fn in_type(mut self, name: &'static str) -> FromOCamlError {
        self.inner.root = Some(name);
        self
    }

    /// The same error, seen from the type around it, in whose field or constructor `name` it stands.
    #[cold]
    #[inline(never)]
    pub(super) fn in_field(self, name: &'static str, type_name: &'static str) -> FromOCamlError {
        self.at(name).in_type(type_name)
    }

    /// The same error, seen from the sequence around it.
    #[cold]
    pub fn at_index(mut self, index: usize) -> FromOCamlError {
        self.inner.root = None;
        self.inner.path.push(Segment::Index(index));
        self
    }

    /// Where the value stands, from the outermost type: `Person.friends[3].age`.
    /// Empty when it is the value itself.
    pub fn path(&self) -> String {
        let mut path = self.inner.root.unwrap_or_default().to_owned();
        for (depth, segment) in self.inner.path.iter().rev().enumerate() {
            if depth == SHOWN {
                path.push_str(&format!("… ({} more)", self.inner.path.len() - SHOWN));
                break;
            }
            match segment {
                Segment::Name(name) => {
                    if !path.is_empty() {
                        path.push('.');
                    }
                    path.push_str(name);
                }
                Segment::Index(index) => path.push_str(&format!("[{index}]")),
            }
        }
        path
    }

    /// What was found, and what would have fitted.
    pub fn reason(&self) -> &str {
        &self.inner.reason
    }
}

impl fmt::Display for FromOCamlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path();
        if path.is_empty() {
            write!(f, "conversion from OCaml: {}", self.reason())
        } else {
            write!(f, "conversion from OCaml: {path}: {}", self.reason())
        }
    }
}

impl fmt::Debug for FromOCamlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FromOCamlError")
            .field("path", &self.path())
            .field("reason", &self.reason())
            .finish()
    }
}

impl std::error::Error for FromOCamlError {}
