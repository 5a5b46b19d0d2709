//! Panics that become OCaml exceptions: whether they are printed, too, and how much the exception
//! tells.
//!
//! ```
//! use ocaml_interop::panics;
//!
//! panics::set_quiet(true); // The exception says it all.
//! panics::set_backtraces(cfg!(debug_assertions));
//! ```

use std::any::Any;
use std::backtrace::Backtrace;
use std::cell::{Cell, RefCell};
use std::ffi::c_void;
use std::io::Write;
use std::panic::{self, PanicHookInfo};
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

use ocaml_interop_sys as sys;

static QUIET: AtomicBool = AtomicBool::new(false);
static BACKTRACES: AtomicBool = AtomicBool::new(false);

/// Whether panics that an exported function turns into an exception are kept from Rust's panic
/// hook, which prints them. Off by default; the setting is the process's.
///
/// A panic is such a one where it happens below an exported function, on the thread that OCaml
/// has called, whether or not code in between catches it. All others are printed as ever, and so
/// is one that ends the process (`no_panic_catch`, `noalloc`, a panic inside a panic).
///
/// The hook is installed once, in front of the one that there is; a hook that is set later goes
/// before it. In a program that cleans up at its exit (`OCAMLRUNPARAM=c`) all panics are printed.
///
/// # Panics
/// On a thread that is panicking, as [`std::panic::set_hook`] does.
pub fn set_quiet(quiet: bool) {
    install();
    QUIET.store(quiet, Ordering::Relaxed);
}

/// Whether the exception that a panic becomes says where it happened, and by which way, behind the
/// panic's message: a line `panicked at file:line:column`, and Rust's backtrace. Off by default; the
/// setting is the process's.
///
/// Recording a backtrace and finding its names takes milliseconds.
///
/// # Panics
/// As [`set_quiet`].
pub fn set_backtraces(backtraces: bool) {
    install();
    BACKTRACES.store(backtraces, Ordering::Relaxed);
}

thread_local! {
    /// What the hook knows of the latest panic of the thread.
    static NOTED: RefCell<Option<Noted>> = const { RefCell::new(None) };
    /// Where OCaml's code begins that has called what catches panics for itself.
    static OWN: Cell<*const c_void> = const { Cell::new(std::ptr::null()) };
    /// Whether the lock was released below an exported function.
    static RELEASED: Cell<bool> = const { Cell::new(false) };
}

struct Noted {
    /// As a hook prints it, where it wasn't printed.
    withheld: Option<String>,
    location: String,
    backtrace: Option<Backtrace>,
}

fn install() {
    static INSTALLED: Once = Once::new();
    INSTALLED.call_once(|| {
        let previous = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if reaches_ocaml() && note(info) {
                return;
            }
            previous(info);
        }));
    });
}

/// Whether the panic at hand ends in an exported function.
fn reaches_ocaml() -> bool {
    let below = sys::ocaml_below();
    match below.is_null() {
        true => RELEASED.try_with(Cell::get).unwrap_or(false),
        false => OWN.try_with(|own| below != own.get()).unwrap_or(true),
    }
}

/// Notes what is asked for; whether nothing is to be printed.
fn note(info: &PanicHookInfo) -> bool {
    if ends_the_process(info) {
        if let Some(Noted { withheld: Some(withheld), .. }) = take() {
            let _ = writeln!(std::io::stderr(), "{withheld}");
        }
        return false;
    }
    let quiet = QUIET.load(Ordering::Relaxed);
    let location = info.location().map(ToString::to_string).unwrap_or_default();
    let withheld = quiet.then(|| {
        let thread = std::thread::current();
        let name = thread.name().unwrap_or("<unnamed>");
        let message = text(info.payload()).unwrap_or("Box<dyn Any>");
        format!("\nthread '{name}' panicked at {location}:\n{message}")
    });
    let backtrace = BACKTRACES.load(Ordering::Relaxed).then(Backtrace::force_capture);
    let noted = Noted { withheld, location, backtrace };
    let _ = NOTED.try_with(|cell| cell.try_borrow_mut().map(|mut cell| *cell = Some(noted)));
    quiet
}

/// Whether this is what the standard library says when a panic can't go on (core's `panicking`).
fn ends_the_process(info: &PanicHookInfo) -> bool {
    text(info.payload()).is_some_and(|message| {
        message == "panic in a function that cannot unwind"
            || message == "panic in a destructor during cleanup"
    })
}

/// A panic's message, where it is text.
pub(crate) fn text(payload: &(dyn Any + Send)) -> Option<&str> {
    let literal = payload.downcast_ref::<&'static str>().copied();
    literal.or_else(|| payload.downcast_ref::<String>().map(String::as_str))
}

fn take() -> Option<Noted> {
    NOTED.try_with(|cell| cell.try_borrow_mut().ok()?.take()).ok().flatten()
}

/// What an exception says of the panic that was caught just now, behind its message.
pub(crate) fn trace() -> Option<String> {
    let Noted { location, backtrace, .. } = take()?;
    backtrace.map(|backtrace| format!("\npanicked at {location}\n{backtrace}"))
}

/// Runs `f`, called by OCaml, which catches its panics for itself.
pub(crate) fn catching<T>(f: impl FnOnce() -> T) -> T {
    struct Restore(*const c_void);
    impl Drop for Restore {
        fn drop(&mut self) {
            OWN.set(self.0);
        }
    }
    let _restore = Restore(OWN.replace(sys::ocaml_below()));
    f()
}

/// To be called before the lock is released, and dropped when it was taken again.
pub(super) fn released() -> Option<Released> {
    let is_asked = QUIET.load(Ordering::Relaxed) || BACKTRACES.load(Ordering::Relaxed);
    is_asked.then(|| Released(RELEASED.replace(reaches_ocaml())))
}

/// The lock is released.
pub(super) struct Released(bool);

impl Drop for Released {
    fn drop(&mut self) {
        RELEASED.set(self.0);
    }
}
