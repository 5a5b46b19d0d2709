//! OCaml functions given their arguments one at a time.

use super::OCamlError;
use super::invoke::{invoke, root};
use crate::convert::{ToOCaml, field};
use crate::root::BoxRoot;
use crate::runtime::OCamlRuntime;
use crate::value::OCamlCell;

macro_rules! partial {
    // Of one argument there is nothing to leave out.
    ($one:tt) => {};
    (($first:ident $rust_first:ident $argument:ident) $(($type:ident $rust:ident $name:ident))+) => {
        impl<$first: 'static, $($type: 'static,)+ R: 'static>
            OCamlCell<fn($first, $($type),+) -> R>
        {
            /// Gives the function its first argument alone: what OCaml writes `f a`.
            ///
            /// # Errors
            /// What OCaml raised: a function that takes its arguments step by step may do something
            /// at the first.
            ///
            /// # Panics
            /// When the argument has no exact counterpart in OCaml.
            ///
            /// # Example
            /// ```no_run
            /// # use ocaml_interop::*;
            /// # fn example(cr: &mut OCamlRuntime, add: BoxRoot<fn(OCamlInt, OCamlInt) -> OCamlInt>)
            /// # -> Result<(), OCamlError> {
            /// let increment: BoxRoot<fn(OCamlInt) -> OCamlInt> = add.partial(cr, 1_isize)?;
            /// assert_eq!(increment.call(cr, 41_isize)?.to_i64(), 42);
            /// # Ok(())
            /// # }
            /// ```
            pub fn partial(
                &self,
                cr: &mut OCamlRuntime,
                $argument: impl ToOCaml<$first>,
            ) -> Result<BoxRoot<fn($($type),+) -> R>, OCamlError> {
                let arguments = (field::<$first, _>(&$argument), ());
                // SAFETY: the cell holds a function whose first argument is of this type; with fewer
                // arguments than it takes, every closure's code returns a closure of the rest.
                unsafe {
                    match invoke(cr, std::ptr::from_ref(self).cast(), &arguments) {
                        Ok(rest) => Ok(root(cr, rest)),
                        Err(exception) => Err(OCamlError::returned(cr, exception)),
                    }
                }
            }
        }

        impl<$first: 'static, $($type: 'static,)+ R: 'static> BoxRoot<fn($first, $($type),+) -> R> {
            /// The same function, as one that returns a function: for OCaml the types are one.
            pub fn curry(self) -> BoxRoot<fn($first) -> fn($($type),+) -> R> {
                // SAFETY: `a -> (b -> r)` is what `a -> b -> r` means; calling looks at what a closure
                // takes.
                unsafe { self.cast() }
            }
        }

        impl<$first: 'static, $($type: 'static,)+ R: 'static>
            BoxRoot<fn($first) -> fn($($type),+) -> R>
        {
            /// The same function, as one that takes all arguments at once: for OCaml the types are
            /// one.
            pub fn uncurry(self) -> BoxRoot<fn($first, $($type),+) -> R> {
                // SAFETY: as in `curry`.
                unsafe { self.cast() }
            }
        }
    };
}

crate::arity::for_each_function!(partial);
