//! The kinds of Rust closures that become OCaml functions.

use std::sync::{Arc, Mutex, PoisonError, TryLockError};

use super::Signature;
use crate::call::OCamlError;
use crate::exception::ToOCamlException;
use crate::runtime::OCamlRuntime;

/// A Rust closure of signature `S`. `Kind` says what else it takes and gives: each constructor of
/// [`RustFn`](crate::RustFn) takes closures of one kind.
#[diagnostic::on_unimplemented(
    message = "`{Self}` can't become an OCaml function here",
    label = "not a closure that this constructor takes",
    note = "a closure has one to seven arguments, with their types written out: `|n: isize|`; it is `Send + Sync + 'static` (`Send` for `mutable` and `once`)",
    note = "`new` takes the arguments alone; the other constructors' closures take `cr: &mut OCamlRuntime` before them"
)]
pub trait IntoRustFn<Kind, S: Signature> {
    /// The closure as all are called.
    #[doc(hidden)]
    fn into_closure(self) -> Arc<S::Closure>;
}

/// For [`RustFn::new`](crate::RustFn::new).
#[derive(Debug)]
pub enum Plain {}
/// For [`RustFn::with_runtime`](crate::RustFn::with_runtime).
#[derive(Debug)]
pub enum WithRuntime {}
/// For [`RustFn::fallible`](crate::RustFn::fallible), with the error.
#[derive(Debug)]
pub struct Fallible<E>(std::marker::PhantomData<E>);
/// For [`RustFn::mutable`](crate::RustFn::mutable).
#[derive(Debug)]
pub enum Mutable {}
/// For [`RustFn::once`](crate::RustFn::once).
#[derive(Debug)]
pub enum Once {}

const FINISHED: &str = "the Rust function is finished: it can be called once only, and has been";
const RUNNING: &str = "the Rust function is running: it changes what it holds, so it can't be called \
                       again before it has returned, nor by two threads at once";
const POISONED: &str = "the Rust function panicked in an earlier call, and what it holds may be only \
                        half changed: it can't be called any more";

/// Calls `f` with what a closure changes, unless that is in use or was left half changed.
pub(crate) fn with_mutable<F, R>(
    cr: &mut OCamlRuntime,
    state: &Mutex<F>,
    call: impl FnOnce(&mut OCamlRuntime, &mut F) -> Result<R, OCamlError>,
) -> Result<R, OCamlError> {
    match state.try_lock() {
        Ok(mut f) => call(cr, &mut f),
        Err(TryLockError::WouldBlock) => Err(OCamlError::invalid_argument(cr, RUNNING)),
        Err(TryLockError::Poisoned(_)) => Err(OCamlError::invalid_argument(cr, POISONED)),
    }
}

macro_rules! kinds {
    ($(($type:ident $rust:ident $argument:ident))+) => {
        impl<F, $($rust: 'static,)+ R: 'static> IntoRustFn<Plain, fn($($rust),+) -> R> for F
        where
            F: Fn($($rust),+) -> R + Send + Sync + 'static,
        {
            fn into_closure(self) -> Arc<<fn($($rust),+) -> R as Signature>::Closure> {
                Arc::new(move |_: &mut OCamlRuntime, $($argument: $rust),+| Ok(self($($argument),+)))
            }
        }

        impl<F, $($rust: 'static,)+ R: 'static> IntoRustFn<WithRuntime, fn($($rust),+) -> R> for F
        where
            F: Fn(&mut OCamlRuntime, $($rust),+) -> R + Send + Sync + 'static,
        {
            fn into_closure(self) -> Arc<<fn($($rust),+) -> R as Signature>::Closure> {
                Arc::new(move |cr: &mut OCamlRuntime, $($argument: $rust),+| {
                    Ok(self(cr, $($argument),+))
                })
            }
        }

        impl<F, $($rust: 'static,)+ R: 'static, E> IntoRustFn<Fallible<E>, fn($($rust),+) -> R> for F
        where
            F: Fn(&mut OCamlRuntime, $($rust),+) -> Result<R, E> + Send + Sync + 'static,
            E: ToOCamlException,
        {
            fn into_closure(self) -> Arc<<fn($($rust),+) -> R as Signature>::Closure> {
                Arc::new(move |cr: &mut OCamlRuntime, $($argument: $rust),+| {
                    self(cr, $($argument),+).map_err(|error| error.to_ocaml_exception(cr))
                })
            }
        }

        impl<F, $($rust: 'static,)+ R: 'static> IntoRustFn<Mutable, fn($($rust),+) -> R> for F
        where
            F: FnMut(&mut OCamlRuntime, $($rust),+) -> R + Send + 'static,
        {
            fn into_closure(self) -> Arc<<fn($($rust),+) -> R as Signature>::Closure> {
                let state = Mutex::new(self);
                Arc::new(move |cr: &mut OCamlRuntime, $($argument: $rust),+| {
                    with_mutable(cr, &state, |cr, f| Ok(f(cr, $($argument),+)))
                })
            }
        }

        impl<F, $($rust: 'static,)+ R: 'static> IntoRustFn<Once, fn($($rust),+) -> R> for F
        where
            F: FnOnce(&mut OCamlRuntime, $($rust),+) -> R + Send + 'static,
        {
            fn into_closure(self) -> Arc<<fn($($rust),+) -> R as Signature>::Closure> {
                let state = Mutex::new(Some(self));
                Arc::new(move |cr: &mut OCamlRuntime, $($argument: $rust),+| {
                    // Let go of the lock before the call, which may come here again.
                    let f = state.lock().unwrap_or_else(PoisonError::into_inner).take();
                    match f {
                        Some(f) => Ok(f(cr, $($argument),+)),
                        None => Err(OCamlError::invalid_argument(cr, FINISHED)),
                    }
                })
            }
        }
    };
}

crate::arity::for_each_function!(kinds);
