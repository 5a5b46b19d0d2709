//! What the OCaml module `Services` calls.

use ocaml_interop::{OCamlError, OCamlRuntime, export};

use crate::exported::Counted;

/// Sends itself a signal and polls, with something to drop.
///
/// # Errors
/// What polling raised.
///
/// # Panics
/// When there is no such signal.
#[export]
pub fn rd_polls_interrupted(cr: &mut OCamlRuntime, signal: isize) -> Result<(), OCamlError> {
    let _here = Counted::new();
    let signals = [libc::SIGINT, libc::SIGUSR1, libc::SIGUSR2, libc::SIGHUP];
    // SAFETY: sends a signal.
    assert_eq!(unsafe { libc::raise(signals[signal as usize]) }, 0);
    cr.poll()
}
