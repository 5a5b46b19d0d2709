//! Comparing and hashing, as OCaml's polymorphic functions ask for them.

use std::cmp::Ordering;
use std::ffi::c_int;
use std::hash::{Hash, Hasher};
use std::panic::{AssertUnwindSafe, catch_unwind};

use ocaml_interop_sys::RawOCaml;

use super::cell::{BorrowError, CustomCell};
use super::operations::CustomOperations;
use super::value::{OCamlCustom, cell};
use crate::export::{enter, raised_alone};

impl<A: OCamlCustom> CustomOperations<A> {
    /// With `compare`, `=`, `<` and so on by `Ord`. Without it they raise
    /// `Invalid_argument "compare: abstract value"`. A panic is raised in OCaml, as from an exported
    /// function; a value that is borrowed exclusively raises `Invalid_argument`.
    pub const fn with_compare(mut self) -> Self
    where
        A: Ord,
    {
        self.table.compare = Some(compare::<A>);
        self
    }

    /// With `Hashtbl.hash` by `Hash`. Without it all values have one hash. So do those whose `Hash`
    /// panics, or that are borrowed exclusively: OCaml lets nothing be raised here.
    ///
    /// The hash is the same in each run of a program. It depends on what `Hash` feeds it, which other
    /// versions of Rust, or other processors, may do in another way.
    pub const fn with_hash(mut self) -> Self
    where
        A: Hash,
    {
        self.table.hash = Some(hash::<A>);
        self
    }
}

/// A borrow of the value in a block.
///
/// # Safety
/// The block isn't freed during `'a`.
pub(super) unsafe fn borrow<'a, A: OCamlCustom>(
    block: RawOCaml,
) -> Result<<A::Cell as CustomCell<A>>::Ref<'a>, BorrowError> {
    // SAFETY: the caller's promise.
    unsafe { cell::<'a, A>(block).get(A::operations().short) }
}

/// The runtime calls this for two blocks of this operation (runtime/compare.c). What it keeps while it
/// compares is for no collector, so nothing may collect here, but before it raises: it isn't come back
/// to then. A comparison that has gone deep leaves its stack behind, some kilobytes.
unsafe extern "C" fn compare<A: OCamlCustom + Ord>(one: RawOCaml, other: RawOCaml) -> c_int {
    // SAFETY: OCaml compares through a primitive that may raise: the lock is held, and no handle of this
    // thread is in use. Nothing collects while the borrows live.
    unsafe {
        enter(A::operations().short, || {
            let values = borrow::<A>(one).and_then(|one| Ok((one, borrow::<A>(other)?)));
            match values {
                Ok((one, other)) => Ok(match one.cmp(&other) {
                    Ordering::Less => -1,
                    Ordering::Equal => 0,
                    Ordering::Greater => 1,
                }),
                Err(error) => Err(raised_alone(error)),
            }
        })
    }
}

/// The runtime calls this from a primitive that is declared `[@@noalloc]` (stdlib/hashtbl.ml): nothing
/// may be raised. Of the result it takes 32 bits (runtime/hash.c).
unsafe extern "C" fn hash<A: OCamlCustom + Hash>(block: RawOCaml) -> isize {
    let hashed = catch_unwind(AssertUnwindSafe(|| {
        // SAFETY: nothing collects while the borrow lives.
        let value = unsafe { borrow::<A>(block) };
        value.map_or(0, |value| {
            let mut hasher = Fnv(0xcbf2_9ce4_8422_2325);
            value.hash(&mut hasher);
            hasher.finish()
        })
    }));
    match hashed {
        Ok(hash) => (hash ^ (hash >> 32)) as u32 as isize,
        // The hook has reported it. To drop what it threw might panic.
        Err(thrown) => {
            std::mem::forget(thrown);
            0
        }
    }
}

/// FNV-1a, 64 bits: without a key, so the same in each run. Nobody sends keys to OCaml's tables that
/// OCaml's own hashes would be safe from.
struct Fnv(u64);

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}
