//! What the tests share: one OCaml runtime for all of them, processes of their own for those that
//! start and stop one, and the Rust functions that the OCaml modules call.

mod counted;
mod exported;
mod panicked;
mod process;
mod ruled;
mod runtime;
mod services;
mod troubles;

pub use counted::Fixed;
pub use exported::{Counted, dropped, made};
pub use process::{in_own_process, in_own_process_under, in_own_process_with, resident_kib};
pub use ruled::{
    LocksAtTheEnd, OUTCOMES, interrupt, large, leave_a_root, leave_a_thread_local,
    limit_address_space, limit_data, roots_left,
};
pub use runtime::{compact, full_major, minor, ocaml, panic_message, settled, start};
pub use services::rd_polls_interrupted;
pub use troubles::{TooDeep, Trouble, standard};
