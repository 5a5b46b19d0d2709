//! Slots for roots, by the boxroot library. What is done most of the time stands here, so that it is
//! part of the caller's code: the rest is the shim's, which calls boxroot.
//!
//! As boxroot.h of version 0.4.0 does it inline: a domain's slots lie in pools of 16 KiB, each with
//! a list of its free ones.

use core::ffi::c_int;
use core::ptr::NonNull;
use core::sync::atomic::AtomicUsize;

use crate::RawOCaml;

/// A place that the collector scans and keeps up to date.
pub type Slot = NonNull<RawOCaml>;

/// A thread deletes slots inline where the address of its domain's state is above this: null from the
/// first slot to the end of the runtime, [`ABOVE_ALL_STATES`] before and after, and always where
/// the program frees the state before the thread's end ([`cleans_up`](crate::cleans_up)). So one
/// comparison tells that it may, and that it holds a lock.
pub static DELETES_INLINE_ABOVE: AtomicUsize = AtomicUsize::new(ABOVE_ALL_STATES);

/// For [`DELETES_INLINE_ABOVE`]: nobody does.
pub const ABOVE_ALL_STATES: usize = usize::MAX;

mod shim {
    use super::{RawOCaml, Slot, c_int};

    unsafe extern "C" {
        #[link_name = "ocaml_interop_0_13_0_root"]
        pub fn root(value: RawOCaml) -> Option<Slot>;
        #[link_name = "ocaml_interop_0_13_0_root_modify"]
        pub fn root_modify(root: *mut Slot, value: RawOCaml) -> c_int;
        #[link_name = "ocaml_interop_0_13_0_root_delete"]
        pub fn root_delete(root: Slot);
    }
}

#[cfg(all(target_arch = "x86_64", target_os = "linux", target_env = "gnu"))]
mod inline {
    use core::ffi::c_void;
    use core::sync::atomic::{AtomicBool, AtomicI32, Ordering};

    use super::{DELETES_INLINE_ABOVE, RawOCaml, Slot, c_int, shim};
    use crate::tls::thread_local_word;
    use crate::{cleans_up, domain_id, state};

    unsafe extern "C" {
        /// Boxroot's: looks at a pool again, a slot of which has been freed.
        fn bxr_delete_aux(slot: Slot, pool: *mut c_void, remote: bool);
    }

    const POOL: usize = 1 << 14;
    /// Boxroot looks at a pool again at each of these counts of its slots in use.
    const LOOK_EVERY: c_int = POOL as c_int / 2;

    /// The start of a pool.
    #[repr(C)]
    struct FreeList {
        /// The first free slot, which holds the address of the next; of this very list: there is none.
        next: *mut RawOCaml,
        in_use: c_int,
        /// Read of other domains' pools, too: whoever adopts one of an ended domain writes it.
        domain: AtomicI32,
    }

    /// The list of the pool that this thread's domain takes slots from: an empty one on a thread that
    /// has taken none yet.
    ///
    /// # Safety
    /// The thread holds its domain's lock.
    #[inline(always)]
    unsafe fn current() -> *mut FreeList {
        // SAFETY: a pointer of boxroot's, which its functions alone change. What it points to is the
        // domain's own, and there as long as the domain is.
        unsafe {
            let list: *const *mut FreeList = thread_local_word!("bxr_cached_fl_ptr");
            *list
        }
    }

    #[inline(always)]
    pub unsafe fn create(value: RawOCaml) -> Option<Slot> {
        // SAFETY: the lock is held, so the list is ours alone; a slot in it is one of its pool.
        unsafe {
            let list = current();
            let slot = (*list).next;
            if slot == list.cast() {
                return create_in_another_pool(value);
            }
            (*list).next = *slot as *mut RawOCaml;
            (*list).in_use += 1;
            *slot = value;
            Some(Slot::new_unchecked(slot))
        }
    }

    /// The shim's, out of the way of what is done most of the time.
    #[cold]
    #[inline(never)]
    unsafe fn create_in_another_pool(value: RawOCaml) -> Option<Slot> {
        static FIRST: AtomicBool = AtomicBool::new(true);
        // SAFETY: the caller's promise; the runtime runs, and so has read its parameters.
        unsafe {
            if FIRST.swap(false, Ordering::Relaxed) && cleans_up() == 0 {
                DELETES_INLINE_ABOVE.store(0, Ordering::Relaxed);
            }
            shim::root(value)
        }
    }

    #[inline(always)]
    pub unsafe fn delete(slot: Slot) -> bool {
        // SAFETY: a slot's pool starts at a multiple of its size, and lives as long as a slot is in
        // use. Its domain's number never changes while the domain lives; where the domain is the
        // one whose lock this thread holds, the list is ours alone.
        unsafe {
            let list = slot.as_ptr().map_addr(|address| address & !(POOL - 1)).cast::<FreeList>();
            let state = state();
            if state.addr() <= DELETES_INLINE_ABOVE.load(Ordering::Relaxed)
                || (*list).domain.load(Ordering::Relaxed) != domain_id(state)
            {
                return false;
            }
            *slot.as_ptr() = (*list).next as RawOCaml;
            (*list).next = slot.as_ptr();
            (*list).in_use -= 1;
            if (*list).in_use & (LOOK_EVERY - 1) == 0 {
                bxr_delete_aux(slot, list.cast(), false);
            }
            true
        }
    }
}

#[cfg(not(all(target_arch = "x86_64", target_os = "linux", target_env = "gnu")))]
mod inline {
    pub use super::shim::root as create;

    pub unsafe fn delete(_slot: super::Slot) -> bool {
        false
    }
}

/// A slot that holds the value; nothing: memory is exhausted.
///
/// # Safety
/// The thread holds a domain lock. A value, up to date.
#[inline(always)]
pub unsafe fn root(value: RawOCaml) -> Option<Slot> {
    // SAFETY: the caller's promise.
    unsafe { inline::create(value) }
}

/// Deletes a slot of this thread's domain, where [`DELETES_INLINE_ABOVE`] lets it: whether it did.
///
/// # Safety
/// As [`root_delete`].
#[inline(always)]
pub unsafe fn root_delete_inline(slot: Slot) -> bool {
    // SAFETY: the caller's promise.
    unsafe { inline::delete(slot) }
}

/// Deletes a slot, on any thread, with or without the lock.
///
/// # Safety
/// Made by [`root`], deleted once. The runtime hasn't been stopped.
pub unsafe fn root_delete(slot: Slot) {
    // SAFETY: the caller's promise.
    unsafe { shim::root_delete(slot) }
}

/// Gives a slot another value, or takes another slot for it. False: the thread holds no domain lock,
/// or memory is exhausted.
///
/// # Safety
/// As [`root`] and [`root_delete`].
#[inline(always)]
pub unsafe fn root_modify(slot: &mut Slot, value: RawOCaml) -> bool {
    // SAFETY: the caller's promise.
    unsafe { shim::root_modify(slot, value) != 0 }
}
