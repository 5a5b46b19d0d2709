//! What a Rust value inside OCaml is held in, and how it is borrowed there.

use std::cell::UnsafeCell;
use std::ops::{Deref, DerefMut};
use std::sync::atomic::{AtomicIsize, Ordering};

/// How the values of a type are held inside OCaml: [`Shared`] or [`Exclusive`].
pub trait CustomCell<A>: sealed::Sealed + Send + Sync + 'static {
    /// A shared borrow.
    type Ref<'a>: Deref<Target = A>
    where
        Self: 'a;

    /// Holds a value.
    #[doc(hidden)]
    fn new(value: A) -> Self;

    /// Borrows the value, or says why it can't be had; `name` is the type's.
    #[doc(hidden)]
    fn get(&self, name: &'static str) -> Result<Self::Ref<'_>, BorrowError>;
}

/// What can be borrowed exclusively: [`Exclusive`].
#[diagnostic::on_unimplemented(
    message = "`&mut {A}`: OCaml's values are shared, so a `{A}` inside OCaml can't be borrowed exclusively",
    label = "this borrows exclusively",
    note = "write `#[ocaml(exclusive)]` below the derive of `OCamlCustom`: borrows are then counted, and checked when they are made"
)]
pub trait CustomCellMut<A>: CustomCell<A> {
    /// Borrows the value exclusively, or says why it can't be had; `name` is the type's.
    #[doc(hidden)]
    fn get_mut(&self, name: &'static str) -> Result<RefMut<'_, A>, BorrowError>;
}

mod sealed {
    /// The two cells are all that there are.
    pub trait Sealed {}

    impl<A> Sealed for super::Shared<A> {}
    impl<A> Sealed for super::Exclusive<A> {}
}

/// Holds a value that is shared for good: it is borrowed as `&A`, at no cost.
#[derive(Debug)]
pub struct Shared<A>(A);

impl<A: Send + Sync + 'static> CustomCell<A> for Shared<A> {
    type Ref<'a> = &'a A;

    #[inline(always)]
    fn new(value: A) -> Self {
        Shared(value)
    }

    #[inline(always)]
    fn get(&self, _name: &'static str) -> Result<&A, BorrowError> {
        Ok(&self.0)
    }
}

impl<A> Shared<A> {
    /// The value.
    #[inline(always)]
    pub(super) fn value(&self) -> &A {
        &self.0
    }
}

/// Holds a value that can be borrowed exclusively, by one at a time, as `RefCell` does. Borrows are
/// counted atomically, since OCaml's domains share the value; none waits for another.
#[derive(Debug)]
pub struct Exclusive<A> {
    /// How many shared borrows there are, or [`TAKEN`].
    borrows: AtomicIsize,
    value: UnsafeCell<A>,
}

/// What the count is while the value is borrowed exclusively.
const TAKEN: isize = -1;

// SAFETY: `borrows` admits either one `&mut A` or several `&A`, on whatever thread; the value may come
// into being on one thread and be dropped on another.
unsafe impl<A: Send + Sync> Sync for Exclusive<A> {}

impl<A: Send + Sync + 'static> CustomCell<A> for Exclusive<A> {
    type Ref<'a> = Ref<'a, A>;

    #[inline(always)]
    fn new(value: A) -> Self {
        Exclusive { borrows: AtomicIsize::new(0), value: UnsafeCell::new(value) }
    }

    #[inline]
    fn get(&self, name: &'static str) -> Result<Ref<'_, A>, BorrowError> {
        let mut count = self.borrows.load(Ordering::Relaxed);
        loop {
            // Forgotten borrows count for ever.
            if count == TAKEN || count == isize::MAX {
                return Err(BorrowError { name, wants: Wants::Shared });
            }
            // Sees what the last exclusive borrow wrote.
            let taken = self.borrows.compare_exchange_weak(
                count,
                count + 1,
                Ordering::Acquire,
                Ordering::Relaxed,
            );
            match taken {
                Ok(_) => return Ok(Ref { cell: self }),
                Err(now) => count = now,
            }
        }
    }
}

impl<A: Send + Sync + 'static> CustomCellMut<A> for Exclusive<A> {
    #[inline]
    fn get_mut(&self, name: &'static str) -> Result<RefMut<'_, A>, BorrowError> {
        // Sees what the last exclusive borrow wrote, and comes after all that shared ones read.
        match self.borrows.compare_exchange(0, TAKEN, Ordering::Acquire, Ordering::Relaxed) {
            Ok(_) => Ok(RefMut { cell: self }),
            Err(_) => Err(BorrowError { name, wants: Wants::Exclusive }),
        }
    }
}

/// A shared borrow of a value that can be borrowed exclusively. As long as there is one, there is no
/// exclusive one.
#[derive(Debug)]
pub struct Ref<'a, A> {
    cell: &'a Exclusive<A>,
}

impl<A> Deref for Ref<'_, A> {
    type Target = A;

    #[inline(always)]
    fn deref(&self) -> &A {
        // SAFETY: counted: nobody borrows it exclusively.
        unsafe { &*self.cell.value.get() }
    }
}

impl<A> Drop for Ref<'_, A> {
    #[inline(always)]
    fn drop(&mut self) {
        // What was read was read before an exclusive borrow that follows.
        self.cell.borrows.fetch_sub(1, Ordering::Release);
    }
}

/// An exclusive borrow. As long as it lives there is no other.
#[derive(Debug)]
pub struct RefMut<'a, A> {
    cell: &'a Exclusive<A>,
}

impl<A> Deref for RefMut<'_, A> {
    type Target = A;

    #[inline(always)]
    fn deref(&self) -> &A {
        // SAFETY: the only borrow.
        unsafe { &*self.cell.value.get() }
    }
}

impl<A> DerefMut for RefMut<'_, A> {
    #[inline(always)]
    fn deref_mut(&mut self) -> &mut A {
        // SAFETY: the only borrow, and itself borrowed by `&mut`.
        unsafe { &mut *self.cell.value.get() }
    }
}

impl<A> Drop for RefMut<'_, A> {
    #[inline(always)]
    fn drop(&mut self) {
        // What was written is seen by the borrow that follows.
        self.cell.borrows.store(0, Ordering::Release);
    }
}

/// Why a value can't be borrowed now. Raised in OCaml it is `Invalid_argument`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BorrowError {
    name: &'static str,
    wants: Wants,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wants {
    Shared,
    Exclusive,
}

impl std::fmt::Display for BorrowError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let name = self.name;
        match self.wants {
            Wants::Shared => write!(
                f,
                "{name}: already borrowed exclusively: a function that changes the value hasn't \
                 returned, here or on another thread or domain"
            ),
            Wants::Exclusive => write!(
                f,
                "{name}: already borrowed: a function that uses the value hasn't returned, here or \
                 on another thread or domain, so it can't be changed"
            ),
        }
    }
}

impl std::error::Error for BorrowError {}
