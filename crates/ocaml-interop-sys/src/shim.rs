//! The functions of `shim/shim.c`.

use core::ffi::{c_char, c_int, c_void};

use crate::boxroot::BoxRoot;
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

/// [`attach`] registered the thread.
pub const ATTACH_OK: c_int = 0;
/// The program is linked without OCaml's threads library.
pub const ATTACH_NOT_LINKED: c_int = 1;
/// The threads library is linked, but module `Thread` has not run.
pub const ATTACH_NOT_INITIALISED: c_int = 2;
/// The runtime refused: no memory, or no thread.
pub const ATTACH_FAILED: c_int = 3;

/// Receives one frame of a backtrace: file, definition, line, column.
pub type FrameVisitor =
    unsafe extern "C" fn(*mut c_void, *const c_char, *const c_char, c_int, c_int);

unsafe extern "C" {
    /// The domain state, or null on a thread that doesn't hold a domain lock.
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
    /// From now on `f` runs on every domain that ends, when it runs no OCaml code any
    /// more, and its roots are adopted by a domain that goes on. `create` and `delete`
    /// are boxroot's. To be called once, with the lock held, when boxroot is set up.
    #[link_name = "ocaml_interop_0_13_0_on_domain_end"]
    pub fn on_domain_end(
        f: extern "C" fn(),
        create: unsafe extern "C" fn(RawOCaml) -> Option<BoxRoot>,
        delete: unsafe extern "C" fn(BoxRoot),
    );
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
    /// `roots` are kept up to date. 0: larger than the minor heap.
    #[link_name = "ocaml_interop_0_13_0_reserve"]
    pub fn reserve(
        state: *mut DomainState,
        whsize: usize,
        roots: *mut RawOCaml,
        nroots: isize,
    ) -> c_int;
    /// A block in the major heap, uninitialised; 0: no memory. Never collects.
    #[link_name = "ocaml_interop_0_13_0_alloc_shr"]
    pub fn alloc_shr(wosize: usize, tag: usize) -> RawOCaml;
    /// The block of no fields: an empty array.
    #[link_name = "ocaml_interop_0_13_0_empty_block"]
    pub fn empty_block() -> RawOCaml;
    /// A custom block of one payload word; `mem` bytes hang on it. May collect.
    #[link_name = "ocaml_interop_0_13_0_alloc_custom"]
    pub fn alloc_custom(operations: *const CustomOperations, mem: usize) -> RawOCaml;
    /// A one-dimensional bigarray, uninitialised; 0: no memory. May collect.
    #[link_name = "ocaml_interop_0_13_0_alloc_bigarray"]
    pub fn alloc_bigarray(kind: c_int, len: isize, bytes: usize) -> RawOCaml;
    /// The parts of a bigarray; 0: it is none.
    #[link_name = "ocaml_interop_0_13_0_bigarray"]
    pub fn bigarray(
        value: RawOCaml,
        data: *mut *mut c_void,
        flags: *mut isize,
        num_dims: *mut isize,
        dim0: *mut isize,
    ) -> c_int;
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
    /// Calls a closure; the result may be an exception. Raises nothing.
    #[link_name = "ocaml_interop_0_13_0_callback"]
    pub fn callback(closure: RawOCaml, nargs: isize, args: *mut RawOCaml) -> RawOCaml;
    /// Raises; every frame up to OCaml's handler is dropped, no destructor runs.
    #[link_name = "ocaml_interop_0_13_0_raise"]
    pub fn raise(exception: RawOCaml) -> !;
    /// Raises with the backtrace of an earlier raise.
    #[link_name = "ocaml_interop_0_13_0_raise_with_backtrace"]
    pub fn raise_with_backtrace(exception: RawOCaml, backtrace: RawOCaml) -> !;
    /// Whether the runtime records backtraces.
    #[link_name = "ocaml_interop_0_13_0_backtrace_active"]
    pub fn backtrace_active() -> c_int;
    /// The backtrace of the last exception. May collect.
    #[link_name = "ocaml_interop_0_13_0_raw_backtrace"]
    pub fn raw_backtrace() -> RawOCaml;
    /// Visits the frames of a raw backtrace.
    #[link_name = "ocaml_interop_0_13_0_backtrace_frames"]
    pub fn backtrace_frames(backtrace: RawOCaml, visit: FrameVisitor, data: *mut c_void);
    /// An exception as text, to be given to [`free`]; null: no memory.
    #[link_name = "ocaml_interop_0_13_0_format_exception"]
    pub fn format_exception(exception: RawOCaml) -> *mut c_char;
    /// Frees what [`format_exception`] returned.
    #[link_name = "ocaml_interop_0_13_0_free"]
    pub fn free(text: *mut c_char);
}
