//! The handle: permission to allocate and to call, as a reference.

use std::cell::UnsafeCell;
use std::marker::{PhantomData, PhantomPinned};

use ocaml_interop_sys as sys;

/// The OCaml runtime, seen from a thread that holds its domain's lock.
///
/// Only references to it exist. `&mut OCamlRuntime` is permission to allocate
/// in OCaml's heap and to call OCaml code; `&OCamlRuntime` is permission to
/// read. Every unrooted [`OCaml`](crate::OCaml) value borrows the handle, and
/// whatever may run the garbage collector takes `&mut`: the borrow checker ends
/// the life of a value before the collector could move it.
///
/// A thread gets a handle in two ways: as the first argument of an exported
/// function, and from [`with_domain_lock`](Self::with_domain_lock). It has one at
/// a time.
///
/// # Representation
/// The type has no fields: a reference to it *is* the address of the runtime's
/// domain state, which saves a thread-local look-up at each allocation. It is
/// neither `Send` nor `Sync`.
pub struct OCamlRuntime {
    // The three markers: memory behind the reference changes under us, `&mut`
    // is no exclusive access to the domain state, and the handle stays on its
    // thread.
    _mutable: UnsafeCell<()>,
    _shared: PhantomPinned,
    _thread: PhantomData<*mut ()>,
}

impl OCamlRuntime {
    /// The handle of the calling thread.
    ///
    /// # Safety
    /// The thread holds its domain's lock for all of `'a`, and no other handle
    /// of this thread is used during `'a`.
    #[inline(always)]
    pub(crate) unsafe fn recover<'a>() -> &'a mut OCamlRuntime {
        let state = sys::state();
        debug_assert!(!state.is_null(), "the domain lock is not held");
        let address = state.expose_provenance();
        // SAFETY: a type without fields is valid at any non-null, aligned
        // address; uniqueness is the caller's promise.
        unsafe { &mut *std::ptr::with_exposed_provenance_mut::<OCamlRuntime>(address) }
    }

    /// The domain's state.
    #[inline(always)]
    pub(crate) fn state(&self) -> *mut sys::DomainState {
        // The address was exposed by `recover`, the only maker of handles.
        std::ptr::with_exposed_provenance_mut(std::ptr::from_ref(self).addr())
    }
}

impl std::fmt::Debug for OCamlRuntime {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("OCamlRuntime")
    }
}
