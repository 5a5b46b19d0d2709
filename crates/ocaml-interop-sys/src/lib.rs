//! The OCaml 5 runtime as `ocaml-interop` uses it: raw declarations, no policy.
//!
//! Two kinds of functions: the runtime's own, and those of the shim
//! (`shim/shim.c`), which reach thread-local state, macros and internal
//! structures. The shim's symbols carry this crate's version, so that static
//! libraries built with different versions can be linked into one program.
//!
//! A program that has the shim runs its constructor (`shim/roots.c`, `watch`),
//! which sets the runtime's hooks for roots and for the ends of domains.

mod bigarray;
mod ended;
mod runtime;
mod shim;
mod slots;
#[cfg(all(target_arch = "x86_64", target_os = "linux", target_env = "gnu"))]
mod tls;
mod value;

pub use bigarray::*;
pub use ended::domain_has_ended;
pub use ocaml_boxroot_sys as boxroot;
pub use runtime::*;
pub use shim::*;
pub use slots::*;
pub use value::*;
