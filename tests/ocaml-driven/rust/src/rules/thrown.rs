//! R8: exceptions and panics on their way through Rust.

use std::sync::Mutex;

use ocaml_interop::{BoxRoot, OCamlError, OCamlRuntime, export, ocaml};

use super::Counted;

ocaml! {
    /// Calls a function of OCaml's with `()`; keeps the backtrace.
    #[ocaml(catch, name = "cl_apply")]
    fn apply(f: fn(()) -> ());
}

/// Calls the closure through a registered function.
///
/// # Errors
/// What the closure raised.
#[export]
pub fn rt_through(cr: &mut OCamlRuntime, f: BoxRoot<fn(()) -> ()>) -> Result<(), OCamlError> {
    let _here = Counted::new();
    apply(cr, &f).map(drop)
}

/// Calls the closure itself.
///
/// # Errors
/// What the closure raised.
#[export]
pub fn rt_calls(cr: &mut OCamlRuntime, f: BoxRoot<fn(()) -> ()>) -> Result<(), OCamlError> {
    let _here = Counted::new();
    f.call(cr, ()).map(drop)
}

/// What Rust is told of what the closure raised: name, text, message, whether there is a backtrace.
#[export]
pub fn rt_tells(
    cr: &mut OCamlRuntime,
    f: BoxRoot<fn(()) -> ()>,
) -> (String, String, Option<String>) {
    match f.call(cr, ()) {
        Ok(_) => ("nothing".to_owned(), String::new(), None),
        Err(error) => (error.name(cr), error.text().to_owned(), error.message(cr)),
    }
}

static KEPT: Mutex<Option<OCamlError>> = Mutex::new(None);

/// Keeps what the closure raises.
#[export]
pub fn rt_keeps(cr: &mut OCamlRuntime, f: BoxRoot<fn(()) -> ()>) {
    if let Err(error) = apply(cr, &f) {
        *KEPT.lock().expect("no panic while it is held") = Some(error);
    }
}

/// Raises what was kept, whichever domain this is.
///
/// # Errors
/// What was kept.
#[export]
pub fn rt_raises_kept() -> Result<(), OCamlError> {
    let kept = KEPT.lock().expect("no panic while it is held").take();
    kept.map_or(Ok(()), Err)
}

/// Panics: with a `String`, a `&str`, a number, a value whose drop panics, out of a closure that the
/// caller gave, behind a released lock.
#[export]
pub fn rt_panics(cr: &mut OCamlRuntime, kind: isize, message: String) {
    struct Bomb;
    impl Drop for Bomb {
        fn drop(&mut self) {
            panic!("the payload's own");
        }
    }
    let _here = (Counted::new(), vec![1_u8; 4096]);
    match kind {
        0 => panic!("{message}"),
        1 => panic!("a str"),
        2 => std::panic::panic_any(7_u64),
        3 => std::panic::panic_any(Bomb),
        4 => cr.releasing_runtime(|| panic!("{message}")),
        _ => std::panic::panic_any(message),
    }
}
