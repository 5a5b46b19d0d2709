//! The debug aid for a lock that is held too long: see `tests/`.

use std::time::Duration;

use ocaml_interop::export;

/// Sleeps, with the lock held.
#[export]
pub fn lt_sleeps(milliseconds: isize) {
    std::thread::sleep(Duration::from_millis(milliseconds as u64));
}
