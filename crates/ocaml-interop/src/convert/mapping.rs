//! Which OCaml type a Rust type stands for where nothing else is said.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::{HashMap, VecDeque};
use std::ffi::{CStr, CString, OsStr, OsString};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use crate::root::BoxRoot;
use crate::value::{
    Either, OCaml, OCamlBuffer, OCamlBytes, OCamlCell, OCamlChar, OCamlFloat, OCamlFloatArray,
    OCamlHashtbl, OCamlInt, OCamlInt32, OCamlInt64, OCamlList, OCamlNativeint, OCamlQueue,
    OCamlReference, OCamlStack, OCamlUniformArray,
};

/// The OCaml type that a Rust type becomes where nothing else is said: in
/// derived types, and as the result of an exported function.
///
/// | Rust | OCaml |
/// | --- | --- |
/// | `f64`, `f32` | `float` |
/// | `i64`, `i32` | `int64`, `int32` |
/// | `isize`, `usize`, and integers of 8 and 16 bits, `u32` | `int` |
/// | `bool`, `()` | `bool`, `unit` |
/// | `i128`, `u128` | `string`, in decimal |
/// | `Duration` | `int`, in nanoseconds: exact for 146 years, which a `float` of seconds isn't |
/// | `String`, `str` | `string` |
/// | `Path`, `OsStr`, `CStr`, and their owned forms | `string` |
/// | `Box<[u8]>`, `[u8]` | `bytes` |
/// | `Option<T>`, `Result<T, E>` | `option`, `result` |
/// | `Vec<T>`, `[T; N]` | `list`; another with `as_` |
/// | tuples | tuples |
/// | `Either<A, B>` | `Either.t` |
/// | `Cell<T>`, `RefCell<T>` | `ref` |
/// | `HashMap<K, V>` | `Hashtbl.t` |
/// | `VecDeque<T>` | `Queue.t` |
/// | `&T`, `Box<T>`, `Rc<T>`, `Arc<T>`, `Cow<T>` | as `T` |
/// | a derived type | itself |
///
/// The table of what a Rust type is made *from* is the same.
#[diagnostic::on_unimplemented(
    message = "`{Self}` stands for no OCaml type by default",
    label = "which OCaml type is this?",
    note = "name it with `#[ocaml(as_ = \"…\")]`, or derive `ToOCaml` for the type"
)]
pub trait DefaultOCamlMapping {
    /// The OCaml type.
    type OCamlType: 'static;
}

/// The OCaml type that a Rust type is made from where nothing else is said: in
/// derived types, and as the argument of an exported function. The same table
/// as [`DefaultOCamlMapping`]; a trait of its own, since a type may derive one
/// direction only.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is made from no OCaml type by default",
    label = "which OCaml type is this?",
    note = "name it with `#[ocaml(as_ = \"…\")]`, or derive `FromOCaml` for the type"
)]
pub trait FromOCamlDefault {
    /// The OCaml type.
    type OCamlType: 'static;
}

/// The Rust type that an OCaml type becomes where nothing else is said.
pub trait DefaultRustMapping {
    /// The Rust type.
    type RustType;
}

/// Types that stand for one OCaml type, for both traits.
macro_rules! plain {
    ($($rust:ty => $ocaml:ty;)*) => {$(
        impl DefaultOCamlMapping for $rust {
            type OCamlType = $ocaml;
        }
        impl FromOCamlDefault for $rust {
            type OCamlType = $ocaml;
        }
    )*};
}

plain! {
    () => ();
    bool => bool;
    f64 => OCamlFloat;
    f32 => OCamlFloat;
    i128 => String;
    u128 => String;
    Duration => OCamlInt;
    OsStr => String;
    OsString => String;
    Path => String;
    PathBuf => String;
    CStr => String;
    CString => String;
    i64 => OCamlInt64;
    i32 => OCamlInt32;
    isize => OCamlInt;
    usize => OCamlInt;
    i8 => OCamlInt;
    i16 => OCamlInt;
    u8 => OCamlInt;
    u16 => OCamlInt;
    u32 => OCamlInt;
    String => String;
    str => String;
    [u8] => OCamlBytes;
}

/// As the integer.
macro_rules! non_zero {
    ($($integer:ty)*) => {$(
        impl DefaultOCamlMapping for NonZero<$integer> {
            type OCamlType = <$integer as DefaultOCamlMapping>::OCamlType;
        }
        impl FromOCamlDefault for NonZero<$integer> {
            type OCamlType = <$integer as FromOCamlDefault>::OCamlType;
        }
    )*};
}

non_zero!(i8 i16 i32 i64 isize u8 u16 u32 usize i128 u128);

#[cfg(feature = "bstr")]
plain! {
    bstr::BStr => String;
    bstr::BString => String;
}

/// Types made of others, for both traits.
macro_rules! composed {
    ($trait:ident) => {
        impl<A: $trait> $trait for Option<A> {
            type OCamlType = Option<A::OCamlType>;
        }
        impl<A: $trait, E: $trait> $trait for Result<A, E> {
            type OCamlType = Result<A::OCamlType, E::OCamlType>;
        }
        impl<A: $trait> $trait for Vec<A> {
            type OCamlType = OCamlList<A::OCamlType>;
        }
        impl<A: $trait, const N: usize> $trait for [A; N] {
            type OCamlType = OCamlList<A::OCamlType>;
        }
        impl<A: $trait + ?Sized> $trait for &A {
            type OCamlType = A::OCamlType;
        }
        impl<A: $trait + ?Sized> $trait for Box<A> {
            type OCamlType = A::OCamlType;
        }
        impl<A: $trait + ?Sized> $trait for Rc<A> {
            type OCamlType = A::OCamlType;
        }
        impl<A: $trait + ?Sized> $trait for Arc<A> {
            type OCamlType = A::OCamlType;
        }
        impl<B: $trait + ToOwned + ?Sized> $trait for Cow<'_, B> {
            type OCamlType = B::OCamlType;
        }
        impl<T: 'static> $trait for BoxRoot<T> {
            type OCamlType = T;
        }
        impl<T: 'static> $trait for OCaml<'_, T> {
            type OCamlType = T;
        }
        impl<T: 'static> $trait for OCamlCell<T> {
            type OCamlType = T;
        }
    };
}

/// Rust's containers that stand for one of OCaml's.
macro_rules! containers {
    ($trait:ident) => {
        impl<A: $trait> $trait for Cell<A> {
            type OCamlType = OCamlReference<A::OCamlType>;
        }
        impl<A: $trait> $trait for RefCell<A> {
            type OCamlType = OCamlReference<A::OCamlType>;
        }
        impl<K: $trait, V: $trait, S> $trait for HashMap<K, V, S> {
            type OCamlType = OCamlHashtbl<K::OCamlType, V::OCamlType>;
        }
        impl<A: $trait> $trait for VecDeque<A> {
            type OCamlType = OCamlQueue<A::OCamlType>;
        }
        impl<A: $trait, B: $trait> $trait for Either<A, B> {
            type OCamlType = Either<A::OCamlType, B::OCamlType>;
        }
    };
}

containers!(DefaultOCamlMapping);
containers!(FromOCamlDefault);

composed!(DefaultOCamlMapping);
composed!(FromOCamlDefault);

macro_rules! tuple {
    ($(($type:ident $rust:ident $index:tt $accessor:ident))+) => {
        impl<$($type: DefaultOCamlMapping),+> DefaultOCamlMapping for ($($type,)+) {
            type OCamlType = ($($type::OCamlType,)+);
        }
        impl<$($type: FromOCamlDefault),+> FromOCamlDefault for ($($type,)+) {
            type OCamlType = ($($type::OCamlType,)+);
        }
        impl<$($type: DefaultRustMapping),+> DefaultRustMapping for ($($type,)+) {
            type RustType = ($($type::RustType,)+);
        }
    };
}

crate::arity::for_each_tuple!(tuple);

/// The inverse, on OCaml's types.
macro_rules! inverse {
    ($([$($parameter:ident),*] $ocaml:ty => $rust:ty;)*) => {$(
        impl<$($parameter: DefaultRustMapping),*> DefaultRustMapping for $ocaml {
            type RustType = $rust;
        }
    )*};
}

inverse! {
    [] () => ();
    [] bool => bool;
    [] OCamlFloat => f64;
    [] OCamlInt => i64;
    [] OCamlInt64 => i64;
    [] OCamlInt32 => i32;
    [] OCamlNativeint => isize;
    [] OCamlChar => u8;
    [] String => String;
    [] OCamlBytes => Box<[u8]>;
    [] OCamlFloatArray => Vec<f64>;
    [A] OCamlList<A> => Vec<A::RustType>;
    [A] OCamlUniformArray<A> => Vec<A::RustType>;
    [A] Option<A> => Option<A::RustType>;
    [A, E] Result<A, E> => Result<A::RustType, E::RustType>;
    [A, B] Either<A, B> => Either<A::RustType, B::RustType>;
    [A] OCamlReference<A> => RefCell<A::RustType>;
    [K, V] OCamlHashtbl<K, V> => HashMap<K::RustType, V::RustType>;
    [A] OCamlQueue<A> => VecDeque<A::RustType>;
    [A] OCamlStack<A> => Vec<A::RustType>;
    [] OCamlBuffer => Vec<u8>;
}
