//! Rust's side of `ocaml/externals.ml`, as OCaml declares it; and of `ocaml/labels.ml`.

mod labels;

use std::sync::Mutex;

use ocaml_interop::{
    DynBox, FromOCaml, OCaml, OCamlChar, OCamlCustom, OCamlDescriber, OCamlInt, OCamlList,
    OCamlNativeint, OCamlRuntime, ToOCaml, export,
};

/// A flat record.
#[derive(ToOCaml, FromOCaml, OCamlDescriber)]
pub struct Point {
    x: f64,
    y: f64,
}

/// A variant type.
#[derive(ToOCaml, FromOCaml, OCamlDescriber)]
pub enum Answer {
    /// Yes.
    Yes,
    /// No.
    No,
    /// And why.
    Perhaps(String),
}

/// What OCaml doesn't see.
pub struct Stack(Mutex<Vec<i64>>);

/// What OCaml calls by a name of its own.
#[derive(OCamlCustom)]
pub struct Tally(usize);

/// Its functions, by symbols of their own.
#[export(module = "Border.Tally")]
impl Tally {
    /// Made.
    pub fn create(n: usize) -> Self {
        Tally(n)
    }

    /// Borrowed, and as an OCaml value.
    #[ocaml(returns = "OCamlInt")]
    pub fn total(&self, others: OCaml<OCamlList<Tally>>) -> usize {
        self.0 + others.iter().map(|other| other.as_value().0).sum::<usize>()
    }
}

/// Untagged.
#[export]
pub fn border_twice(n: isize) -> isize {
    2 * n
}

/// Unboxed.
#[export(noalloc)]
pub fn border_mean(a: f64, b: f64) -> f64 {
    (a + b) / 2.0
}

/// Borrowed and converted.
#[export]
pub fn border_joined(separator: &str, parts: Vec<String>) -> String {
    parts.join(separator)
}

/// A record.
#[export]
pub fn border_mirrored(point: Point) -> Point {
    Point { x: point.y, y: point.x }
}

/// A variant.
#[export]
pub fn border_asked(question: String) -> Answer {
    match &*question {
        "yes" => Answer::Yes,
        "no" => Answer::No,
        _ => Answer::Perhaps(question),
    }
}

/// An option of another type than the default.
#[export(returns = "Option<OCamlInt>")]
pub fn border_parsed(text: &str) -> Option<i64> {
    text.parse().ok()
}

/// More than five arguments, as values.
#[export]
pub fn border_sixth<'a>(
    _cr: &'a mut OCamlRuntime,
    _a: OCaml<'a, OCamlInt>,
    _b: OCaml<'a, OCamlInt>,
    _c: OCaml<'a, OCamlInt>,
    _d: OCaml<'a, OCamlInt>,
    _e: OCaml<'a, OCamlInt>,
    f: OCaml<'a, OCamlInt>,
) -> OCaml<'a, OCamlInt> {
    f
}

/// Boxed, though it is a number.
#[export(returns = "ocaml_interop::OCamlInt32")]
pub fn border_checksum(bytes: &[u8]) -> i32 {
    bytes.iter().map(|byte| i32::from(*byte)).sum()
}

/// A boxed Rust value.
#[export]
pub fn border_started(cr: &mut OCamlRuntime) -> OCaml<DynBox<Stack>> {
    OCaml::box_value(cr, Stack(Mutex::new(Vec::new())))
}

/// Used.
#[export]
pub fn border_pushed(stack: OCaml<DynBox<Stack>>, #[ocaml(as_ = "OCamlInt")] n: i64) {
    stack.as_value().0.lock().unwrap().push(n);
}

/// An error is an exception; the type is that of success.
#[export(returns = "OCamlInt")]
pub fn border_popped(stack: OCaml<DynBox<Stack>>) -> Result<i64, String> {
    stack.as_value().0.lock().unwrap().pop().ok_or_else(|| "empty".to_owned())
}

/// An OCaml result, not an exception: the alias hides Rust's `Result` from the macro.
pub type Found = Result<isize, String>;

/// Tuples in a list.
#[export(returns = "Result<OCamlInt, String>")]
pub fn border_lookup(
    #[ocaml(as_ = "ocaml_interop::OCamlList<(String, OCamlInt)>")] table: Vec<(String, i64)>,
    key: String,
) -> Found {
    table.into_iter().find(|(name, _)| *name == key).map(|(_, n)| n as isize).ok_or(key)
}

/// A character.
#[export(returns = "OCamlChar")]
pub fn border_upper(#[ocaml(as_ = "OCamlChar")] c: u8) -> u8 {
    c.to_ascii_uppercase()
}

/// A boxed machine word.
#[export(returns = "OCamlNativeint")]
pub fn border_negated(#[ocaml(as_ = "OCamlNativeint")] n: isize) -> isize {
    -n
}

/// Three kinds of machine number.
#[export]
pub fn border_mixed(n: i64, more: isize) -> i32 {
    (n + more as i64) as i32
}
