//! The runtime: its handle, its lock, the state of threads, start and stop.

pub(crate) mod deferred;
mod error;
mod handle;
pub mod panics;
mod phase;
pub(crate) mod stack;
pub(crate) mod timer;

mod lock;

mod lifecycle;

pub use error::{LockError, StartupError};
pub(crate) use error::{exception_text, is_out_of_memory, out_of_memory};
pub use handle::OCamlRuntime;
pub use lifecycle::OCamlRuntimeStartupGuard;
pub(crate) use phase::{User, is_stopped};
