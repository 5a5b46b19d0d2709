//! Boxed Rust values that OCaml let go of, to be dropped where that is safe.
//!
//! A finaliser runs in the middle of a collection, on any thread, even the
//! runtime's own (runtime/custom.c; rule R11): no place for a destructor, which
//! may panic, take the lock or allocate. So it only moves the value to a list.
//! The list is emptied, with the lock released, when a thread takes or releases
//! the lock through this library, or boxes a value.

use std::any::TypeId;
use std::marker::PhantomData;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::ptr::null_mut;
use std::sync::atomic::{AtomicPtr, Ordering};

/// What stands before a boxed value. The value follows, in the same allocation.
#[repr(C)]
pub(crate) struct Tomb {
    /// The next dead value.
    next: *mut Tomb,
    /// The value's type.
    kind: &'static Kind,
}

/// A type of boxed values. It stands apart, so that little stands before each value: with a small one
/// it is no larger than malloc's smallest.
struct Kind {
    /// No other type's function gives the same, so that two types never share a `Kind`, though
    /// compilers and linkers merge what is equal.
    type_id: fn() -> TypeId,
    /// For messages.
    type_name: fn() -> &'static str,
    /// Drops the whole allocation.
    drop_all: unsafe fn(*mut Tomb),
}

impl Kind {
    /// The compiler may have made several of one type.
    #[cold]
    #[inline(never)]
    fn is_of(&self, type_id: TypeId) -> bool {
        (self.type_id)() == type_id
    }
}

impl Tomb {
    /// Whether the value is an `A`.
    ///
    /// # Safety
    /// The tomb came from [`Boxed::new`], and its value lives.
    #[inline(always)]
    pub(crate) unsafe fn holds<A: 'static>(tomb: *mut Tomb) -> bool {
        // SAFETY: the caller's promise.
        let kind = unsafe { (*tomb).kind };
        std::ptr::eq(kind, Boxed::<A, A>::KIND) || kind.is_of(TypeId::of::<A>())
    }

    /// The name of the value's type.
    ///
    /// # Safety
    /// As [`holds`](Self::holds).
    pub(crate) unsafe fn type_name(tomb: *mut Tomb) -> &'static str {
        // SAFETY: the caller's promise.
        unsafe { ((*tomb).kind.type_name)() }
    }
}

/// A value and what stands before it. Messages call it an `N`: an `A` may be what a value is held in.
#[repr(C)]
pub(crate) struct Boxed<A, N = A> {
    tomb: Tomb,
    _named: PhantomData<fn() -> N>,
    pub(crate) value: A,
}

impl<A: 'static, N: 'static> Boxed<A, N> {
    const KIND: &'static Kind = &Kind {
        type_id: TypeId::of::<A>,
        type_name: std::any::type_name::<N>,
        drop_all: |tomb| {
            // SAFETY: the tomb is the first field of a `Boxed<A, N>` that
            // `Box::into_raw` gave; it is dropped once, off the list.
            drop(unsafe { Box::from_raw(tomb.cast::<Boxed<A, N>>()) });
        },
    };

    pub(crate) fn new(value: A) -> *mut Boxed<A, N> {
        let tomb = Tomb { next: null_mut(), kind: Self::KIND };
        Box::into_raw(Box::new(Boxed { tomb, _named: PhantomData, value }))
    }
}

/// The dead, last one first.
static DEAD: AtomicPtr<Tomb> = AtomicPtr::new(null_mut());

/// Adds a dead value. Neither allocates nor waits.
///
/// # Safety
/// `tomb` came from [`Boxed::new`], and nothing refers to it any more.
pub(crate) unsafe fn bury(tomb: *mut Tomb) {
    let mut head = DEAD.load(Ordering::Relaxed);
    loop {
        // SAFETY: ours alone until the exchange succeeds.
        unsafe { (*tomb).next = head };
        match DEAD.compare_exchange_weak(head, tomb, Ordering::Release, Ordering::Relaxed) {
            Ok(_) => return,
            Err(now) => head = now,
        }
    }
}

/// Whether anything waits to be dropped.
#[inline(always)]
pub(crate) fn has_dead() -> bool {
    !DEAD.load(Ordering::Relaxed).is_null()
}

/// Drops what waits; the calling thread doesn't hold the lock. A destructor
/// that panics stops only itself, even when what it throws panics when it is
/// dropped in turn; the panic hook has reported it.
#[inline(always)]
pub(crate) fn drop_dead() {
    if has_dead() {
        drop_all_dead();
    }
}

#[cold]
fn drop_all_dead() {
    let mut tomb = DEAD.swap(null_mut(), Ordering::Acquire);
    while !tomb.is_null() {
        // SAFETY: off the list, so ours alone; `next` is read before the value
        // is gone.
        unsafe {
            let next = (*tomb).next;
            let outcome = catch_unwind(AssertUnwindSafe(|| ((*tomb).kind.drop_all)(tomb)));
            if let Err(second) = catch_unwind(AssertUnwindSafe(|| drop(outcome))) {
                std::mem::forget(second);
            }
            tomb = next;
        }
    }
}
