//! `DynBox`: any Rust value as an abstract OCaml value.

use std::any::Any;
use std::borrow::Borrow;

use ocaml_interop_sys as sys;
use sys::RawOCaml;

use super::block::{finalize, has_operations, make, payload, refuse};
use crate::runtime::OCamlRuntime;
use crate::runtime::deferred::{Boxed, Tomb};
use crate::value::{DynBox, OCaml};

/// The operations of all boxes of this version of the library: their address
/// tells a box from any other custom block.
static OPERATIONS: sys::CustomOperations = sys::CustomOperations {
    identifier: c"ocaml_interop_dynbox_0_13_0".as_ptr(),
    finalize: Some(finalize),
    compare: None,
    hash: None,
    serialize: None,
    deserialize: None,
    compare_ext: None,
    fixed_length: std::ptr::null(),
};

impl<'a, A: Send + Sync + 'static> OCaml<'a, DynBox<A>> {
    /// Moves a Rust value into OCaml's heap: on OCaml's side, a value of an
    /// abstract type. It is dropped some time after OCaml has let go of it,
    /// never during a collection.
    ///
    /// OCaml's domains share values, hence `Send + Sync`. The collector is told
    /// of the value's size, and of the memory that `String`s and vectors of
    /// numbers own; for others that own much memory see
    /// [`box_value_with_size`](Self::box_value_with_size). Comparing and marshalling
    /// the value raise in OCaml; `Hashtbl.hash` gives all boxes the same number.
    ///
    /// # Panics
    /// When memory is exhausted.
    ///
    /// # Example
    /// ```
    /// # use ocaml_interop::*;
    /// use std::borrow::Borrow;
    /// # let _guard = OCamlRuntime::init()?;
    /// # OCamlRuntime::with_domain_lock(|cr| {
    /// let boxed = OCaml::box_value(cr, vec![1, 2, 3]);
    /// let numbers: &Vec<i32> = boxed.borrow();
    /// assert_eq!(numbers[2], 3);
    /// # });
    /// # Ok::<(), String>(())
    /// ```
    pub fn box_value(cr: &'a mut OCamlRuntime, value: A) -> OCaml<'a, DynBox<A>> {
        let owned = owned_bytes(&value);
        Self::box_value_with_size(cr, value, owned)
    }

    /// As [`box_value`](Self::box_value), for a value that owns `bytes` bytes of
    /// memory beside its own size: the more it owns, the sooner the collector
    /// looks whether it is still needed.
    ///
    /// # Panics
    /// When memory is exhausted.
    pub fn box_value_with_size(
        cr: &'a mut OCamlRuntime,
        value: A,
        bytes: usize,
    ) -> OCaml<'a, DynBox<A>> {
        let size = size_of::<Boxed<A>>().saturating_add(bytes);
        // SAFETY: a block with these operations and a pointer to an `A`.
        unsafe { make(cr, &OPERATIONS, size, || Boxed::<A>::new(value).cast()) }
    }
}

/// The memory that a value of a well-known type owns.
fn owned_bytes<A: 'static>(value: &A) -> usize {
    fn capacity<E: 'static>(value: &dyn Any) -> Option<usize> {
        value.downcast_ref::<Vec<E>>().map(|vec| vec.capacity() * size_of::<E>())
    }
    let value: &dyn Any = value;
    value
        .downcast_ref::<String>()
        .map(String::capacity)
        .or_else(|| value.downcast_ref::<Box<[u8]>>().map(|bytes| bytes.len()))
        .or_else(|| capacity::<u8>(value))
        .or_else(|| capacity::<u32>(value))
        .or_else(|| capacity::<u64>(value))
        .or_else(|| capacity::<i32>(value))
        .or_else(|| capacity::<i64>(value))
        .or_else(|| capacity::<usize>(value))
        .or_else(|| capacity::<f32>(value))
        .or_else(|| capacity::<f64>(value))
        .unwrap_or(0)
}

impl<'gc, A: 'static> OCaml<'gc, DynBox<A>> {
    /// The boxed value, or nothing where the OCaml value isn't one of type `A`.
    #[inline]
    fn boxed(&self) -> Option<*mut Boxed<A>> {
        if !has_operations(self.word(), &OPERATIONS) {
            return None;
        }
        // SAFETY: one of ours, which lives as long as its block.
        unsafe {
            let tomb = payload(self.word());
            Tomb::holds::<A>(tomb).then_some(tomb.cast())
        }
    }

    /// The boxed value. It stays where it is while OCaml knows of it.
    ///
    /// # Panics
    /// When the OCaml value isn't a boxed value of type `A`.
    #[inline]
    pub fn as_value(&self) -> &'gc A {
        match self.boxed() {
            // SAFETY: the type was compared. The value is shared (`Sync`), and
            // lives as long as its block, which no collection frees during
            // `'gc`.
            Some(boxed) => unsafe { &(*boxed).value },
            None => no_box_of::<A>(self.word()),
        }
    }

    /// As [`as_value`](Self::as_value), of what can be nothing else.
    ///
    /// # Safety
    /// The OCaml value is a boxed value of type `A`.
    #[inline(always)]
    pub(crate) unsafe fn value_of_box(&self) -> &'gc A {
        // SAFETY: the caller's promise; the rest as in `as_value`.
        unsafe { &(*payload(self.word()).cast::<Boxed<A>>()).value }
    }

    /// Whether the value is a boxed Rust value of type `A`.
    pub fn is_valid(&self) -> bool {
        self.boxed().is_some()
    }
}

#[cold]
#[inline(never)]
fn no_box_of<A>(value: RawOCaml) -> ! {
    refuse(&format!("DynBox<{}>", std::any::type_name::<A>()), value)
}

impl<A: 'static> Borrow<A> for OCaml<'_, DynBox<A>> {
    fn borrow(&self) -> &A {
        self.as_value()
    }
}

impl<T> OCaml<'_, T> {
    /// The payload of a custom block made outside this library.
    ///
    /// # Safety
    /// The value is a custom block whose payload begins with a `U`. The pointer
    /// is stale after the next allocation or call.
    pub unsafe fn custom_ptr_val<U>(&self) -> *const U {
        // SAFETY: the caller's promise: the payload follows the operations.
        unsafe { (self.word() as *const RawOCaml).add(1).cast() }
    }
}
