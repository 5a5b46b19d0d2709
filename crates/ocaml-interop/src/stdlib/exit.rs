//! Rust closures among OCaml's `at_exit` functions.
//!
//! As with domains, OCaml is given a number, and the closure waits for it in a table: whoever takes it
//! out has it alone.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard};

use ocaml_interop_sys as sys;
use sys::RawOCaml;

use crate::call::{OCamlError, Support};
use crate::convert::field;
use crate::export::{enter, with_handle};
use crate::runtime::OCamlRuntime;
use crate::value::OCamlInt;

static AT_EXIT: Support = Support::new(c"ocaml_interop.at_exit");

type Work = Box<dyn FnOnce(&mut OCamlRuntime) + Send>;

/// What hasn't run, by number: the later registered, the higher.
static WAITING: Mutex<BTreeMap<usize, Work>> = Mutex::new(BTreeMap::new());

fn waiting() -> MutexGuard<'static, BTreeMap<usize, Work>> {
    WAITING.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
}

impl OCamlRuntime {
    /// Runs a closure when OCaml exits: at the end of an OCaml program, at its `exit`, or when the
    /// guard of [`init`](Self::init) is dropped. It is one of OCaml's `at_exit` functions, of which
    /// the last registered runs first.
    ///
    /// A closure that panics is reported by the panic hook, and the others run all the same. One that
    /// is registered by another while that runs comes right behind it. Where no exit functions run, as
    /// when a signal kills the process or the guard is leaked, it never runs.
    ///
    /// The program needs the OCaml library `ocaml-interop`, as for
    /// [`spawn_domain`](Self::spawn_domain).
    ///
    /// # Errors
    /// What a signal's handler raised meanwhile. Then the closure is dropped.
    ///
    /// # Panics
    /// When the program lacks that library.
    ///
    /// # Example
    /// ```
    /// use ocaml_interop::OCamlRuntime;
    ///
    /// let guard = OCamlRuntime::init()?;
    /// let (told, hears) = std::sync::mpsc::channel();
    /// OCamlRuntime::with_domain_lock(|cr| {
    ///     cr.at_exit(move |_cr| told.send("saved").unwrap())
    /// })?;
    /// drop(guard);
    /// assert_eq!(hears.recv()?, "saved");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn at_exit<F>(&mut self, f: F) -> Result<(), OCamlError>
    where
        F: FnOnce(&mut OCamlRuntime) + Send + 'static,
    {
        static NUMBERS: AtomicUsize = AtomicUsize::new(0);
        AT_EXIT.check_linked(self);
        let number = NUMBERS.fetch_add(1, Ordering::Relaxed);
        waiting().insert(number, Box::new(f));
        let (address, argument) = (run as *const () as usize as i64, number as i64);
        let arguments = (field::<OCamlInt, _>(&address), (field::<OCamlInt, _>(&argument), ()));
        AT_EXIT.call::<_, ()>(self, arguments).map(|_unit| ()).inspect_err(|_| {
            let withdrawn = waiting().remove(&number);
            drop(withdrawn);
        })
    }
}

/// What OCaml calls at its exit, with the closure's number.
///
/// # Safety
/// Called by OCaml: the lock is held, and no handle of this thread is in use.
unsafe extern "C" fn run(number: RawOCaml) -> RawOCaml {
    let body = |cr: &mut OCamlRuntime| {
        // An OCaml integer, as `at_exit` made it.
        run_from(cr, number as usize >> 1);
        Ok(sys::UNIT)
    };
    // SAFETY: the caller's promise.
    unsafe { enter("at_exit", || with_handle(body)) }
}

/// Runs the closure, and those of a higher number: they were registered while exit functions ran, and
/// OCaml, which has its list by then, won't call them (`do_at_exit` in stdlib/stdlib.ml).
fn run_from(cr: &mut OCamlRuntime, number: usize) {
    while let Some(work) = take_last(number) {
        // The panic hook has reported it. Raised in OCaml it would keep the other functions from
        // running.
        if let Err(payload) = catch_unwind(AssertUnwindSafe(|| work(cr)))
            && let Err(second) = catch_unwind(AssertUnwindSafe(|| drop(payload)))
        {
            std::mem::forget(second);
        }
    }
}

fn take_last(from: usize) -> Option<Work> {
    let mut waiting = waiting();
    let last = waiting.last_entry()?;
    (*last.key() >= from).then(|| last.remove())
}
