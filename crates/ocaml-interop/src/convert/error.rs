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

#[derive(Clone, PartialEq, Eq)]
struct Inner {
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
        FromOCamlError { inner: Box::new(Inner { path: Vec::new(), reason: reason.into() }) }
    }

    /// The same error, seen from the type or record around it: `name` is a
    /// field, a constructor or a type.
    #[cold]
    pub fn at(mut self, name: impl Into<Cow<'static, str>>) -> FromOCamlError {
        self.inner.path.push(Segment::Name(name.into()));
        self
    }

    /// The same error, seen from the sequence around it.
    #[cold]
    pub fn at_index(mut self, index: usize) -> FromOCamlError {
        self.inner.path.push(Segment::Index(index));
        self
    }

    /// Where the value stands, from the outermost type: `Person.friends[3].age`.
    /// Empty when it is the value itself.
    pub fn path(&self) -> String {
        let mut path = String::new();
        for segment in self.inner.path.iter().rev() {
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
