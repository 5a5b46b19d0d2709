//! Tuples.

use crate::value::OCaml;

macro_rules! tuple {
    ($(($type:ident $rust:ident $index:tt $accessor:ident))+) => {
        impl<'gc, $($type),+> OCaml<'gc, ($($type,)+)> {
            /// The components.
            #[inline(always)]
            pub fn to_tuple(&self) -> ($(OCaml<'gc, $type>,)+) {
                // SAFETY: a tuple is a block of its components.
                ($(unsafe { self.field::<$type>($index) },)+)
            }

            $(
                #[doc = concat!("The component at ", stringify!($index), ", counted from 0.")]
                #[inline(always)]
                pub fn $accessor(&self) -> OCaml<'gc, $type> {
                    // SAFETY: a tuple is a block of its components.
                    unsafe { self.field($index) }
                }
            )+
        }
    };
}

crate::arity::for_each_tuple!(tuple);
