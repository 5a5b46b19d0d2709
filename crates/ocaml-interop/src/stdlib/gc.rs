//! OCaml's garbage collector: collecting now, its statistics, its parameters (OCaml's module `Gc`).
//!
//! ```
//! use ocaml_interop::{OCamlRuntime, gc};
//!
//! let _guard = OCamlRuntime::init()?;
//! OCamlRuntime::with_domain_lock(|cr| {
//!     let mut parameters = gc::get(cr)?;
//!     parameters.space_overhead = 200;
//!     gc::set(cr, &parameters)?;
//!
//!     gc::full_major(cr)?;
//!     let stat = gc::stat(cr)?;
//!     println!("{} KiB in use", stat.live_words * 8 / 1024);
//!     Ok::<(), ocaml_interop::OCamlError>(())
//! })?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Every function here may run finalisers and signals' handlers: what they raise is the error. All
//! need the OCaml library `ocaml-interop` in the program, as
//! [`spawn_domain`](crate::OCamlRuntime::spawn_domain) does, and panic without it.

use ocaml_interop_sys as sys;

use crate::call::{OCamlError, Support};
use crate::convert::field;
use crate::runtime::OCamlRuntime;
use crate::value::{OCamlFloat, OCamlInt};

/// Empties the minor heap (`Gc.minor`).
///
/// # Errors
/// What a finaliser or a signal's handler raised.
pub fn minor(cr: &mut OCamlRuntime) -> Result<(), OCamlError> {
    static MINOR: Support = Support::new(c"ocaml_interop.gc_minor");
    plain(cr, &MINOR)
}

/// Finishes the current major cycle (`Gc.major`).
///
/// # Errors
/// As [`minor`].
pub fn major(cr: &mut OCamlRuntime) -> Result<(), OCamlError> {
    static MAJOR: Support = Support::new(c"ocaml_interop.gc_major");
    plain(cr, &MAJOR)
}

/// Runs major cycles until all that is unreachable now is free (`Gc.full_major`): three of them, with
/// the finalisers of `Gc.finalise` between.
///
/// # Errors
/// As [`minor`]. The cycles that were still to come don't run.
pub fn full_major(cr: &mut OCamlRuntime) -> Result<(), OCamlError> {
    static FULL_MAJOR: Support = Support::new(c"ocaml_interop.gc_full_major");
    plain(cr, &FULL_MAJOR)
}

/// As [`full_major`], and compacts the heap, so that free memory goes back to the system
/// (`Gc.compact`).
///
/// It is [`full_major`] on OCaml 5.1, which has no compaction; and on 5.2 and 5.3 while there is
/// more than one domain, because those crash when a domain ends during a compaction
/// ([ocaml/ocaml#14025](https://github.com/ocaml/ocaml/pull/14025), mended in 5.4). `Gc.compact`, called
/// by OCaml code, knows nothing of that.
///
/// # Errors
/// As [`full_major`].
pub fn compact(cr: &mut OCamlRuntime) -> Result<(), OCamlError> {
    static COMPACT: Support = Support::new(c"ocaml_interop.gc_compact");
    // SAFETY: the handle proves that the lock is held; nothing is called.
    if unsafe { sys::can_compact() } == 0 {
        return full_major(cr);
    }
    plain(cr, &COMPACT)
}

fn plain(cr: &mut OCamlRuntime, function: &Support) -> Result<(), OCamlError> {
    function.call::<_, ()>(cr, (field::<(), _>(&()), ())).map(|_unit| ())
}

/// Figures of the collector, over all domains (`Gc.stat`). A word has eight bytes.
///
/// Fields of OCaml's record that OCaml 5 leaves at 0 aren't here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Stat {
    /// Words allocated in the minor heaps since the start. Exact up to 2⁵³, like the next two.
    pub minor_words: u64,
    /// Words that survived a minor collection since the start.
    pub promoted_words: u64,
    /// Words allocated in the major heap since the start, with the promoted ones.
    pub major_words: u64,
    /// Minor collections since the start.
    pub minor_collections: u64,
    /// Major cycles completed since the start.
    pub major_collections: u64,
    /// Full major collections that were asked for, and compactions.
    pub forced_major_collections: u64,
    /// Compactions since the start.
    pub compactions: u64,
    /// The size of the major heap in words.
    pub heap_words: u64,
    /// The largest size that the major heap has had, in words.
    pub top_heap_words: u64,
    /// Words of the major heap that aren't known to be garbage, headers included.
    pub live_words: u64,
    /// Blocks of the major heap that aren't known to be garbage.
    pub live_blocks: u64,
    /// Words of the major heap that can be allocated.
    pub free_words: u64,
    /// Words of the major heap that are lost to fragmentation.
    pub fragments: u64,
}

/// The collector's figures after a full major collection (`Gc.stat`).
///
/// # Errors
/// As [`full_major`].
pub fn stat(cr: &mut OCamlRuntime) -> Result<Stat, OCamlError> {
    static STAT: Support = Support::new(c"ocaml_interop.gc_stat");
    figures(cr, &STAT)
}

/// The collector's figures without a collection (`Gc.quick_stat`). What they say of the heap is as each
/// domain saw it at the end of its last collection (runtime/gc_stats.c).
///
/// # Errors
/// What a signal's handler raised.
pub fn quick_stat(cr: &mut OCamlRuntime) -> Result<Stat, OCamlError> {
    static QUICK_STAT: Support = Support::new(c"ocaml_interop.gc_quick_stat");
    figures(cr, &QUICK_STAT)
}

/// As the support module hands them over.
type Figures<F, I> = ((F, F, F), (I, I, I, I), (I, I, I, I, I, I));

fn figures(cr: &mut OCamlRuntime, function: &Support) -> Result<Stat, OCamlError> {
    let figures =
        function.call::<_, Figures<OCamlFloat, OCamlInt>>(cr, (field::<(), _>(&()), ()))?;
    let (words, counts, heap) = figures.to_rust::<Figures<f64, u64>>(cr);
    Ok(Stat {
        minor_words: words.0 as u64,
        promoted_words: words.1 as u64,
        major_words: words.2 as u64,
        minor_collections: counts.0,
        major_collections: counts.1,
        forced_major_collections: counts.2,
        compactions: counts.3,
        heap_words: heap.0,
        top_heap_words: heap.1,
        live_words: heap.2,
        live_blocks: heap.3,
        free_words: heap.4,
        fragments: heap.5,
    })
}

/// The collector's parameters (`Gc.control`): those that OCaml 5 heeds. What each means, and what it is
/// unless told otherwise, says the manual's page on module `Gc`.
///
/// Made by [`get`]; change what you want to, and [`set`] it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Control {
    /// The size of each domain's minor heap, in words.
    pub minor_heap_size: usize,
    /// How much memory may be wasted on garbage that isn't collected yet, in percent of what is live:
    /// more of it, and less time is spent.
    pub space_overhead: usize,
    /// What the collector reports on standard error: a sum of flags.
    pub verbose: usize,
    /// The most that a stack of OCaml's may grow to, in words.
    pub stack_limit: usize,
    /// As `space_overhead`, of memory outside the heap that hangs on custom blocks in the major heap,
    /// in percent of the heap.
    pub custom_major_ratio: usize,
    /// How much memory outside the heap may hang on custom blocks in the minor heap, in percent of it.
    pub custom_minor_ratio: usize,
    /// A custom block with more memory outside the heap, in bytes, stands in the major heap at once.
    pub custom_minor_max_size: usize,
}

/// As the support module hands them over.
type Parameters<I> = (I, I, I, I, I, I, I);

/// The collector's parameters (`Gc.get`).
///
/// # Errors
/// What a signal's handler raised.
pub fn get(cr: &mut OCamlRuntime) -> Result<Control, OCamlError> {
    static GET: Support = Support::new(c"ocaml_interop.gc_get");
    let parameters = GET.call::<_, Parameters<OCamlInt>>(cr, (field::<(), _>(&()), ()))?;
    let (minor, space, verbose, stack, major_ratio, minor_ratio, max) =
        parameters.to_rust::<Parameters<usize>>(cr);
    Ok(Control {
        minor_heap_size: minor,
        space_overhead: space,
        verbose,
        stack_limit: stack,
        custom_major_ratio: major_ratio,
        custom_minor_ratio: minor_ratio,
        custom_minor_max_size: max,
    })
}

/// Sets the collector's parameters (`Gc.set`). The runtime rounds some of them: a minor heap to whole
/// pages, say.
///
/// # Errors
/// What a finaliser or a signal's handler raised.
///
/// # Panics
/// When a number doesn't fit OCaml's `int`.
pub fn set(cr: &mut OCamlRuntime, parameters: &Control) -> Result<(), OCamlError> {
    static SET: Support = Support::new(c"ocaml_interop.gc_set");
    let parameters: Parameters<usize> = (
        parameters.minor_heap_size,
        parameters.space_overhead,
        parameters.verbose,
        parameters.stack_limit,
        parameters.custom_major_ratio,
        parameters.custom_minor_ratio,
        parameters.custom_minor_max_size,
    );
    let arguments = (field::<Parameters<OCamlInt>, _>(&parameters), ());
    SET.call::<_, ()>(cr, arguments).map(|_unit| ())
}
