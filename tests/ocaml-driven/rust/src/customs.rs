//! Rust values inside OCaml, by their own types.

use std::sync::atomic::{AtomicBool, AtomicIsize, Ordering};

use ocaml_interop::{BoxRoot, OCaml, OCamlCustom, OCamlError, OCamlInt, OCamlRuntime, export};
use serde::{Deserialize, Serialize};

static ALIVE: AtomicIsize = AtomicIsize::new(0);

/// Counts, and is counted.
#[derive(OCamlCustom)]
#[ocaml(exclusive)]
pub struct Tally {
    value: isize,
    label: String,
}

impl Drop for Tally {
    fn drop(&mut self) {
        ALIVE.fetch_sub(1, Ordering::SeqCst);
        // Whoever still reads it finds another.
        self.value = -1;
        assert!(self.label != "panics", "a destructor that panics");
    }
}

/// How many are alive.
#[export]
pub fn cu_alive() -> isize {
    ALIVE.load(Ordering::SeqCst)
}

#[export]
impl Tally {
    /// A tally that starts here.
    #[ocaml(name = "create")]
    pub fn new(value: isize, label: String) -> Self {
        ALIVE.fetch_add(1, Ordering::SeqCst);
        Tally { value, label }
    }

    /// What it has come to.
    pub fn value(&self) -> isize {
        self.untouched(self.value)
    }

    /// Counts on.
    pub fn add(&mut self, n: isize) {
        self.value += n;
    }

    /// Its label, which is borrowed.
    pub fn label(&self) -> &str {
        &self.label
    }

    /// Its label, unless it is empty.
    pub fn some_label(&self) -> Option<&str> {
        Some(&*self.label).filter(|label| !label.is_empty())
    }

    /// Both as one.
    pub fn merged(&self, other: &Tally) -> Self {
        Self::new(self.value + other.value, format!("{}{}", self.label, other.label))
    }

    /// Takes over what the other has.
    pub fn absorb(&mut self, other: &mut Tally) {
        self.value += std::mem::take(&mut other.value);
    }

    /// The half, where it is even.
    pub fn half(&self) -> Option<Self> {
        (self.value % 2 == 0).then(|| Self::new(self.value / 2, self.label.clone()))
    }

    /// The half, or an exception.
    ///
    /// # Errors
    /// When it is odd.
    pub fn halved(&self) -> Result<Self, String> {
        self.half().ok_or_else(|| format!("{} is odd", self.value))
    }

    /// As many tallies as it has come to.
    pub fn ones(&self) -> Vec<Self> {
        (0..self.value).map(|n| Self::new(n, self.label.clone())).collect()
    }

    /// Replaces the value by what the function makes of it, which is called meanwhile.
    ///
    /// # Errors
    /// What the function raises.
    pub fn update(
        &mut self,
        cr: &mut OCamlRuntime,
        f: BoxRoot<fn(OCamlInt) -> OCamlInt>,
    ) -> Result<(), OCamlError> {
        self.value = f.call(cr, self.value)?.to_rust();
        Ok(())
    }

    /// The value and what the function makes of it; shared meanwhile.
    ///
    /// # Errors
    /// What the function raises.
    pub fn observed(
        &self,
        cr: &mut OCamlRuntime,
        f: BoxRoot<fn(OCamlInt) -> OCamlInt>,
    ) -> Result<(isize, isize), OCamlError> {
        let seen = f.call(cr, self.value)?.to_rust();
        Ok((self.value, seen))
    }

    /// Panics while it is borrowed exclusively.
    pub fn panics(&mut self) {
        self.value += 1;
        panic!("in a method at {}", self.value);
    }

    /// Holds it exclusively until told to go on; other threads and domains run meanwhile.
    pub fn hold(&mut self, cr: &mut OCamlRuntime) {
        HELD.store(true, Ordering::SeqCst);
        cr.releasing_runtime(|| {
            while HELD.load(Ordering::SeqCst) {
                std::thread::yield_now();
            }
        });
        self.value += 1000;
    }

    /// Whether [`hold`](Self::hold) holds one.
    pub fn is_held() -> bool {
        HELD.load(Ordering::SeqCst)
    }

    /// Lets [`hold`](Self::hold) go on.
    pub fn let_go() {
        HELD.store(false, Ordering::SeqCst);
    }

    /// Not for OCaml.
    #[ocaml(skip)]
    pub fn untouched<T>(&self, value: T) -> T {
        value
    }

    fn _private(self) -> isize {
        self.value
    }
}

static HELD: AtomicBool = AtomicBool::new(false);

/// A key: ordered, hashed, marshalled.
#[derive(OCamlCustom, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[ocaml(name = "Key.t", compare, hash, marshal)]
pub struct Key {
    major: i64,
    name: String,
}

#[export]
impl Key {
    /// A key.
    pub fn make(major: i64, name: String) -> Self {
        Key { major, name }
    }

    /// What is in it.
    #[ocaml(returns = "OCamlInt")]
    pub fn major(&self) -> i64 {
        self.major
    }

    /// What is in it.
    #[ocaml(noalloc)]
    pub fn is_major(&self, n: i64) -> bool {
        self.major == n
    }

    /// What is in it.
    pub fn name(&self) -> &str {
        &self.name
    }
}

/// A free function takes and gives such values, too.
#[export]
pub fn cu_next(key: &Key) -> Option<Key> {
    (key.major < 10).then(|| Key { major: key.major + 1, name: key.name.clone() })
}

/// Without a handle of its own, beside text that is read in place.
#[export]
pub fn cu_is_named(text: &str, key: &Key, sure: bool) -> bool {
    sure && key.name == text
}

/// The value itself, as OCaml has it.
#[export]
pub fn cu_same<'a>(cr: &'a mut OCamlRuntime, key: OCaml<'a, Key>) -> OCaml<'a, Key> {
    assert!(key.is_valid() && key.as_value().major != -1);
    cr.get(&key)
}

/// All that it does panics, where it is asked to.
#[derive(OCamlCustom)]
#[ocaml(name = "Moody.t", compare, hash, marshal)]
pub struct Moody(bool);

impl PartialEq for Moody {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Moody {}

impl PartialOrd for Moody {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Moody {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        assert!(!self.0, "compared in a bad mood");
        self.0.cmp(&other.0)
    }
}

impl std::hash::Hash for Moody {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        assert!(!self.0, "hashed in a bad mood");
        self.0.hash(state);
    }
}

impl Serialize for Moody {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        assert!(!self.0, "written in a bad mood");
        serializer.serialize_u8(7)
    }
}

impl<'de> Deserialize<'de> for Moody {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match u8::deserialize(deserializer)? {
            7 => panic!("read in a bad mood"),
            _ => Ok(Moody(false)),
        }
    }
}

#[export]
impl Moody {
    /// In this mood.
    pub fn make(bad: bool) -> Self {
        Moody(bad)
    }
}

static LARGE: AtomicIsize = AtomicIsize::new(0);
static LARGEST: AtomicIsize = AtomicIsize::new(0);

/// Owns memory that the collector doesn't see.
#[derive(OCamlCustom)]
#[ocaml(size = "Self::bytes")]
pub struct Large(Vec<u8>);

impl Drop for Large {
    fn drop(&mut self) {
        LARGE.fetch_sub(self.0.len() as isize, Ordering::SeqCst);
    }
}

impl Large {
    fn bytes(&self) -> usize {
        self.0.capacity()
    }
}

#[export]
impl Large {
    /// So many bytes, all written.
    pub fn make(bytes: usize) -> Self {
        let all = LARGE.fetch_add(bytes as isize, Ordering::SeqCst) + bytes as isize;
        LARGEST.fetch_max(all, Ordering::SeqCst);
        Large(vec![1; bytes])
    }

    /// How many.
    pub fn length(&self) -> usize {
        self.0.len()
    }

    /// The most that there were at a time, of all together.
    pub fn most() -> isize {
        LARGEST.load(Ordering::SeqCst)
    }
}
