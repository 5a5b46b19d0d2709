//! What the OCaml module `Rules` calls.

use std::cell::RefCell;
use std::panic::catch_unwind;
use std::sync::{Mutex, OnceLock};

use ocaml_interop::{BoxRoot, OCaml, OCamlRuntime, ToOCaml, export};

use crate::exported::Counted;
use crate::runtime::message_of;

/// Sends itself Ctrl-C, so many times, and panics.
#[export]
pub fn rd_interrupts_and_panics(
    _cr: &mut OCamlRuntime,
    #[ocaml(as_ = "ocaml_interop::OCamlInt")] times: i64,
) {
    let _here = Counted::new();
    for _ in 0..times {
        interrupt();
    }
    panic!("interrupted");
}

/// Ctrl-C, to this thread: it has arrived on return.
pub fn interrupt() {
    // SAFETY: sends a signal.
    assert_eq!(unsafe { libc::raise(libc::SIGINT) }, 0);
}

static LARGE: OnceLock<Vec<u8>> = OnceLock::new();

/// 256 MiB, made once.
pub fn large() -> &'static [u8] {
    LARGE.get_or_init(|| vec![b'x'; 256 << 20])
}

/// A string as large.
#[export]
pub fn rd_makes_large_string(cr: &mut OCamlRuntime) -> BoxRoot<String> {
    let _here = Counted::new();
    large().to_boxroot(cr)
}

/// Leaves this process `bytes` of address space beside what it uses. Panics print no
/// backtrace from then on: with `RUST_BACKTRACE` set the standard library reads debug information,
/// and where it finds no memory for it, aborts or waits for its own lock.
///
/// # Panics
/// When the system refuses.
pub fn limit_address_space(bytes: u64) {
    // SAFETY: the limit is read during the call only.
    limit("VmSize", bytes, |limit| unsafe { libc::setrlimit(libc::RLIMIT_AS, limit) });
}

/// As [`limit_address_space`], of memory that can be written and belongs to this process alone.
///
/// # Panics
/// When the system refuses.
pub fn limit_data(bytes: u64) {
    // SAFETY: as above.
    limit("VmData", bytes, |limit| unsafe { libc::setrlimit(libc::RLIMIT_DATA, limit) });
}

fn limit(used: &str, bytes: u64, set: impl FnOnce(&libc::rlimit) -> i32) {
    std::panic::set_hook(Box::new(|panic| eprintln!("{panic}")));
    let used = crate::resident_kib(used) << 10;
    let limit = libc::rlimit { rlim_cur: used + bytes, rlim_max: libc::RLIM_INFINITY };
    assert_eq!(set(&limit), 0);
}

/// Takes the lock when it is dropped, makes a root without it where it is refused, and keeps
/// what came of both.
#[derive(Debug)]
pub struct LocksAtTheEnd;

/// What came of it, for each that was dropped.
pub static OUTCOMES: Mutex<Vec<String>> = Mutex::new(Vec::new());

impl Drop for LocksAtTheEnd {
    fn drop(&mut self) {
        let outcome = OCamlRuntime::try_with_domain_lock(|cr| {
            let text: BoxRoot<String> = "taken".to_boxroot(cr);
            text.to_rust::<String>(cr)
        });
        let outcome = outcome.unwrap_or_else(|error| {
            let root = catch_unwind(|| OCaml::<()>::unit().root());
            format!("{error}; {}", root.map_or_else(message_of, |_| "a root".to_owned()))
        });
        OUTCOMES.lock().expect("no panic while it is held").push(outcome);
    }
}

thread_local! {
    static KEPT: RefCell<Option<LocksAtTheEnd>> = const { RefCell::new(None) };
}

/// Leaves the value to the destructors of this thread.
#[export]
pub fn rd_leaves_a_thread_local(_cr: &mut OCamlRuntime) {
    leave_a_thread_local();
}

/// The same, outside the lock.
pub fn leave_a_thread_local() {
    KEPT.set(Some(LocksAtTheEnd));
}

static ROOTS: Mutex<Vec<BoxRoot<String>>> = Mutex::new(Vec::new());

/// Leaves a root to `rd_drops_a_root`.
///
/// # Panics
/// Never: nothing panics while the list is locked.
pub fn leave_a_root(root: BoxRoot<String>) {
    ROOTS.lock().expect("no panic while it is held").push(root);
}

/// How many roots are left.
///
/// # Panics
/// Never, as [`leave_a_root`].
pub fn roots_left() -> usize {
    ROOTS.lock().expect("no panic while it is held").len()
}

/// Drops a root that [`leave_a_root`] got.
#[export]
pub fn rd_drops_a_root(_cr: &mut OCamlRuntime) {
    let root = ROOTS.lock().expect("no panic while it is held").pop();
    drop(root);
}

/// Spawns a domain, and keeps what came of it.
///
/// # Panics
/// Never: nothing panics while the list is locked.
#[export]
pub fn rd_spawns_a_domain(cr: &mut OCamlRuntime) {
    let outcome =
        cr.spawn_domain(|_cr| ()).map_or_else(|error| error.to_string(), |_| "spawned".into());
    OUTCOMES.lock().expect("no panic while it is held").push(outcome);
}
