//! What the OCaml modules call.

use std::sync::atomic::{AtomicUsize, Ordering};

use ocaml_interop::{BoxRoot, OCamlError, OCamlInt, OCamlRef, OCamlRuntime, export, ocaml};

static MADE: AtomicUsize = AtomicUsize::new(0);
static DROPPED: AtomicUsize = AtomicUsize::new(0);

/// A value that counts itself, when it is made and when it is dropped.
#[derive(Debug)]
pub struct Counted(());

impl Counted {
    /// One more.
    #[allow(clippy::new_without_default)]
    pub fn new() -> Self {
        MADE.fetch_add(1, Ordering::SeqCst);
        Self(())
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        DROPPED.fetch_add(1, Ordering::SeqCst);
    }
}

/// How many [`Counted`] were made.
pub fn made() -> usize {
    MADE.load(Ordering::SeqCst)
}

/// How many [`Counted`] were dropped.
pub fn dropped() -> usize {
    DROPPED.load(Ordering::SeqCst)
}

/// Panics, with values alive in this frame and in the caller's.
#[export]
pub fn rd_panics(_cr: &mut OCamlRuntime, message: String) {
    let _here = Counted::new();
    let owned = Box::new((Counted::new(), vec![1_u8; 4096]));
    inner(&message);
    drop(owned);
}

#[inline(never)]
fn inner(message: &str) {
    let _deep = Counted::new();
    panic!("{message}");
}

/// Fails with an error of each kind that is raised.
///
/// # Errors
/// Always.
#[export]
pub fn rd_fails(
    #[ocaml(as_ = "ocaml_interop::OCamlInt")] kind: i64,
) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let _alive = Counted::new();
    Err(format!("failure number {kind}").into())
}

/// Calls the closure; what it raises is the result.
///
/// # Errors
/// What the closure raised.
#[export]
pub fn rd_calls(cr: &mut OCamlRuntime, f: BoxRoot<fn(()) -> ()>) -> Result<(), OCamlError> {
    let _alive = Counted::new();
    match f.try_call(cr, ()) {
        Ok(_) => Ok(()),
        Err(exception) => Err(OCamlError::new(exception)),
    }
}

ocaml! {
    #[ocaml(catch)]
    fn apply_unit(f: fn(()) -> ());
}

/// As [`rd_calls`], through a registered function: the backtrace comes along.
///
/// # Errors
/// What the closure raised.
#[export]
pub fn rd_calls_registered(
    cr: &mut OCamlRuntime,
    f: BoxRoot<fn(()) -> ()>,
) -> Result<(), OCamlError> {
    apply_unit(cr, &f).map(drop)
}

/// Everything moves before and after the function is called, which may call this again; then the
/// text is read.
///
/// # Errors
/// What the function raises.
///
/// # Panics
/// When `depth` is 13.
#[export]
pub fn rd_refers(
    cr: &mut OCamlRuntime,
    depth: isize,
    f: OCamlRef<fn(OCamlInt) -> OCamlInt>,
    texts: OCamlRef<(String, String)>,
) -> Result<isize, OCamlError> {
    crate::compact(cr);
    let sum: isize = f.call(cr, depth - 1)?.to_rust();
    crate::minor(cr);
    let (text, other) = cr.get(texts).to_tuple();
    assert!(depth != 13, "the thirteenth");
    Ok(sum + text.as_bytes().len() as isize - other.as_bytes().len() as isize)
}
