//! Rust values inside OCaml, and their functions.
use ocaml_interop::*;

/// Counts.
#[derive(OCamlCustom)]
#[ocaml(exclusive)]
pub struct Counter {
    value: isize,
}

#[derive(OCamlCustom, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[ocaml(name = "Geometry.Point.t", compare, hash, size = "Self::bytes")]
pub enum Point {
    At(i32, i32),
    Named(String),
}

impl Point {
    fn bytes(&self) -> usize {
        match self {
            Point::At(..) => 0,
            Point::Named(name) => name.capacity(),
        }
    }
}

#[ocaml_interop::export]
impl Counter {
    /// The first one.
    const FIRST: isize = 1;

    /// A counter that starts here.
    #[ocaml(name = "create")]
    pub fn new(value: isize) -> Self {
        Counter { value }
    }

    /// Without an argument.
    pub fn first() -> Counter {
        Counter::new(Self::FIRST)
    }

    /// What it has come to.
    pub fn value(&self) -> isize {
        self.value
    }

    pub fn add(&mut self, n: isize) {
        self.value += n;
    }

    pub fn merged(&self, other: &Self) -> Result<Self, String> {
        let value = self.value.checked_add(other.value).ok_or("too many")?;
        Ok(Counter { value })
    }

    pub fn update(&mut self, cr: &mut OCamlRuntime, f: BoxRoot<fn(OCamlInt) -> OCamlInt>) {
        if let Ok(value) = f.call(cr, self.value) {
            self.value = value.to_rust();
        }
    }

    pub fn show(&self, cr: &mut OCamlRuntime, prefix: OCaml<String>) -> OCaml<String> {
        let text = format!("{}{}", prefix.as_str(), self.value);
        text.to_ocaml(cr)
    }

    #[ocaml(skip)]
    pub fn map<T>(self, f: impl FnOnce(isize) -> T) -> T {
        f(self.value)
    }

    fn private(self) -> isize {
        self.map(|value| value)
    }
}

#[ocaml_interop::export(module = "Geometry.Point")]
#[cfg(all())]
impl Point {
    pub fn named(name: String) -> Option<Self> {
        (!name.is_empty()).then_some(Point::Named(name))
    }

    #[ocaml(noalloc)]
    pub fn is_named(&self) -> bool {
        matches!(self, Point::Named(_))
    }

    pub fn name(&self) -> Option<&str> {
        match self {
            Point::At(..) => None,
            Point::Named(name) => Some(name),
        }
    }
}

#[ocaml_interop::export]
pub fn origin_for(_counter: &mut Counter, _text: &str) -> Point {
    Point::At(0, 0)
}

fn main() {
    assert_eq!(Counter::new(2).private(), 2);
    assert_eq!(Counter::ocaml_type_name(), "Counter.t");
}
