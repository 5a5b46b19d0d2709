//! What the tests of the rules call, R1 to R12, where OCaml is in charge.

mod boxes;
mod deep;
mod ending;
mod fibers;
mod lock;
mod roots;
mod shared;
mod signals;
mod thrown;

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicIsize, Ordering};

use ocaml_interop::export;

static ALIVE: AtomicIsize = AtomicIsize::new(0);

/// A value that counts itself.
struct Counted(());

impl Counted {
    fn new() -> Self {
        ALIVE.fetch_add(1, Ordering::SeqCst);
        Self(())
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        ALIVE.fetch_sub(1, Ordering::SeqCst);
    }
}

/// Bytes that malloc has handed out; 0 where it doesn't tell.
#[export]
pub fn ru_in_use() -> isize {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    {
        // SAFETY: fills in a structure of numbers; any thread may.
        let all = unsafe { libc::mallinfo2() };
        (all.uordblks + all.hblkhd) as isize
    }
    #[cfg(not(all(target_os = "linux", target_env = "gnu")))]
    0
}

/// How many values are alive that an exception or a panic should have dropped.
#[export]
pub fn ru_alive() -> isize {
    ALIVE.load(Ordering::SeqCst)
}

/// Whether every allocation collects first: then less of everything will do.
#[export]
pub fn ru_stressed() -> bool {
    cfg!(feature = "gc-stress")
}

/// What `body` gives, or the message that it panics with.
pub(crate) fn told(body: impl FnOnce() -> String) -> String {
    catch_unwind(AssertUnwindSafe(body)).unwrap_or_else(message_of)
}

/// The text of a panic's payload.
fn message_of(payload: Box<dyn Any + Send>) -> String {
    match payload.downcast::<String>() {
        Ok(text) => *text,
        Err(payload) => {
            payload.downcast::<&str>().map_or("(no text)".to_owned(), |text| (*text).to_owned())
        }
    }
}
