//! Types whose values live inside OCaml, and such values as Rust sees them.

use ocaml_interop_sys as sys;
use sys::RawOCaml;

use super::block::{has_operations, make, payload, refuse};
use super::cell::{BorrowError, CustomCell, CustomCellMut, Exclusive, Ref, RefMut, Shared};
use super::operations::CustomOperations;
use crate::runtime::OCamlRuntime;
use crate::runtime::deferred::Boxed;
use crate::value::{OCaml, OCamlCell};

/// A Rust type whose values live inside OCaml, as an abstract type of OCaml's. The type is its own
/// marker: `OCaml<'gc, A>`, `BoxRoot<A>`.
///
/// Derive it: [`#[derive(OCamlCustom)]`](macro@crate::OCamlCustom). OCaml's domains share values, hence
/// `Send + Sync`.
///
/// # Representation
/// In OCaml's heap a custom block of three words, which points to the value in Rust's. The value never
/// moves. It is dropped some time after OCaml has let go of it, never during a collection.
///
/// # Example
/// ```
/// # use ocaml_interop::*;
/// use std::collections::BTreeSet;
///
/// #[derive(OCamlCustom)]
/// struct Words(BTreeSet<String>);
///
/// # let _guard = OCamlRuntime::init()?;
/// # OCamlRuntime::with_domain_lock(|cr| {
/// let words = Words(BTreeSet::from(["a".to_owned()])).into_ocaml(cr).root();
/// // A reference lives as long as the root: what is allocated meanwhile doesn't matter.
/// let set = &words.as_value(cr).0;
/// let _other: OCaml<String> = "b".to_ocaml(cr);
/// assert!(set.contains("a"));
/// # });
/// # Ok::<(), String>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` doesn't live inside OCaml",
    label = "no `OCamlCustom` type",
    note = "derive it: `#[derive(OCamlCustom)]`; of other types take the value itself, which is converted"
)]
pub trait OCamlCustom: Sized + Send + Sync + 'static {
    /// What a value is held in: [`Shared<Self>`](Shared) where it is shared for good, and
    /// [`Exclusive<Self>`](Exclusive) where it may be borrowed by `&mut`, which is checked then.
    type Cell: CustomCell<Self>;

    /// What OCaml can do with the values: a `static`.
    fn operations() -> &'static CustomOperations<Self>;

    /// The memory that a value owns beside its own size, in bytes: the more it owns, the sooner the
    /// collector looks whether it is still needed. Asked once, when the value is boxed.
    fn owned_bytes(&self) -> usize {
        0
    }

    /// Moves the value into OCaml's heap.
    ///
    /// # Panics
    /// When memory is exhausted.
    fn into_ocaml<'a>(self, cr: &'a mut OCamlRuntime) -> OCaml<'a, Self> {
        let operations = Self::operations();
        operations.register();
        let size = hanging(&self);
        // SAFETY: a block with the type's operations and a pointer to its cell.
        unsafe { make(cr, &operations.table, size, || boxed(self).cast()) }
    }
}

/// What generated OCaml code calls when it is initialised.
#[inline]
pub fn register<A: OCamlCustom>() -> RawOCaml {
    A::operations().register();
    sys::UNIT
}

/// What a block of an `A` points to.
type BoxedCell<A> = Boxed<<A as OCamlCustom>::Cell, A>;

/// The bytes that hang on a block.
pub(super) fn hanging<A: OCamlCustom>(value: &A) -> usize {
    size_of::<BoxedCell<A>>().saturating_add(value.owned_bytes())
}

/// The value as a block holds it.
pub(super) fn boxed<A: OCamlCustom>(value: A) -> *mut BoxedCell<A> {
    Boxed::new(A::Cell::new(value))
}

/// Whether the OCaml value is an `A`.
#[inline]
fn is<A: OCamlCustom>(value: RawOCaml) -> bool {
    has_operations(value, &A::operations().table)
}

/// The cell in a block.
///
/// # Panics
/// When the OCaml value isn't an `A`.
///
/// # Safety
/// The block isn't freed during `'a`.
#[inline]
pub(super) unsafe fn cell<'a, A: OCamlCustom>(value: RawOCaml) -> &'a A::Cell {
    if !is::<A>(value) {
        refuse(A::operations().short, value);
    }
    // SAFETY: the operations are those of `A`, a `static`'s address, and a block that has them was made
    // in this room, with a pointer to a `BoxedCell<A>`, which lives as long as its block.
    unsafe { &(*payload(value).cast::<BoxedCell<A>>()).value }
}

impl<'gc, A: OCamlCustom> OCaml<'gc, A> {
    /// Whether the value is a Rust value of the type. It is, unless OCaml code lies about its type.
    pub fn is_valid(&self) -> bool {
        is::<A>(self.word())
    }

    /// The cell.
    #[inline]
    fn cell(&self) -> &'gc A::Cell {
        // SAFETY: no collection frees the block during `'gc`.
        unsafe { cell::<A>(self.word()) }
    }
}

impl<A: OCamlCustom> OCamlCell<A> {
    /// The cell.
    #[inline]
    fn cell<'a>(&'a self, _cr: &OCamlRuntime) -> &'a A::Cell {
        // SAFETY: the handle proves that the lock is held; what holds an OCaml value keeps it alive,
        // and doesn't let go of it while it is borrowed.
        unsafe { cell::<A>(self.get_raw()) }
    }
}

impl<'gc, A: OCamlCustom<Cell = Shared<A>>> OCaml<'gc, A> {
    /// The Rust value.
    ///
    /// # Panics
    /// When the OCaml value isn't a Rust value of the type.
    #[inline]
    pub fn as_value(&self) -> &'gc A {
        self.cell().value()
    }
}

impl<A: OCamlCustom<Cell = Shared<A>>> OCamlCell<A> {
    /// The Rust value, for as long as the root lives that this is: it doesn't move, and nothing frees
    /// it meanwhile.
    ///
    /// # Panics
    /// When the OCaml value isn't a Rust value of the type.
    #[inline]
    pub fn as_value<'a>(&'a self, cr: &OCamlRuntime) -> &'a A {
        self.cell(cr).value()
    }
}

impl<'gc, A: OCamlCustom<Cell = Exclusive<A>>> OCaml<'gc, A> {
    /// Borrows the Rust value.
    ///
    /// # Errors
    /// When it is borrowed exclusively.
    ///
    /// # Panics
    /// When the OCaml value isn't a Rust value of the type.
    #[inline]
    pub fn try_borrow(&self) -> Result<Ref<'gc, A>, BorrowError> {
        self.cell().get(A::operations().short)
    }

    /// Borrows the Rust value exclusively.
    ///
    /// # Errors
    /// When it is borrowed.
    ///
    /// # Panics
    /// When the OCaml value isn't a Rust value of the type.
    #[inline]
    pub fn try_borrow_mut(&self) -> Result<RefMut<'gc, A>, BorrowError> {
        self.cell().get_mut(A::operations().short)
    }
}

impl<A: OCamlCustom<Cell = Exclusive<A>>> OCamlCell<A> {
    /// Borrows the Rust value, for as long as the root lives that this is.
    ///
    /// # Errors
    /// When it is borrowed exclusively.
    ///
    /// # Panics
    /// When the OCaml value isn't a Rust value of the type.
    #[inline]
    pub fn try_borrow<'a>(&'a self, cr: &OCamlRuntime) -> Result<Ref<'a, A>, BorrowError> {
        self.cell(cr).get(A::operations().short)
    }

    /// Borrows the Rust value exclusively, for as long as the root lives that this is.
    ///
    /// # Errors
    /// When it is borrowed.
    ///
    /// # Panics
    /// When the OCaml value isn't a Rust value of the type.
    ///
    /// # Example
    /// ```
    /// # use ocaml_interop::*;
    /// #[derive(OCamlCustom)]
    /// #[ocaml(exclusive)]
    /// struct Counter(u64);
    ///
    /// # let _guard = OCamlRuntime::init()?;
    /// # OCamlRuntime::with_domain_lock(|cr| {
    /// let counter = Counter(1).into_ocaml(cr).root();
    /// counter.try_borrow_mut(cr)?.0 += 1;
    /// let shared = counter.try_borrow(cr)?;
    /// assert_eq!(shared.0, 2);
    /// assert!(counter.try_borrow_mut(cr).is_err());
    /// # Ok::<(), custom::BorrowError>(())
    /// # }).unwrap();
    /// # Ok::<(), String>(())
    /// ```
    #[inline]
    pub fn try_borrow_mut<'a>(&'a self, cr: &OCamlRuntime) -> Result<RefMut<'a, A>, BorrowError> {
        self.cell(cr).get_mut(A::operations().short)
    }
}
