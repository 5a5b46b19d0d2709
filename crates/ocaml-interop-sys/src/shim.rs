//! The functions of `shim/shim.c`.

use core::ffi::{c_char, c_int, c_void};
use core::mem::MaybeUninit;

use crate::{CustomOperations, RawOCaml};

/// The runtime's state of a domain. Only the first four words are read here;
/// the shim asserts their places against the headers.
#[repr(C)]
pub struct DomainState {
    /// Allocating below this address enters the runtime. Other domains set it.
    pub young_limit: core::sync::atomic::AtomicUsize,
    /// The lowest word in use of the minor heap.
    pub young_ptr: *mut usize,
    /// The start of the minor heap.
    pub young_start: *mut usize,
    /// The end of the minor heap.
    pub young_end: *mut usize,
    opaque: [u8; 0],
}

/// A list of values on the stack that the collector keeps up to date, as CAMLparam makes it
/// (runtime/caml/memory.h, caml__roots_block). The shim asserts the places.
#[repr(C)]
#[derive(Debug)]
pub struct RootsBlock {
    /// The blocks of calls further out.
    pub next: *mut RootsBlock,
    /// How many tables.
    pub ntables: isize,
    /// How many values each has.
    pub nitems: isize,
    /// The tables, of which nobody looks at more than `ntables`.
    pub tables: [MaybeUninit<*mut RawOCaml>; 5],
}

impl Default for RootsBlock {
    #[inline(always)]
    fn default() -> RootsBlock {
        let tables = [const { MaybeUninit::uninit() }; 5];
        RootsBlock { next: core::ptr::null_mut(), ntables: 0, nitems: 0, tables }
    }
}

/// Places in [`DomainState`], in bytes: other releases of OCaml have others, so `build.rs` reads them
/// from the installed headers, and the shim asserts them.
mod place {
    include!(concat!(env!("OUT_DIR"), "/domain_state.rs"));
}

/// The domain's list of [`RootsBlock`]s, the innermost first.
///
/// # Safety
/// The state of a domain whose lock the thread holds.
#[inline(always)]
pub unsafe fn local_roots(state: *mut DomainState) -> *mut *mut RootsBlock {
    // SAFETY: a word of the state, by the headers.
    unsafe { state.byte_add(place::LOCAL_ROOTS).cast() }
}

/// The domain's number, among those that live now.
///
/// # Safety
/// The state of a domain whose lock the thread holds.
#[inline(always)]
pub unsafe fn domain_id(state: *mut DomainState) -> c_int {
    // SAFETY: an int of the state, by the headers, which changes with the domain only.
    unsafe { state.byte_add(place::ID).cast::<c_int>().read() }
}

/// [`attach`] registered the thread.
pub const ATTACH_OK: c_int = 0;
/// The program is linked without OCaml's threads library.
pub const ATTACH_NOT_LINKED: c_int = 1;
/// The threads library is linked, but module `Thread` has not run.
pub const ATTACH_NOT_INITIALISED: c_int = 2;
/// The runtime refused: no memory, or no thread.
pub const ATTACH_FAILED: c_int = 3;

/// [`reserve`] took the words.
pub const RESERVE_OK: c_int = 0;
/// The minor heap is smaller than the request.
pub const RESERVE_TOO_LARGE: c_int = 1;
/// The collection that is due could find no memory.
pub const RESERVE_NO_MEMORY: c_int = 2;

/// A place in OCaml code, as a backtrace holds it: an address in debug information.
pub type BacktraceSlot = usize;

/// Receives one frame of a backtrace: file, definition, line, column.
pub type FrameVisitor =
    unsafe extern "C" fn(*mut c_void, *const c_char, *const c_char, c_int, c_int);

/// The domain state, or null on a thread that doesn't hold a domain lock.
#[cfg(all(target_arch = "x86_64", target_os = "linux", target_env = "gnu"))]
#[inline(always)]
pub fn state() -> *mut DomainState {
    // SAFETY: a pointer (runtime/caml/domain_state.h) that the runtime's functions alone change. The
    // runtime is in the program from its start.
    unsafe { crate::tls::thread_local_word!("caml_state") }
}

unsafe extern "C" {
    /// The domain state, or null on a thread that doesn't hold a domain lock.
    #[cfg(not(all(target_arch = "x86_64", target_os = "linux", target_env = "gnu")))]
    #[link_name = "ocaml_interop_0_13_0_state"]
    pub safe fn state() -> *mut DomainState;
    /// Whether a domain runs.
    #[link_name = "ocaml_interop_0_13_0_runtime_running"]
    pub safe fn runtime_running() -> c_int;
    /// Registers the thread with domain 0, without its lock. One of `ATTACH_…`.
    #[link_name = "ocaml_interop_0_13_0_attach"]
    pub fn attach() -> c_int;
    /// Undoes [`attach`]; the lock is not held.
    #[link_name = "ocaml_interop_0_13_0_detach"]
    pub fn detach();
    /// Takes the domain lock on a registered thread that released it.
    #[link_name = "ocaml_interop_0_13_0_acquire"]
    pub fn acquire();
    /// Releases the domain lock; runs no OCaml code, raises nothing.
    #[link_name = "ocaml_interop_0_13_0_release"]
    pub fn release();
    /// Has roots be scanned, and outlive their domain. Where the system lets it, the program's start has
    /// done so, else the first [`root`](crate::root) does at the latest. The lock is held.
    #[link_name = "ocaml_interop_0_13_0_watch_roots"]
    pub fn watch_roots();
    /// Whether the program frees the runtime's memory at its exit.
    #[link_name = "ocaml_interop_0_13_0_cleans_up"]
    pub fn cleans_up() -> c_int;
    /// Whether the heap may be compacted now (0: not).
    #[link_name = "ocaml_interop_0_13_0_can_compact"]
    pub fn can_compact() -> c_int;
    /// Makes [`state`] null on a thread whose domain has ended, where the system
    /// lets it.
    #[link_name = "ocaml_interop_0_13_0_forget_state"]
    pub fn forget_state();
    /// Whether the program has the code that starts a runtime, and the feature
    /// `no-caml-startup` is off.
    #[link_name = "ocaml_interop_0_13_0_can_start"]
    pub safe fn can_start() -> c_int;
    /// Starts the runtime and runs the program's modules; the result may be an
    /// exception. `argv` is null-terminated and lives for ever.
    #[link_name = "ocaml_interop_0_13_0_startup"]
    pub fn startup(argv: *const *const c_char) -> RawOCaml;
    /// Runs `at_exit` functions and stops the runtime.
    #[link_name = "ocaml_interop_0_13_0_shutdown"]
    pub fn shutdown();
    /// Runs the functions registered with `at_exit`.
    #[link_name = "ocaml_interop_0_13_0_run_at_exit"]
    pub fn run_at_exit();
    /// Takes `whsize` words of the minor heap, collecting where needed;
    /// `roots` are kept up to date. One of `RESERVE_…`.
    #[link_name = "ocaml_interop_0_13_0_reserve"]
    pub fn reserve(
        state: *mut DomainState,
        whsize: usize,
        roots: *mut RawOCaml,
        nroots: isize,
    ) -> c_int;
    /// Does what is due of the collector's work and leaves free what a block of the
    /// largest young size takes; `roots` are kept up to date. How low `young_ptr` may
    /// go for now; 0: the collection could find no memory.
    #[link_name = "ocaml_interop_0_13_0_make_room"]
    pub fn make_room(state: *mut DomainState, roots: *mut RawOCaml, nroots: isize) -> usize;
    /// Lets writing that came down to `limit` go on below the middle of the minor heap, where OCaml
    /// asks for a slice of the major collection: asks for it, too, and moves nothing. How low it
    /// may go; `usize::MAX` where the middle was no limit, or something else is due.
    #[link_name = "ocaml_interop_0_13_0_pass_half"]
    pub fn pass_half(state: *mut DomainState, limit: usize) -> usize;
    /// To be called when words below `young_ptr` were written and aren't taken.
    #[link_name = "ocaml_interop_0_13_0_leave_free"]
    pub fn leave_free();
    /// A block in the major heap, uninitialised; 0: no memory. Never collects.
    #[link_name = "ocaml_interop_0_13_0_alloc_shr"]
    pub fn alloc_shr(wosize: usize, tag: usize) -> RawOCaml;
    /// The block of no fields: an empty array.
    #[link_name = "ocaml_interop_0_13_0_empty_block"]
    pub fn empty_block() -> RawOCaml;
    /// A custom block of one payload word; `mem` bytes hang on it. 0: no memory.
    /// May collect.
    #[link_name = "ocaml_interop_0_13_0_alloc_custom"]
    pub fn alloc_custom(
        state: *mut DomainState,
        operations: *const CustomOperations,
        mem: usize,
    ) -> RawOCaml;
    /// Tells the collector of `mem` bytes that hang on a block. Asks for a collection at most.
    #[link_name = "ocaml_interop_0_13_0_account"]
    pub fn account(mem: usize);
    /// Makes operations known by their name, for unmarshalling. 0: no memory.
    #[link_name = "ocaml_interop_0_13_0_register_custom"]
    pub fn register_custom(operations: *const CustomOperations) -> c_int;
    /// Raises `Failure` with a copy of the text, from a custom type's `deserialize`; every frame up to
    /// OCaml's handler is dropped, no destructor runs.
    #[link_name = "ocaml_interop_0_13_0_deserialize_error"]
    pub fn deserialize_error(message: *mut c_char) -> !;
    /// `Stack_overflow`, made by the runtime at its start.
    #[link_name = "ocaml_interop_0_13_0_exn_stack_overflow"]
    pub fn exn_stack_overflow() -> RawOCaml;
    /// `Out_of_memory`, made by the runtime at its start.
    #[link_name = "ocaml_interop_0_13_0_exn_out_of_memory"]
    pub fn exn_out_of_memory() -> RawOCaml;
    /// `Not_found`, made by the runtime at its start.
    #[link_name = "ocaml_interop_0_13_0_exn_not_found"]
    pub fn exn_not_found() -> RawOCaml;
    /// The constructor of `Failure`, made by the runtime at its start.
    #[link_name = "ocaml_interop_0_13_0_exn_failure"]
    pub fn exn_failure() -> RawOCaml;
    /// The constructor of `Invalid_argument`, made by the runtime at its start.
    #[link_name = "ocaml_interop_0_13_0_exn_invalid_argument"]
    pub fn exn_invalid_argument() -> RawOCaml;
    /// The constructor of `Sys_error`, made by the runtime at its start.
    #[link_name = "ocaml_interop_0_13_0_exn_sys_error"]
    pub fn exn_sys_error() -> RawOCaml;
    /// `End_of_file`, made by the runtime at its start.
    #[link_name = "ocaml_interop_0_13_0_exn_end_of_file"]
    pub fn exn_end_of_file() -> RawOCaml;
    /// `Division_by_zero`, made by the runtime at its start.
    #[link_name = "ocaml_interop_0_13_0_exn_division_by_zero"]
    pub fn exn_division_by_zero() -> RawOCaml;
    /// `Sys_blocked_io`, made by the runtime at its start.
    #[link_name = "ocaml_interop_0_13_0_exn_sys_blocked_io"]
    pub fn exn_sys_blocked_io() -> RawOCaml;
    /// The constructor of `Match_failure`, made by the runtime at its start.
    #[link_name = "ocaml_interop_0_13_0_exn_match_failure"]
    pub fn exn_match_failure() -> RawOCaml;
    /// The constructor of `Assert_failure`, made by the runtime at its start.
    #[link_name = "ocaml_interop_0_13_0_exn_assert_failure"]
    pub fn exn_assert_failure() -> RawOCaml;
    /// The number of an exception's constructor, another one at each call.
    #[link_name = "ocaml_interop_0_13_0_fresh_id"]
    pub fn fresh_id() -> RawOCaml;
    /// OCaml's `Unix.error` of a number of the system's; 0: the program has no Unix library, or
    /// there is no memory. May collect.
    #[link_name = "ocaml_interop_0_13_0_unix_error"]
    pub fn unix_error(code: c_int) -> RawOCaml;
    /// Writes the system's number of a `Unix.error`; 0: the program has no Unix library.
    #[link_name = "ocaml_interop_0_13_0_unix_code"]
    pub fn unix_code(error: RawOCaml, code: *mut c_int) -> c_int;
    /// Where the innermost call of OCaml code begins on this thread; null: no OCaml code runs below,
    /// or the thread doesn't hold the lock.
    #[link_name = "ocaml_interop_0_13_0_ocaml_below"]
    pub safe fn ocaml_below() -> *const c_void;
    /// Calls a closure on the domain of `state`, whose lock the thread holds; the result may be an
    /// exception. Raises nothing.
    #[link_name = "ocaml_interop_0_13_0_callback"]
    pub fn callback(
        state: *mut DomainState,
        closure: RawOCaml,
        args: *mut RawOCaml,
        nargs: isize,
    ) -> RawOCaml;
    /// Whether [`poll`] has anything to do; a few loads. The state is this thread's domain's.
    #[link_name = "ocaml_interop_0_13_0_must_poll"]
    pub fn must_poll(state: *mut DomainState) -> c_int;
    /// Does what waits for OCaml code to be done: signals, finalisers, the collector's work, the change
    /// of threads. Runs OCaml code; the result may be an exception. Raises nothing.
    #[link_name = "ocaml_interop_0_13_0_poll"]
    pub fn poll() -> RawOCaml;
    /// Raises; every frame up to OCaml's handler is dropped, no destructor runs.
    #[link_name = "ocaml_interop_0_13_0_raise"]
    pub fn raise(exception: RawOCaml) -> !;
    /// Raises, and goes on with the backtrace that there is, where that can be done.
    #[link_name = "ocaml_interop_0_13_0_reraise"]
    pub fn reraise(exception: RawOCaml) -> !;
    /// The number of slots of the backtrace of an exception returned just now, and
    /// the first slot; -1 where none is recorded. Neither allocates nor raises.
    #[link_name = "ocaml_interop_0_13_0_backtrace"]
    pub fn backtrace(exception: RawOCaml, slots: *mut *const BacktraceSlot) -> isize;
    /// Gives an exception a backtrace, for [`reraise`].
    #[link_name = "ocaml_interop_0_13_0_restore_backtrace"]
    pub fn restore_backtrace(exception: RawOCaml, slots: *const BacktraceSlot, n: isize);
    /// Whether slots can be visited without the lock, and for ever.
    #[link_name = "ocaml_interop_0_13_0_debug_info_is_static"]
    pub safe fn debug_info_is_static() -> c_int;
    /// Visits the frames of a backtrace. May collect, where [`debug_info_is_static`]
    /// says no.
    #[link_name = "ocaml_interop_0_13_0_backtrace_frames"]
    pub fn backtrace_frames(
        slots: *const BacktraceSlot,
        n: isize,
        visit: FrameVisitor,
        data: *mut c_void,
    );
    /// An exception as text, to be given to [`free`]; null: no memory.
    #[link_name = "ocaml_interop_0_13_0_format_exception"]
    pub fn format_exception(exception: RawOCaml) -> *mut c_char;
    /// Frees what [`format_exception`] returned.
    #[link_name = "ocaml_interop_0_13_0_free"]
    pub fn free(text: *mut c_char);
}
