//! `RustFn`: a Rust closure that becomes an OCaml function.

use std::fmt;
use std::sync::Arc;

use ocaml_interop_sys::RawOCaml;

use super::called::{Arguments, entered, make};
use super::kinds::{Fallible, IntoRustFn, Mutable, Once, Plain, WithRuntime};
use super::signature::Signature;
use crate::convert::{DefaultOCamlMapping, FromOCaml, FromOCamlDefault, ToOCaml};
use crate::describe::OCamlDescriber;
use crate::export::raised;
use crate::runtime::OCamlRuntime;
use crate::value::OCaml;

/// A Rust closure that becomes an OCaml function, of one to seven arguments.
///
/// `S` is what it takes and returns in Rust: `RustFn<fn(isize, String) -> bool>`. It converts to every
/// OCaml type of as many arguments whose arguments convert to those ([`FromOCaml`]), and its result from
/// that ([`ToOCaml`]); by default to what each type stands for, here `int -> string -> bool`. So it is an
/// argument of a function of [`ocaml!`](crate::ocaml!) or of `call`, and the result of an exported
/// function. An argument that is to stay an OCaml value is taken as a [`BoxRoot`](crate::BoxRoot), a
/// function as an [`OCamlFunction`](crate::OCamlFunction).
///
/// In OCaml it is a function like any other: given fewer arguments it is a function of the rest. It may be
/// called from every thread and domain, also from several at once, hence `Send + Sync`; and any number of
/// times, also from inside of itself. When neither OCaml nor this value refers to the closure any more it is
/// dropped, as a [`DynBox`](crate::DynBox) is.
///
/// A panic in the closure is an OCaml exception, as in an exported function; the closure may be called
/// again. An argument that doesn't convert raises `Invalid_argument`.
///
/// OCaml makes the function: the program needs the library's OCaml module. `ocaml-interop-build` without
/// dune links it by itself; where dune builds the OCaml code, add `ocaml-interop` to its libraries.
/// Converting panics where it is missing.
///
/// A call costs what one of an exported function does, and some nanoseconds: the closure is found in its
/// box, and called through a pointer.
///
/// # Example
/// ```
/// use ocaml_interop::{BoxRoot, OCamlInt, OCamlRuntime, RustFn, ToOCaml};
///
/// let _guard = OCamlRuntime::init()?;
/// OCamlRuntime::with_domain_lock(|cr| {
///     let factor = 3;
///     let scale = RustFn::new(move |a: isize, b: isize| factor * (a + b));
///     let scale: BoxRoot<fn(OCamlInt, OCamlInt) -> OCamlInt> = scale.to_boxroot(cr);
///     // An OCaml function, called as OCaml does.
///     let from_4 = scale.partial(cr, 4_isize)?;
///     assert_eq!(from_4.call(cr, 10_isize)?.to_i64(), 42);
///     Ok::<(), ocaml_interop::OCamlError>(())
/// })?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct RustFn<S: Signature> {
    closure: Arc<S::Closure>,
}

impl<S: Signature> RustFn<S> {
    /// A function of a closure that takes the arguments alone: `|a: isize, b: String| …`.
    pub fn new(f: impl IntoRustFn<Plain, S>) -> RustFn<S> {
        RustFn::of(f.into_closure())
    }

    /// A function of a closure that takes the runtime before its arguments: it may call OCaml.
    ///
    /// ```no_run
    /// # use ocaml_interop::*;
    /// let apply = RustFn::with_runtime(|cr: &mut OCamlRuntime, f: BoxRoot<fn(OCamlInt) -> OCamlInt>| {
    ///     f.call(cr, 42_isize).map_or(0, |n| n.to_rust::<isize>())
    /// });
    /// # let _: RustFn<fn(BoxRoot<fn(OCamlInt) -> OCamlInt>) -> isize> = apply;
    /// ```
    pub fn with_runtime(f: impl IntoRustFn<WithRuntime, S>) -> RustFn<S> {
        RustFn::of(f.into_closure())
    }

    /// A function of a closure that takes the runtime and returns a `Result`, whose error is raised
    /// ([`ToOCamlException`](crate::ToOCamlException)).
    ///
    /// ```no_run
    /// # use ocaml_interop::*;
    /// let parse = RustFn::fallible(|_cr: &mut OCamlRuntime, text: String| text.parse::<isize>());
    /// # let _: RustFn<fn(String) -> isize> = parse;
    /// ```
    pub fn fallible<E>(f: impl IntoRustFn<Fallible<E>, S>) -> RustFn<S> {
        RustFn::of(f.into_closure())
    }

    /// A function of a closure that takes the runtime and changes what it holds (`FnMut`).
    ///
    /// One call of it runs at a time: called while it runs, from inside of itself or on another thread,
    /// it raises `Invalid_argument`, and so does every call after one that panicked.
    ///
    /// ```no_run
    /// # use ocaml_interop::*;
    /// let mut count = 0;
    /// let next = RustFn::mutable(move |_cr: &mut OCamlRuntime, (): ()| {
    ///     count += 1;
    ///     count as isize
    /// });
    /// # let _: RustFn<fn(()) -> isize> = next;
    /// ```
    pub fn mutable(f: impl IntoRustFn<Mutable, S>) -> RustFn<S> {
        RustFn::of(f.into_closure())
    }

    /// A function of a closure that takes the runtime and can be called once (`FnOnce`). The second call
    /// raises `Invalid_argument`.
    pub fn once(f: impl IntoRustFn<Once, S>) -> RustFn<S> {
        RustFn::of(f.into_closure())
    }

    /// A function of a closure as all are called.
    pub(crate) fn of(closure: Arc<S::Closure>) -> RustFn<S> {
        RustFn { closure }
    }
}

/// The same closure.
impl<S: Signature> Clone for RustFn<S> {
    fn clone(&self) -> RustFn<S> {
        RustFn { closure: Arc::clone(&self.closure) }
    }
}

impl<S: Signature> fmt::Debug for RustFn<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RustFn<{}>", std::any::type_name::<S>())
    }
}

impl<S: Signature + OCamlDescriber> OCamlDescriber for RustFn<S> {
    fn ocaml_type_name() -> String {
        S::ocaml_type_name()
    }

    const DESCRIPTION: &'static ocaml_interop_schema::form::Type = S::DESCRIPTION;
}

macro_rules! function {
    ($(($type:ident $rust:ident $argument:ident))+) => {
        // SAFETY: the function that OCaml makes takes as many arguments, each read as its type; the result is
        // what converting it to its type gave.
        unsafe impl<$($type: 'static, $rust: FromOCaml<$type> + 'static,)+ M: 'static, R>
            ToOCaml<fn($($type),+) -> M> for RustFn<fn($($rust),+) -> R>
        where
            R: ToOCaml<M> + 'static,
        {
            fn to_ocaml<'a>(&self, cr: &'a mut OCamlRuntime) -> OCaml<'a, fn($($type),+) -> M> {
                /// Reads the arguments, calls the closure, makes the result.
                ///
                /// # Safety
                /// Called by OCaml: as `entered` wants it, with that many arguments of those types.
                unsafe extern "C" fn call<$($type, $rust: FromOCaml<$type> + 'static,)+ M, R>(
                    boxed: RawOCaml,
                    arguments: *const RawOCaml,
                ) -> RawOCaml
                where
                    R: ToOCaml<M> + 'static,
                {
                    type Closure<$($rust,)+ R> = <fn($($rust),+) -> R as Signature>::Closure;
                    let mut arguments = Arguments::of(arguments);
                    // SAFETY: the caller's promise. The arguments are read before anything else runs:
                    // conversions from OCaml have no handle.
                    unsafe {
                        entered::<Closure<$($rust,)+ R>>(boxed, |cr, closure| {
                            $(let $argument = match arguments.read::<$type, $rust>() {
                                Ok(argument) => argument,
                                Err(unfit) => return Err(unfit.raised(cr)),
                            };)+
                            match closure(cr, $($argument),+) {
                                Ok(result) => Ok(result.to_ocaml(cr).word()),
                                Err(error) => Err(raised(cr, error)),
                            }
                        })
                    }
                }

                const COUNT: usize = [$(stringify!($argument)),+].len();
                // SAFETY: what `call` does, and the closure that it takes.
                let function = unsafe {
                    make(cr, &self.closure, COUNT, call::<$($type, $rust,)+ M, R>)
                };
                cr.get(&function)
            }
        }

        impl<$($rust: FromOCamlDefault + 'static,)+ R> DefaultOCamlMapping
            for RustFn<fn($($rust),+) -> R>
        where
            R: DefaultOCamlMapping + 'static,
        {
            type OCamlType = fn($($rust::OCamlType),+) -> R::OCamlType;
        }
    };
}

crate::arity::for_each_function!(function);
