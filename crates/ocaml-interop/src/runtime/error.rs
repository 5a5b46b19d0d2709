//! Why the runtime didn't start, and an exception as text.

use ocaml_interop_sys as sys;

/// Why [`OCamlRuntime::init`](crate::OCamlRuntime::init) didn't start OCaml.
///
/// Converts to `String`, so that `?` works in functions that return
/// `Result<_, String>`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum StartupError {
    /// `init` was called before, and its guard lives.
    AlreadyStarted,
    /// OCaml started this program: its runtime needs no `init`.
    OCamlProgram,
    /// The runtime was stopped, and can't start again.
    Stopped,
    /// A module of the OCaml program raised while it was initialised; the text
    /// is the exception's.
    Raised(String),
    /// An argument for `Sys.argv` has a NUL byte inside; the number is its place, the program's name
    /// being 0.
    NulInArgument(usize),
    /// The program has no code that starts a runtime, or the library was built
    /// with the feature `no-caml-startup`.
    NotLinked,
}

impl std::fmt::Display for StartupError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::AlreadyStarted => f.write_str(
                "OCaml runs already: call OCamlRuntime::init() once, keep its guard, \
                 and use OCamlRuntime::with_domain_lock from there on",
            ),
            Self::OCamlProgram => f.write_str(
                "OCaml runs already, it started this program: there is nothing to initialise; \
                 use the handle that the exported function was given, \
                 or OCamlRuntime::with_domain_lock on a thread of your own",
            ),
            Self::Stopped => f.write_str(
                "the OCaml runtime was stopped when its guard was dropped, and can't start again: \
                 keep the guard for as long as the program uses OCaml",
            ),
            Self::Raised(exception) => {
                write!(
                    f,
                    "the OCaml program raised an exception while it was initialised: {exception}"
                )
            }
            Self::NulInArgument(place) => write!(
                f,
                "argument {place} for Sys.argv has a NUL byte inside, at which it would end: pass \
                 it without"
            ),
            Self::NotLinked => f.write_str(
                "there is no code to start OCaml with: link an OCaml program into this one \
                 (crate ocaml-interop-build), in native code, and build ocaml-interop without the \
                 feature `no-caml-startup` and the variable OCAML_INTEROP_NO_CAML_STARTUP",
            ),
        }
    }
}

impl std::error::Error for StartupError {}

impl From<StartupError> for String {
    fn from(error: StartupError) -> String {
        error.to_string()
    }
}

/// Why a thread can't have the domain lock. The text says what to do about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum LockError {
    /// The thread holds the lock already.
    Held,
    /// The runtime doesn't run.
    NotStarted,
    /// The runtime was stopped, for good.
    Stopped,
    /// The thread was a domain, which has ended.
    DomainEnded,
    /// The program has no threads library of OCaml's.
    NotLinked,
    /// The threads library's module `Thread` is not in the program.
    NotInitialised,
    /// The runtime refused to register the thread.
    NotRegistered,
}

impl std::fmt::Display for LockError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Held => {
                "this thread holds the domain lock already (inside an exported function, or \
                 another with_domain_lock); use the `&mut OCamlRuntime` that is at hand, or \
                 release it first with releasing_runtime"
            }
            Self::NotStarted => {
                "the OCaml runtime doesn't run; call OCamlRuntime::init() first and keep its guard"
            }
            Self::Stopped => {
                "the OCaml runtime was stopped when its guard was dropped; keep the guard of \
                 OCamlRuntime::init() for as long as the program uses OCaml"
            }
            Self::DomainEnded => {
                "this thread was a domain, and the domain has ended (this is a destructor of a \
                 thread-local variable); use OCaml before the domain's function returns, or on \
                 another thread"
            }
            Self::NotLinked => {
                "OCaml's threads library is not linked, so a Rust thread can't take the lock; add \
                 `threads.posix` to the OCaml program's libraries"
            }
            Self::NotInitialised => {
                "OCaml's threads library is linked, but its module Thread was left out, so a Rust \
                 thread can't take the lock; refer to Thread in the OCaml program \
                 (`let () = ignore (Thread.self ())`), or link it with -linkall"
            }
            Self::NotRegistered => {
                "the OCaml runtime refused to register this thread: OCaml's module Thread was left \
                 out of the program (refer to it, or link it with -linkall), memory is exhausted, \
                 or the thread is OCaml's own and has ended (before 5.3), or released the lock \
                 outside this library"
            }
        })
    }
}

impl std::error::Error for LockError {}

/// An exception as the runtime prints it: `Failure("no")`, `Dune.Exit(3)`.
///
/// # Safety
/// `exception` is an exception and nothing has moved it. The lock is held.
pub(crate) unsafe fn exception_text(exception: sys::RawOCaml) -> String {
    // SAFETY: the caller's promise; the text is null-terminated, ours to free,
    // and printing doesn't touch the OCaml heap (runtime/printexc.c).
    unsafe {
        let text = sys::format_exception(exception);
        if text.is_null() {
            return String::from("(no memory to print the exception)");
        }
        let copy = std::ffi::CStr::from_ptr(text).to_string_lossy().into_owned();
        sys::free(text);
        copy
    }
}

/// How the message of a panic begins that says that OCaml's heap can't grow.
const OUT_OF_MEMORY: &str = "out of memory: OCaml's heap has no room for ";

/// Panics because OCaml's heap can't grow by `bytes` bytes. An exported function
/// turns this panic into OCaml's `Out_of_memory`.
#[cold]
#[inline(never)]
pub(crate) fn out_of_memory(bytes: usize) -> ! {
    panic!("{OUT_OF_MEMORY}{bytes} more bytes")
}

/// Whether a panic is one of [`out_of_memory`]. It is told by its text: a payload
/// of a type of its own would leave the panic hook with nothing to print.
pub(crate) fn is_out_of_memory(payload: &(dyn std::any::Any + Send)) -> bool {
    payload.downcast_ref::<String>().is_some_and(|text| text.starts_with(OUT_OF_MEMORY))
}
