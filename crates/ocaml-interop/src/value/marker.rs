//! Names for OCaml's types, where Rust has none of its own.
//!
//! A marker is never made: it stands as `T` in `OCaml<'gc, T>`. Where Rust's
//! name fits, it is the marker: `String`, `bool`, `()`, `Option<A>`,
//! `Result<A, E>`, tuples, and each type with a derive.

use std::marker::PhantomData;

macro_rules! marker {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug)]
        pub enum $name {}
    };
    ($(#[$doc:meta])* $name:ident<$($parameter:ident),+>) => {
        $(#[$doc])*
        #[derive(Debug)]
        #[allow(unused_parens)] // A tuple where there are several.
        pub struct $name<$($parameter),+>(PhantomData<fn($($parameter),+) -> ($($parameter),+)>);
    };
}

marker! {
    /// OCaml's `int`: an immediate of 63 bits.
    OCamlInt
}
marker! {
    /// OCaml's `int32`: a custom block.
    OCamlInt32
}
marker! {
    /// OCaml's `int64`: a custom block.
    OCamlInt64
}
marker! {
    /// OCaml's `nativeint`: a custom block of a machine word.
    OCamlNativeint
}
#[cfg(feature = "zarith")]
marker! {
    /// Zarith's `Z.t`: an immediate, or a custom block of limbs.
    OCamlZ
}
marker! {
    /// OCaml's `char`: an immediate of 8 bits.
    OCamlChar
}
marker! {
    /// OCaml's `float`: a block with one double.
    OCamlFloat
}
marker! {
    /// OCaml's `bytes`: as `string`, but mutable.
    OCamlBytes
}
marker! {
    /// OCaml's `exn`.
    OCamlException
}
marker! {
    /// OCaml's `floatarray`, and its `float array`: a block of doubles.
    OCamlFloatArray
}
marker! {
    /// OCaml's `'a list`.
    OCamlList<A>
}
marker! {
    /// OCaml's `'a array`. For `float array`, which is flat, see
    /// [`OCamlFloatArray`].
    OCamlUniformArray<A>
}
marker! {
    /// OCaml's `'a ref`.
    OCamlReference<A>
}
marker! {
    /// OCaml's `'a Lazy.t`.
    OCamlLazy<A>
}
marker! {
    /// OCaml's `'a Atomic.t`.
    OCamlAtomic<A>
}
marker! {
    /// OCaml's `('k, 'v) Hashtbl.t`.
    OCamlHashtbl<K, V>
}
marker! {
    /// `'v M.t`, of an instance `M` of OCaml's `Map.Make`: see
    /// [`OCamlInstance`](crate::OCamlInstance).
    OCamlMap<I, V>
}
marker! {
    /// `M.t`, of an instance `M` of OCaml's `Set.Make`: see [`OCamlInstance`](crate::OCamlInstance).
    OCamlSet<I>
}
marker! {
    /// OCaml's `'a Queue.t`.
    OCamlQueue<A>
}
marker! {
    /// OCaml's `'a Stack.t`.
    OCamlStack<A>
}
marker! {
    /// OCaml's `Buffer.t`.
    OCamlBuffer
}

/// OCaml's `('a, 'b) Either.t`, and a Rust value of the same form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Either<A, B> {
    /// `Left a`.
    Left(A),
    /// `Right b`.
    Right(B),
}

marker! {
    /// OCaml's `'a Seq.t`: a lazy sequence, whose elements OCaml computes one by one.
    OCamlSeq<A>
}
marker! {
    /// A Rust value inside OCaml: on OCaml's side an abstract type.
    DynBox<A>
}
