//! The types that a function takes and returns, in Rust.

use super::handle::Target;
use crate::call::OCamlError;
use crate::runtime::OCamlRuntime;

/// The types of a function of one to seven arguments, as Rust sees them: `fn(isize, String) -> bool`.
///
/// It stands in [`RustFn`](crate::RustFn) and [`OCamlFunction`](crate::OCamlFunction).
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no signature",
    label = "write `fn(A, …) -> R`, with one to seven arguments",
    note = "OCaml's functions take one argument at least: `fn(()) -> R` is `unit -> 'r`"
)]
pub trait Signature: sealed::Sealed + 'static {
    /// A Rust closure of these types.
    #[doc(hidden)]
    type Closure: ?Sized + Send + Sync + 'static;

    /// How an OCaml function is called with these types.
    #[doc(hidden)]
    type Caller: Copy + Send + Sync + 'static;
}

/// Others can't be added: the support module has a function for each arity.
mod sealed {
    pub trait Sealed {}
}

macro_rules! signature {
    ($(($type:ident $rust:ident $argument:ident))+) => {
        impl<$($rust: 'static,)+ R: 'static> sealed::Sealed for fn($($rust),+) -> R {}

        impl<$($rust: 'static,)+ R: 'static> Signature for fn($($rust),+) -> R {
            type Closure =
                dyn Fn(&mut OCamlRuntime, $($rust),+) -> Result<R, OCamlError> + Send + Sync;
            type Caller = fn(&Target, &mut OCamlRuntime, $($rust),+) -> Result<R, OCamlError>;
        }
    };
}

crate::arity::for_each_function!(signature);
