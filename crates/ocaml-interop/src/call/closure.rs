//! OCaml functions as values.

use super::OCamlError;
use super::invoke::invoke;
use crate::convert::{ToOCaml, field};
use crate::runtime::OCamlRuntime;
use crate::value::{OCaml, OCamlCell, OCamlException, OCamlRef};

macro_rules! list {
    () => { () };
    ($first:expr $(, $rest:expr)*) => { ($first, list!($($rest),*)) };
}

macro_rules! try_call {
    ($(($type:ident $rust:ident $argument:ident))+) => {
        impl<$($type: 'static,)+ R: 'static> OCamlCell<fn($($type),+) -> R> {
            /// Calls the function. Each argument is an `OCamlRef`, a root, or
            /// any Rust value that converts.
            ///
            /// # Errors
            /// What OCaml raised, with its backtrace: returned from an exported
            /// function, it is raised again as it was.
            ///
            /// # Panics
            /// When an argument has no exact counterpart in OCaml.
            #[inline]
            #[allow(clippy::too_many_arguments)] // As many as the OCaml function has.
            pub fn call<'a>(
                &self,
                cr: &'a mut OCamlRuntime,
                $($argument: impl ToOCaml<$type>,)+
            ) -> Result<OCaml<'a, R>, OCamlError> {
                let arguments = list!($(field::<$type, _>(&$argument)),+);
                // SAFETY: as in `try_call`.
                unsafe {
                    let cell = std::ptr::from_ref(self).cast();
                    match invoke(cr, cell, &arguments) {
                        Ok(value) => Ok(OCaml::new(cr, value)),
                        Err(exception) => Err(OCamlError::returned(cr, exception)),
                    }
                }
            }

            /// Calls the function. Each argument is an `OCamlRef`, a root, or
            /// any Rust value that converts.
            ///
            /// # Errors
            /// What OCaml raised, as a value; see [`call`](Self::call) for an
            /// error that lasts.
            ///
            /// # Panics
            /// When an argument has no exact counterpart in OCaml.
            #[inline]
            #[allow(clippy::too_many_arguments)] // As many as the OCaml function has.
            pub fn try_call<'a>(
                &self,
                cr: &'a mut OCamlRuntime,
                $($argument: impl ToOCaml<$type>,)+
            ) -> Result<OCaml<'a, R>, OCaml<'a, OCamlException>> {
                let arguments = list!($(field::<$type, _>(&$argument)),+);
                // SAFETY: the cell holds a function of this type, and the
                // results are of the types that a call has.
                unsafe {
                    let cell = std::ptr::from_ref(self).cast();
                    match invoke(cr, cell, &arguments) {
                        Ok(value) => Ok(OCaml::new(cr, value)),
                        Err(exception) => Err(OCaml::new(cr, exception)),
                    }
                }
            }
        }
    };
}

crate::arity::for_each_function!(try_call);

/// The type of a Rust function that calls an OCaml function of one argument.
pub type OCamlFn1<'a, A, Ret> = unsafe fn(&'a mut OCamlRuntime, OCamlRef<'_, A>) -> OCaml<'a, Ret>;
/// As [`OCamlFn1`], of two arguments.
pub type OCamlFn2<'a, A, B, Ret> =
    unsafe fn(&'a mut OCamlRuntime, OCamlRef<'_, A>, OCamlRef<'_, B>) -> OCaml<'a, Ret>;
/// As [`OCamlFn1`], of three arguments.
pub type OCamlFn3<'a, A, B, C, Ret> = unsafe fn(
    &'a mut OCamlRuntime,
    OCamlRef<'_, A>,
    OCamlRef<'_, B>,
    OCamlRef<'_, C>,
) -> OCaml<'a, Ret>;
/// As [`OCamlFn1`], of four arguments.
pub type OCamlFn4<'a, A, B, C, D, Ret> = unsafe fn(
    &'a mut OCamlRuntime,
    OCamlRef<'_, A>,
    OCamlRef<'_, B>,
    OCamlRef<'_, C>,
    OCamlRef<'_, D>,
) -> OCaml<'a, Ret>;
/// As [`OCamlFn1`], of five arguments.
pub type OCamlFn5<'a, A, B, C, D, E, Ret> = unsafe fn(
    &'a mut OCamlRuntime,
    OCamlRef<'_, A>,
    OCamlRef<'_, B>,
    OCamlRef<'_, C>,
    OCamlRef<'_, D>,
    OCamlRef<'_, E>,
) -> OCaml<'a, Ret>;
