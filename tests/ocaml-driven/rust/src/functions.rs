//! Rust closures for OCaml, OCaml's functions held in Rust, sequences.

use std::sync::atomic::{AtomicIsize, Ordering};
use std::sync::{Arc, Mutex};

use ocaml_interop::{
    BoxRoot, FromOCaml, OCamlError, OCamlFunction, OCamlInt, OCamlRuntime, OCamlSeq, RustFn,
    RustSeq, SeqCursor, ToOCaml, export,
};

/// Adds to `n`.
#[export]
pub fn fu_adder(n: isize) -> RustFn<fn(isize) -> isize> {
    RustFn::new(move |m: isize| n + m)
}

/// Functions of 1 to 7 arguments, which join them.
#[export]
#[allow(clippy::type_complexity)]
pub fn fu_joins() -> (
    RustFn<fn(String) -> String>,
    RustFn<fn(String, String) -> String>,
    RustFn<fn(String, String, String) -> String>,
    RustFn<fn(String, String, String, String) -> String>,
    RustFn<fn(String, String, String, String, String) -> String>,
    RustFn<fn(String, String, String, String, String, String) -> String>,
    RustFn<fn(String, String, String, String, String, String, String) -> String>,
) {
    type S = String;
    (
        RustFn::new(|a: S| a),
        RustFn::new(|a: S, b: S| [a, b].concat()),
        RustFn::new(|a: S, b: S, c: S| [a, b, c].concat()),
        RustFn::new(|a: S, b: S, c: S, d: S| [a, b, c, d].concat()),
        RustFn::new(|a: S, b: S, c: S, d: S, e: S| [a, b, c, d, e].concat()),
        RustFn::new(|a: S, b: S, c: S, d: S, e: S, f: S| [a, b, c, d, e, f].concat()),
        RustFn::new(|a: S, b: S, c: S, d: S, e: S, f: S, g: S| [a, b, c, d, e, f, g].concat()),
    )
}

static LIVE: AtomicIsize = AtomicIsize::new(0);

/// Counts itself.
struct Counted(());

impl Counted {
    fn new() -> Counted {
        LIVE.fetch_add(1, Ordering::SeqCst);
        Counted(())
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        LIVE.fetch_sub(1, Ordering::SeqCst);
    }
}

/// A function that owns something.
#[export]
pub fn fu_counted() -> RustFn<fn(isize) -> isize> {
    let counted = Counted::new();
    RustFn::new(move |n: isize| {
        let Counted(()) = &counted;
        n
    })
}

/// How many of these live: what waits to be dropped is dropped first.
#[export]
pub fn fu_live(cr: &mut OCamlRuntime) -> isize {
    cr.releasing_runtime(|| ());
    LIVE.load(Ordering::SeqCst)
}

/// A function that panics at 13, and raises at less than 0.
#[export]
pub fn fu_fails() -> RustFn<fn(isize) -> isize> {
    RustFn::fallible(|_cr: &mut OCamlRuntime, n: isize| {
        let _here = Counted::new();
        assert!(n != 13, "the thirteenth");
        if n < 0 { Err(format!("negative: {n}")) } else { Ok(n) }
    })
}

/// A function that takes a byte.
#[export]
pub fn fu_byte() -> RustFn<fn(u8) -> String> {
    RustFn::new(|byte: u8| byte.to_string())
}

/// A function that can be called once.
#[export]
pub fn fu_once() -> RustFn<fn(()) -> String> {
    let text = String::from("once");
    RustFn::once(move |_cr: &mut OCamlRuntime, (): ()| text)
}

/// A function that counts its calls, and calls what it is given.
#[export]
#[allow(clippy::type_complexity)]
pub fn fu_counts() -> RustFn<fn(BoxRoot<fn(()) -> OCamlInt>) -> isize> {
    let mut count = 0;
    RustFn::mutable(move |cr: &mut OCamlRuntime, f: BoxRoot<fn(()) -> OCamlInt>| {
        count += 1;
        match f.call(cr, ()) {
            Ok(n) => n.to_rust::<isize>() + 100 * count,
            Err(error) => panic!("{error}"),
        }
    })
}

/// A function that returns functions.
#[export]
#[allow(clippy::type_complexity)]
pub fn fu_staged() -> RustFn<fn(isize) -> RustFn<fn(isize) -> RustFn<fn(isize) -> isize>>> {
    RustFn::new(|a: isize| {
        RustFn::new(move |b: isize| RustFn::new(move |c: isize| 100 * a + 10 * b + c))
    })
}

/// Composes two functions, which are called through OCaml each.
#[export]
pub fn fu_compose(
    f: OCamlFunction<fn(isize) -> isize>,
    g: OCamlFunction<fn(isize) -> String>,
) -> RustFn<fn(isize) -> String> {
    RustFn::fallible(move |cr: &mut OCamlRuntime, n: isize| {
        let n = f.call(cr, n)?;
        g.call(cr, n)
    })
}

/// A record with a function in it.
#[derive(FromOCaml, ToOCaml)]
pub struct Handler {
    /// Its name.
    pub name: String,
    /// What it does.
    pub run: OCamlFunction<fn(isize, f64) -> f64>,
}

static HANDLERS: Mutex<Vec<Handler>> = Mutex::new(Vec::new());

/// Keeps a handler.
///
/// # Panics
/// Never: nothing panics while the list is locked.
#[export]
pub fn fu_keep(handler: Handler) {
    HANDLERS.lock().expect("not poisoned").push(handler);
}

/// Calls the handler that was kept last, on a thread that has no lock yet, and gives it back.
///
/// # Errors
/// What it raised.
///
/// # Panics
/// Where none is kept.
#[export]
pub fn fu_run(cr: &mut OCamlRuntime, n: isize) -> Result<(Handler, f64), ocaml_interop::CallError> {
    let handler = HANDLERS.lock().expect("not poisoned").pop().expect("one is kept");
    let run = handler.run.clone().into_fn();
    let result = cr.releasing_runtime(|| {
        std::thread::spawn(move || run(n, 0.5)).join().expect("no panic: an error")
    })?;
    Ok((handler, result))
}

/// Gives a function its arguments one by one.
///
/// # Errors
/// What it raised.
#[export]
pub fn fu_step(
    cr: &mut OCamlRuntime,
    f: BoxRoot<fn(OCamlInt, OCamlInt, OCamlInt) -> String>,
) -> Result<String, OCamlError> {
    let two = f.partial(cr, 1_isize)?;
    let one = two.partial(cr, 2_isize)?;
    let first: String = one.call(cr, 3_isize)?.to_rust();
    let curried = two.curry();
    let again = curried.call(cr, 4_isize)?.root();
    let second: String = again.call(cr, 5_isize)?.to_rust();
    Ok(format!("{first} {second}"))
}

/// The squares, without an end.
#[export]
pub fn fu_squares() -> RustSeq<isize> {
    RustSeq::new((0_isize..).map(|n| n * n))
}

/// Some numbers, and an error.
#[export]
pub fn fu_breaks(at: isize) -> RustSeq<isize> {
    let counted = Arc::new(Counted::new());
    RustSeq::fallible((0..).map(move |n| {
        let Counted(()) = &*counted;
        if n == at { Err(format!("at {n}")) } else { Ok(n) }
    }))
}

/// The sum of the first elements.
///
/// # Errors
/// What the sequence raises.
#[export]
pub fn fu_sum(
    cr: &mut OCamlRuntime,
    seq: BoxRoot<OCamlSeq<OCamlInt>>,
    first: isize,
) -> Result<isize, OCamlError> {
    seq.iter::<isize>(cr).take(first as usize).sum()
}

/// Every other element, computed when it is asked for.
///
/// # Errors
/// What the sequence raises.
#[export]
pub fn fu_second(
    cr: &mut OCamlRuntime,
    mut seq: SeqCursor<String>,
) -> Result<Option<BoxRoot<String>>, OCamlError> {
    seq.next(cr)?;
    seq.next(cr)
}
