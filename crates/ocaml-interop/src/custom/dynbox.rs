//! `DynBox`: any Rust value as an abstract OCaml value.

use std::any::Any;
use std::borrow::Borrow;

use ocaml_interop_sys as sys;
use sys::RawOCaml;

use crate::runtime::deferred::{Boxed, Tomb, bury, drop_dead, has_dead};
use crate::runtime::{OCamlRuntime, out_of_memory};
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

/// A custom block's payload: the pointer to the boxed value.
///
/// # Safety
/// `block` is a custom block with [`OPERATIONS`].
#[inline]
unsafe fn payload(block: RawOCaml) -> *mut Tomb {
    // SAFETY: the word after the operations was written when it was made.
    unsafe { sys::field(block, 1) as *mut Tomb }
}

unsafe extern "C" fn finalize(block: RawOCaml) {
    // SAFETY: the runtime calls this once, when the block dies.
    unsafe { bury(payload(block)) }
}

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
        if has_dead() {
            cr.releasing_runtime(drop_dead);
        }
        let size = size_of::<Boxed<A>>().saturating_add(bytes);
        // SAFETY: the handle is held by `&mut`: the allocation may collect.
        let block = unsafe { sys::alloc_custom(&OPERATIONS, size) };
        if block == 0 {
            out_of_memory(size);
        }
        // SAFETY: the payload is one word, and no collection runs before it is
        // written.
        unsafe { *(block as *mut RawOCaml).add(1) = Boxed::new(value) as RawOCaml };
        // SAFETY: just made.
        unsafe { OCaml::new(cr, block) }
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

/// What stands in a box, of whatever type; or what the value is instead.
#[inline]
fn tomb(value: RawOCaml) -> Result<*mut Tomb, &'static str> {
    // SAFETY: a block's tag is read before its fields. A custom block's first word is the address
    // of its operations, the second of ours the payload.
    unsafe {
        if !sys::is_block(value) || sys::tag(value) != sys::CUSTOM_TAG {
            Err("is not a boxed Rust value")
        } else if sys::field(value, 0) != &raw const OPERATIONS as RawOCaml {
            Err("is a custom block of another library, or of another version of ocaml-interop")
        } else {
            Ok(payload(value))
        }
    }
}

#[cold]
#[inline(never)]
fn no_box_of(wanted: &str, value: RawOCaml) -> ! {
    match tomb(value) {
        Err(found) => panic!("DynBox<{wanted}>: the OCaml value {found}"),
        // SAFETY: as in `boxed`.
        Ok(tomb) => unsafe {
            let found = Tomb::type_name(tomb);
            panic!("DynBox<{wanted}>: the OCaml value holds a Rust value of type {found}")
        },
    }
}

impl<'gc, A: 'static> OCaml<'gc, DynBox<A>> {
    /// The boxed value, or nothing where the OCaml value isn't one of type `A`.
    #[inline]
    fn boxed(&self) -> Option<*mut Boxed<A>> {
        let tomb = tomb(self.word()).ok()?;
        // SAFETY: one of ours, which lives as long as its block.
        unsafe { Tomb::holds::<A>(tomb).then_some(tomb.cast()) }
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
            None => no_box_of(std::any::type_name::<A>(), self.word()),
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
