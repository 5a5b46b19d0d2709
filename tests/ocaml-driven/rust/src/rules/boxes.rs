//! R11: boxed values whose destructors do what they like.

use std::borrow::Borrow;
use std::sync::Mutex;
use std::sync::atomic::{AtomicIsize, Ordering};

use ocaml_interop::{BoxRoot, DynBox, OCaml, OCamlRuntime, ToOCaml, export};

use super::Counted;
use super::lock::outcome;

/// What the destructor does beside being counted.
#[derive(Clone, Copy)]
enum Last {
    Nothing,
    Panics,
    PanicsTwice,
    Locks,
    Boxes,
}

/// A value with a last will.
pub struct Willed {
    number: i64,
    last: Last,
    /// Roots that are dropped with it.
    root: Option<BoxRoot<String>>,
    inner: Option<BoxRoot<DynBox<Willed>>>,
    _counted: Counted,
}

static DROPPED: AtomicIsize = AtomicIsize::new(0);
static REFUSED: Mutex<Vec<String>> = Mutex::new(Vec::new());

impl Drop for Willed {
    fn drop(&mut self) {
        struct Bomb;
        impl Drop for Bomb {
            fn drop(&mut self) {
                panic!("a payload's destructor");
            }
        }
        DROPPED.fetch_add(1, Ordering::SeqCst);
        match self.last {
            Last::Nothing => {}
            Last::Panics => panic!("in a destructor"),
            Last::PanicsTwice => std::panic::panic_any(Bomb),
            Last::Locks => {
                // Were this a finaliser's time, the lock could not be taken.
                let outcome = outcome();
                if outcome != "taken" {
                    REFUSED.lock().expect("no panic while it is held").push(outcome);
                }
            }
            Last::Boxes => OCamlRuntime::with_domain_lock(|cr| {
                OCaml::box_value(cr, willed(self.number, Last::Nothing));
            }),
        }
    }
}

fn willed(number: i64, last: Last) -> Willed {
    Willed { number, last, root: None, inner: None, _counted: Counted::new() }
}

/// A box whose destructor does what `last` says, with a root in it.
#[export]
pub fn rb_make<'a>(
    cr: &'a mut OCamlRuntime,
    number: isize,
    last: isize,
) -> OCaml<'a, DynBox<Willed>> {
    let root: BoxRoot<String> = number.to_string().to_boxroot(cr);
    let last =
        [Last::Nothing, Last::Panics, Last::PanicsTwice, Last::Locks, Last::Boxes][last as usize];
    let mut value = willed(number as i64, last);
    value.root = Some(root);
    OCaml::box_value(cr, value)
}

/// A box that holds another by a root.
#[export]
pub fn rb_around<'a>(
    cr: &'a mut OCamlRuntime,
    inner: BoxRoot<DynBox<Willed>>,
) -> OCaml<'a, DynBox<Willed>> {
    let mut value = willed(-1, Last::Nothing);
    value.inner = Some(inner);
    OCaml::box_value(cr, value)
}

/// Its number, and what its root holds.
#[export]
pub fn rb_show(cr: &mut OCamlRuntime, value: BoxRoot<DynBox<Willed>>) -> String {
    let value = cr.get(&value);
    let value: &Willed = value.borrow();
    let text = value.root.as_ref().map(|root| root.to_rust::<String>(cr)).unwrap_or_default();
    format!("{} {text} {}", value.number, value.inner.is_some())
}

/// How many destructors have begun.
#[export]
pub fn rb_dropped() -> isize {
    DROPPED.load(Ordering::SeqCst)
}

/// What was said to destructors that were refused the lock.
#[export]
pub fn rb_refused() -> Vec<String> {
    std::mem::take(&mut *REFUSED.lock().expect("no panic while it is held"))
}

/// Has the destructors that wait run.
#[export]
pub fn rb_settle(cr: &mut OCamlRuntime) {
    cr.releasing_runtime(|| ());
}

/// Another type of box.
#[export]
pub fn rb_other<'a>(cr: &'a mut OCamlRuntime) -> OCaml<'a, DynBox<String>> {
    OCaml::box_value(cr, "other".to_owned())
}

/// A box of `size` bytes.
#[export]
pub fn rb_large<'a>(cr: &'a mut OCamlRuntime, size: isize) -> OCaml<'a, DynBox<Vec<u8>>> {
    OCaml::box_value(cr, vec![1; size as usize])
}

/// The size of such a box.
#[export]
pub fn rb_size(_cr: &mut OCamlRuntime, large: OCaml<DynBox<Vec<u8>>>) -> isize {
    large.as_value().iter().map(|byte| isize::from(*byte)).sum()
}
