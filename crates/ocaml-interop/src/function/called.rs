//! A Rust closure in OCaml's heap, and how OCaml calls it.
//!
//! The closure is in a box. The support module makes an OCaml function of the box and of the address
//! of a Rust function that knows the closure's type: so how many arguments it takes, and that it may be
//! given fewer or more, is OCaml's own, in native code and in bytecode.

use std::sync::Arc;

use ocaml_interop_sys::RawOCaml;

use crate::call::{OCamlError, Support};
use crate::convert::{FromOCaml, FromOCamlError, field};
use crate::export::{Raised, enter, raised, with_handle};
use crate::root::{BoxRoot, Local};
use crate::runtime::OCamlRuntime;
use crate::value::{DynBox, OCaml, OCamlInt};

/// A function that is called by OCaml with the box of a closure and the address of its arguments.
pub(super) type Entry = unsafe extern "C" fn(RawOCaml, *const RawOCaml) -> RawOCaml;

/// What makes an OCaml function of a box and an [`Entry`], for each number of arguments.
static MAKE: [Support; 7] = [
    Support::new(c"ocaml_interop.closure_1"),
    Support::new(c"ocaml_interop.closure_2"),
    Support::new(c"ocaml_interop.closure_3"),
    Support::new(c"ocaml_interop.closure_4"),
    Support::new(c"ocaml_interop.closure_5"),
    Support::new(c"ocaml_interop.closure_6"),
    Support::new(c"ocaml_interop.closure_7"),
];

/// An OCaml function of OCaml type `T` that calls the closure.
///
/// # Safety
/// `T` is the type of a function of `count` arguments, which `entry` reads as what they are; its result
/// is of the type that `T` says; and it takes boxes of `Arc<C>`.
///
/// # Panics
/// When memory is exhausted. When the program lacks the support module.
pub(super) unsafe fn make<T: 'static, C: ?Sized + Send + Sync + 'static>(
    cr: &mut OCamlRuntime,
    closure: &Arc<C>,
    count: usize,
    entry: Entry,
) -> BoxRoot<T> {
    let boxed = OCaml::box_value(cr, Arc::clone(closure)).root();
    let address = entry as usize as i64;
    let arguments = (field::<OCamlInt, _>(&address), (field::<DynBox<Arc<C>>, _>(&boxed), ()));
    match MAKE[count - 1].call(cr, arguments) {
        Ok(function) => function,
        Err(error) => panic!("no OCaml function was made of the Rust closure: {error}"),
    }
}

/// Runs what OCaml calls, with the closure from the box, which is alive meanwhile.
///
/// # Safety
/// Called by OCaml, as an [`Entry`] is: the lock is held, no handle of this thread is in use, and
/// `boxed` is a box of an `Arc<C>`.
#[inline(always)]
pub(super) unsafe fn entered<C: ?Sized + 'static>(
    boxed: RawOCaml,
    body: impl FnOnce(&mut OCamlRuntime, &C) -> Result<RawOCaml, Raised>,
) -> RawOCaml {
    let rooted = |cr: &mut OCamlRuntime| {
        // SAFETY: the caller's promise; dropped before the function returns.
        let local = unsafe { Local::<DynBox<Arc<C>>>::new(boxed) };
        // SAFETY: as above.
        let root = unsafe { local.link(cr) };
        // SAFETY: the caller's promise: OCaml hands out the box that `make` gave it.
        let closure: *const C = unsafe { &**cr.get(&root).value_of_box() };
        // SAFETY: the box is rooted to the end of this call, and what it holds stays where it is.
        body(cr, unsafe { &*closure })
    };
    // SAFETY: the caller's promise.
    unsafe { enter("a Rust function given to OCaml", || with_handle(rooted)) }
}

/// The arguments of a call that haven't been read yet.
#[derive(Debug)]
pub(super) struct Arguments {
    next: *const RawOCaml,
    number: usize,
}

impl Arguments {
    /// All of them.
    pub(super) fn of(first: *const RawOCaml) -> Arguments {
        Arguments { next: first, number: 0 }
    }

    /// The next one.
    ///
    /// # Safety
    /// There is one, of OCaml type `T`, and nothing has run since OCaml called.
    #[inline(always)]
    pub(super) unsafe fn read<T, R: FromOCaml<T>>(&mut self) -> Result<R, Unfit> {
        // SAFETY: the caller's promise.
        let value: OCaml<'_, T> = unsafe { OCaml::unbound(*self.next) };
        // SAFETY: one past it at most.
        self.next = unsafe { self.next.add(1) };
        self.number += 1;
        value.try_to_rust().map_err(|error| Unfit { number: self.number, error })
    }
}

/// An argument that has no counterpart in Rust.
#[derive(Debug)]
pub(super) struct Unfit {
    number: usize,
    error: FromOCamlError,
}

impl Unfit {
    /// What is raised.
    #[cold]
    #[inline(never)]
    pub(super) fn raised(self, cr: &mut OCamlRuntime) -> Raised {
        let Unfit { number, error } = self;
        let message = format!("argument {number} of a Rust function: {error}");
        let error = OCamlError::invalid_argument(cr, &message);
        raised(cr, error)
    }
}
