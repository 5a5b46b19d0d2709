//! Polling: what OCaml code does by itself at its loops and allocations.

use ocaml_interop_sys as sys;

use crate::call::OCamlError;
use crate::runtime::{OCamlRuntime, stack, timer};

impl OCamlRuntime {
    /// Does here what waits for OCaml code to be done: handlers of signals that have arrived,
    /// finalisers of `Gc.finalise`, the collector's work, callbacks of `Gc.Memprof`, and a switch to
    /// another thread of the domain when its turn has come.
    ///
    /// Rust code that runs for long with the lock should call it in its loops: without it Ctrl-C
    /// waits until the code is done, and so does every collection of the program. Where no OCaml value
    /// is needed meanwhile, releasing the lock is better
    /// ([`releasing_runtime`](Self::releasing_runtime)), but runs no handlers.
    ///
    /// When nothing waits, it costs some two nanoseconds.
    ///
    /// # Errors
    /// What a handler or finaliser raised: `Sys.Break` after Ctrl-C, with `Sys.catch_break`. Returned
    /// from an exported function, it is raised there. What else waits is done at the next poll. And
    /// `Stack_overflow` or `Out_of_memory` where there is no room for OCaml code.
    ///
    /// # Example
    /// ```
    /// use ocaml_interop::{OCamlError, OCamlRuntime, export};
    ///
    /// /// How often the Collatz sequence that begins with `n` goes on until 1.
    /// #[export]
    /// pub fn collatz(cr: &mut OCamlRuntime, mut n: usize) -> Result<usize, OCamlError> {
    ///     let mut steps = 0;
    ///     while n != 1 {
    ///         cr.poll()?;
    ///         n = if n % 2 == 0 { n / 2 } else { 3 * n + 1 };
    ///         steps += 1;
    ///     }
    ///     Ok(steps)
    /// }
    /// # let _guard = OCamlRuntime::init()?;
    /// # assert_eq!(OCamlRuntime::with_domain_lock(|cr| collatz(cr, 27)).unwrap(), 111);
    /// # Ok::<(), String>(())
    /// ```
    #[inline]
    pub fn poll(&mut self) -> Result<(), OCamlError> {
        let _paused = timer::paused();
        // SAFETY: the state of this thread's domain.
        if unsafe { sys::must_poll(self.state()) } == 0 { Ok(()) } else { act(self) }
    }
}

#[cold]
#[inline(never)]
fn act(cr: &mut OCamlRuntime) -> Result<(), OCamlError> {
    // SAFETY: the lock is held, and no unrooted value is in use: `cr` is `&mut`. The shim's function
    // raises nothing; the exceptions of the runtime's own never move.
    let result = unsafe {
        if stack::is_low() {
            return Err(OCamlError::returned(cr, sys::exn_stack_overflow()));
        }
        sys::poll()
    };
    if sys::is_exception_result(result) {
        return Err(OCamlError::returned(cr, sys::extract_exception(result)));
    }
    Ok(())
}
