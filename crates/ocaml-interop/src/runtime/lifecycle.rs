//! Start and stop of a runtime that lives inside a Rust program.

use std::ffi::{CString, OsString, c_char};
use std::marker::PhantomData;
use std::os::unix::ffi::OsStringExt;
use std::sync::atomic::Ordering;

use ocaml_interop_sys as sys;

use super::error::exception_text;
use super::phase::{self, IDLE, PHASE, STARTED, STOPPED};
use super::{OCamlRuntime, StartupError, lock};

impl OCamlRuntime {
    /// Starts OCaml inside a Rust program and runs the initialisation of its
    /// modules. The runtime stops when the guard is dropped.
    ///
    /// The lock isn't held afterwards: each use goes through
    /// [`with_domain_lock`](Self::with_domain_lock). `Sys.argv` holds the
    /// program's arguments.
    ///
    /// # Errors
    /// See [`StartupError`]. After [`StartupError::Raised`] the runtime counts
    /// as stopped.
    ///
    /// # Example
    /// ```
    /// use ocaml_interop::{OCaml, OCamlRuntime, ToOCaml};
    ///
    /// let guard = OCamlRuntime::init()?;
    /// let length = OCamlRuntime::with_domain_lock(|cr| {
    ///     let greeting: OCaml<String> = "Hello".to_ocaml(cr);
    ///     greeting.as_str().len()
    /// });
    /// assert_eq!(length, 5);
    /// drop(guard);
    /// # Ok::<(), String>(())
    /// ```
    pub fn init() -> Result<OCamlRuntimeStartupGuard, StartupError> {
        Self::init_with_args(std::env::args_os())
    }

    /// As [`init`](Self::init), with arguments of your own for `Sys.argv`, for OCaml modules that read
    /// their command line. The first stands for the program's name.
    ///
    /// # Errors
    /// As [`init`](Self::init), and [`StartupError::NulInArgument`].
    ///
    /// # Example
    /// ```
    /// use ocaml_interop::OCamlRuntime;
    ///
    /// let _guard = OCamlRuntime::init_with_args(["planner", "--verbose", "plan.txt"])?;
    /// # Ok::<(), String>(())
    /// ```
    pub fn init_with_args<I>(arguments: I) -> Result<OCamlRuntimeStartupGuard, StartupError>
    where
        I: IntoIterator,
        I::Item: Into<OsString>,
    {
        let arguments = c_strings(arguments)?;
        if PHASE.load(Ordering::Acquire) == IDLE && sys::runtime_running() != 0 {
            return Err(StartupError::OCamlProgram);
        }
        match PHASE.compare_exchange(IDLE, STARTED, Ordering::AcqRel, Ordering::Acquire) {
            Ok(_) => start(arguments),
            Err(STOPPED) => Err(StartupError::Stopped),
            Err(_) => Err(StartupError::AlreadyStarted),
        }
    }
}

fn start(arguments: Vec<CString>) -> Result<OCamlRuntimeStartupGuard, StartupError> {
    if sys::can_start() == 0 {
        PHASE.store(IDLE, Ordering::Release);
        return Err(StartupError::NotLinked);
    }
    let argv = leaked(arguments);
    // SAFETY: the runtime doesn't run (PHASE was IDLE), argv is null-terminated
    // and lives for ever, as `Sys.argv` needs.
    let result = unsafe { sys::startup(argv) };
    if sys::is_exception_result(result) {
        // SAFETY: nothing has run since the exception was returned.
        let exception = unsafe { exception_text(sys::extract_exception(result)) };
        stop();
        return Err(StartupError::Raised(exception));
    }
    // SAFETY: the lock is held.
    unsafe { sys::watch_roots() };
    lock::release_after_start();
    Ok(OCamlRuntimeStartupGuard { _thread: PhantomData })
}

fn c_strings<I>(arguments: I) -> Result<Vec<CString>, StartupError>
where
    I: IntoIterator,
    I::Item: Into<OsString>,
{
    let numbered = arguments.into_iter().enumerate();
    numbered
        .map(|(place, argument)| {
            CString::new(argument.into().into_vec()).map_err(|_| StartupError::NulInArgument(place))
        })
        .collect()
}

/// The arguments, kept for ever.
fn leaked(arguments: Vec<CString>) -> *const *const c_char {
    let mut argv: Vec<*const c_char> =
        arguments.into_iter().map(|argument| argument.into_raw().cast_const()).collect();
    argv.push(std::ptr::null());
    Vec::leak(argv).as_ptr()
}

/// Stops the runtime; the lock is held. Threads that still use it keep it: then
/// only the `at_exit` functions run, and its memory stays.
fn stop() {
    sys::DELETES_INLINE_ABOVE.store(sys::ABOVE_ALL_STATES, Ordering::Relaxed);
    PHASE.store(STOPPED, Ordering::SeqCst);
    if !phase::in_use() {
        // SAFETY: the calling thread holds the lock, the runtime was started by
        // `start`, once, and no other thread comes back to it.
        unsafe { sys::shutdown() };
        // SAFETY: the runtime is gone; it left the thread's pointer to the domain's
        // state as it was.
        unsafe { sys::forget_state() };
    } else {
        // SAFETY: the calling thread holds the lock, and releases it at last.
        unsafe {
            sys::run_at_exit();
            sys::release();
        }
    }
}

/// Keeps OCaml running inside a Rust program: dropping it runs OCaml's
/// `at_exit` functions and stops the runtime, for good.
///
/// It gives no access to OCaml: that is
/// [`OCamlRuntime::with_domain_lock`]'s. Roots may outlive it. It is neither
/// `Send` nor `Sync`.
///
/// # Panics
/// Dropping it while the thread holds the domain lock panics: a handle is in
/// use then.
///
/// Other threads may be inside [`with_domain_lock`](OCamlRuntime::with_domain_lock)
/// when it is dropped: they finish, and the runtime's memory stays; none can
/// enter any more. Leaking the guard is harmless; `at_exit` functions don't run.
#[must_use = "the runtime stops when the guard is dropped"]
#[derive(Debug)]
pub struct OCamlRuntimeStartupGuard {
    _thread: PhantomData<*mut ()>,
}

impl Drop for OCamlRuntimeStartupGuard {
    fn drop(&mut self) {
        if !sys::state().is_null() {
            if !std::thread::panicking() {
                panic!(
                    "the OCamlRuntimeStartupGuard was dropped inside with_domain_lock: \
                     drop it outside, where no handle is in use; the runtime goes on"
                );
            }
            return;
        }
        lock::acquire_registered();
        stop();
    }
}
