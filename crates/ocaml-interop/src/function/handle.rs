//! `OCamlFunction`: an OCaml function that is called with Rust values and gives them.

use std::any::{TypeId, type_name};
use std::fmt;
use std::sync::Arc;

use ocaml_interop_sys::RawOCaml;

use super::CallError;
use super::signature::Signature;
use crate::call::OCamlError;
use crate::convert::{
    DefaultOCamlMapping, DefaultRustMapping, FromOCaml, FromOCamlDefault, ToOCaml,
};
use crate::describe::OCamlDescriber;
use crate::exception::ToOCamlException;
use crate::heap::{Mode, Space};
use crate::root::BoxRoot;
use crate::runtime::OCamlRuntime;
use crate::value::{OCaml, OCamlCell};

/// An OCaml function that is called with Rust values, and whose result is one.
///
/// `S` is what it takes and returns in Rust: `OCamlFunction<fn(isize) -> String>`. It is made from every
/// OCaml type of as many arguments that those convert to ([`ToOCaml`]), and whose result converts from it
/// ([`FromOCaml`]); by default from what each type stands for, here `int -> string`. So it is an argument of
/// an exported function, a field of a derived type, or what `to_rust` makes of a `BoxRoot<fn(…) -> …>`.
///
/// It may be stored, cloned, sent to other threads and dropped on any. It is called where the runtime is at
/// hand, with [`call`](OCamlFunction::call); [`into_fn`](OCamlFunction::into_fn) makes a Rust closure of
/// it for threads that haven't got the domain lock.
///
/// # Example
/// ```
/// use ocaml_interop::{OCamlFunction, OCamlInt, OCamlRuntime, RustFn, ToOCaml};
///
/// let _guard = OCamlRuntime::init()?;
/// let spell: OCamlFunction<fn(isize) -> String> = OCamlRuntime::with_domain_lock(|cr| {
///     // OCaml would have given this one.
///     let function = RustFn::new(|n: isize| format!("<{n}>"));
///     ToOCaml::<fn(OCamlInt) -> String>::to_boxroot(&function, cr).to_rust(cr)
/// });
/// let called = spell.clone();
/// let text = OCamlRuntime::with_domain_lock(|cr| called.call(cr, 7))?;
/// assert_eq!(text, "<7>");
///
/// let spell = spell.into_fn();
/// let text = std::thread::spawn(move || spell(8)).join().unwrap()?;
/// assert_eq!(text, "<8>");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct OCamlFunction<S: Signature> {
    target: Arc<Target>,
    call: S::Caller,
}

/// The function itself.
#[derive(Debug)]
#[doc(hidden)]
pub struct Target {
    /// A root of a function of the type below; never read as what it says.
    root: BoxRoot<()>,
    /// Its OCaml type, by its marker: identity, and name for messages.
    marker: (TypeId, &'static str),
}

impl Target {
    fn new<T: 'static>(function: OCaml<'_, T>) -> Target {
        // SAFETY: it is read under its own type alone: `cell` compares.
        let root = unsafe { BoxRoot::new(function).cast() };
        Target { root, marker: (TypeId::of::<T>(), type_name::<T>()) }
    }

    /// The function, if `T` is its OCaml type.
    fn cell<T: 'static>(&self) -> Option<&OCamlCell<T>> {
        let cell: &OCamlCell<()> = &self.root;
        (self.marker.0 == TypeId::of::<T>()).then(|| {
            // SAFETY: the type was compared; the root keeps its cell up to date while it is borrowed.
            unsafe { OCamlCell::from_ptr(std::ptr::from_ref(cell).cast()) }
        })
    }

    /// As [`cell`](Self::cell), to be given back to OCaml.
    ///
    /// # Panics
    /// When it came from OCaml as another type.
    fn as_given<T: 'static>(&self) -> &OCamlCell<T> {
        self.cell().unwrap_or_else(|| {
            let (came_as, goes_as) = (self.marker.1, type_name::<T>());
            panic!(
                "an OCaml function can't change its type: it came as `{came_as}` and is given back \
                 as `{goes_as}`; name the same type on both ways"
            )
        })
    }
}

impl<S: Signature> Clone for OCamlFunction<S> {
    fn clone(&self) -> OCamlFunction<S> {
        OCamlFunction { target: Arc::clone(&self.target), call: self.call }
    }
}

impl<S: Signature> fmt::Debug for OCamlFunction<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "OCamlFunction<{}>", type_name::<S>())
    }
}

impl<S: Signature + OCamlDescriber> OCamlDescriber for OCamlFunction<S> {
    fn ocaml_type_name() -> String {
        S::ocaml_type_name()
    }

    const DESCRIPTION: &'static ocaml_interop_schema::form::Type = S::DESCRIPTION;
}

macro_rules! handle {
    ($(($type:ident $rust:ident $argument:ident))+) => {
        impl<$($rust: 'static,)+ R: 'static> OCamlFunction<fn($($rust),+) -> R> {
            /// Calls the function.
            ///
            /// # Errors
            /// What OCaml raised; `Invalid_argument` where the result doesn't convert.
            ///
            /// # Panics
            /// When an argument has no exact counterpart in OCaml.
            #[allow(clippy::too_many_arguments)] // As many as the OCaml function has.
            pub fn call(
                &self,
                cr: &mut OCamlRuntime,
                $($argument: $rust,)+
            ) -> Result<R, OCamlError> {
                (self.call)(&self.target, cr, $($argument),+)
            }

            /// The function as a Rust closure, which takes the domain lock for each call: for threads that
            /// haven't got it, and for libraries that know nothing of OCaml.
            ///
            /// # Errors
            /// The closure gives [`CallError::Lock`] where the thread can't have the lock, above all where
            /// it has it already: there use [`call`](Self::call).
            pub fn into_fn(
                self,
            ) -> impl Fn($($rust),+) -> Result<R, CallError> + Clone + Send + Sync + 'static {
                move |$($argument: $rust),+| {
                    match OCamlRuntime::try_with_domain_lock(|cr| self.call(cr, $($argument),+)) {
                        Ok(called) => called.map_err(CallError::Raised),
                        Err(refused) => Err(CallError::Lock(refused)),
                    }
                }
            }
        }

        // SAFETY: the function is rooted as it is.
        unsafe impl<$($type: 'static, $rust: ToOCaml<$type> + 'static,)+ M: 'static, R>
            FromOCaml<fn($($type),+) -> M> for OCamlFunction<fn($($rust),+) -> R>
        where
            R: FromOCaml<M> + 'static,
        {
            fn from_ocaml(v: OCaml<'_, fn($($type),+) -> M>) -> Self {
                #[allow(clippy::too_many_arguments)] // As many as the OCaml function has.
                fn call<$($type: 'static, $rust: ToOCaml<$type>,)+ M: 'static, R: FromOCaml<M>>(
                    target: &Target,
                    cr: &mut OCamlRuntime,
                    $($argument: $rust,)+
                ) -> Result<R, OCamlError> {
                    let function = target.as_given::<fn($($type),+) -> M>();
                    let result = function.call(cr, $($argument),+)?.try_to_rust();
                    result.map_err(|error| error.to_ocaml_exception(cr))
                }

                OCamlFunction { target: Arc::new(Target::new(v)), call: call::<$($type, $rust,)+ M, R> }
            }
        }

        // SAFETY: the function itself, as the type that it is of.
        unsafe impl<$($type: 'static, $rust: 'static,)+ M: 'static, R: 'static>
            ToOCaml<fn($($type),+) -> M> for OCamlFunction<fn($($rust),+) -> R>
        {
            fn to_ocaml<'a>(&self, cr: &'a mut OCamlRuntime) -> OCaml<'a, fn($($type),+) -> M> {
                cr.get(self.target.as_given())
            }

            const FIXED_WORDS: Option<usize> = Some(0);

            unsafe fn write<Z: Mode>(&self, _space: &mut Space<'_, Z>) -> RawOCaml {
                // SAFETY: a space is written to its end at once, so the lock is held and nothing moves.
                unsafe { self.target.as_given::<fn($($type),+) -> M>().get_raw() }
            }
        }

        impl<$($rust: DefaultOCamlMapping + 'static,)+ R> FromOCamlDefault
            for OCamlFunction<fn($($rust),+) -> R>
        where
            R: FromOCamlDefault + 'static,
        {
            type OCamlType = fn($($rust::OCamlType),+) -> R::OCamlType;
        }

        impl<$($rust: DefaultOCamlMapping + 'static,)+ R> DefaultOCamlMapping
            for OCamlFunction<fn($($rust),+) -> R>
        where
            R: FromOCamlDefault + 'static,
        {
            type OCamlType = fn($($rust::OCamlType),+) -> R::OCamlType;
        }

        impl<$($type: DefaultRustMapping,)+ M> DefaultRustMapping for fn($($type),+) -> M
        where
            $($type::RustType: 'static,)+
            M: DefaultRustMapping<RustType: 'static>,
        {
            type RustType = OCamlFunction<fn($($type::RustType),+) -> M::RustType>;
        }
    };
}

crate::arity::for_each_function!(handle);
