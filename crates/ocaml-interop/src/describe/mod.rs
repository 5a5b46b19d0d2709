//! What a type is called in OCaml.

use std::borrow::Cow;
use std::rc::Rc;
use std::sync::Arc;

use crate::repr::bigarray::{Array1, Char};
use crate::value::{
    DynBox, OCamlBytes, OCamlException, OCamlFloat, OCamlFloatArray, OCamlInt, OCamlInt32,
    OCamlInt64, OCamlList, OCamlUniformArray,
};

/// The name of the OCaml type that a Rust type stands for, as OCaml prints it.
///
/// Rust's own types are described as they convert where nothing else is said
/// (see [`DefaultOCamlMapping`](crate::DefaultOCamlMapping)). Derive it for
/// records and variants: `#[derive(OCamlDescriber)]`.
///
/// ```
/// use ocaml_interop::{OCamlDescriber, OCamlInt, OCamlList};
///
/// assert_eq!(<Result<OCamlInt, String>>::ocaml_type_name(), "(int, string) result");
/// assert_eq!(<OCamlList<(OCamlInt, bool)>>::ocaml_type_name(), "(int * bool) list");
/// assert_eq!(<Vec<f64>>::ocaml_type_name(), "float list");
/// ```
pub trait OCamlDescriber {
    /// The type, in OCaml's syntax.
    fn ocaml_type_name() -> String;
}

macro_rules! plain {
    ($($type:ty = $name:literal;)*) => {$(
        impl OCamlDescriber for $type {
            fn ocaml_type_name() -> String {
                $name.to_owned()
            }
        }
    )*};
}

plain! {
    () = "unit";
    bool = "bool";
    f64 = "float";
    f32 = "float";
    i64 = "int64";
    i32 = "int32";
    isize = "int";
    usize = "int";
    i8 = "int";
    i16 = "int";
    u8 = "int";
    u16 = "int";
    u32 = "int";
    String = "string";
    str = "string";
    [u8] = "bytes";
    OCamlInt = "int";
    OCamlInt32 = "int32";
    OCamlInt64 = "int64";
    OCamlFloat = "float";
    OCamlBytes = "bytes";
    OCamlException = "exn";
    OCamlFloatArray = "floatarray";
}

macro_rules! composed {
    ($([$($parameter:ident),*] $type:ty = $format:literal;)*) => {$(
        impl<$($parameter: OCamlDescriber),*> OCamlDescriber for $type {
            fn ocaml_type_name() -> String {
                format!($format, $($parameter::ocaml_type_name()),*)
            }
        }
    )*};
}

composed! {
    [A] OCamlList<A> = "{} list";
    [A] Vec<A> = "{} list";
    [A] OCamlUniformArray<A> = "{} array";
    [A] Option<A> = "{} option";
    [A, E] Result<A, E> = "({}, {}) result";
}

macro_rules! transparent {
    ($($pointer:ident)*) => {$(
        impl<A: OCamlDescriber + ?Sized> OCamlDescriber for $pointer<A> {
            fn ocaml_type_name() -> String {
                A::ocaml_type_name()
            }
        }
    )*};
}

transparent!(Box Rc Arc);

impl<A: OCamlDescriber + ?Sized> OCamlDescriber for &A {
    fn ocaml_type_name() -> String {
        A::ocaml_type_name()
    }
}

impl<B: OCamlDescriber + ToOwned + ?Sized> OCamlDescriber for Cow<'_, B> {
    fn ocaml_type_name() -> String {
        B::ocaml_type_name()
    }
}

impl<A, const N: usize> OCamlDescriber for [A; N]
where
    A: OCamlDescriber,
{
    fn ocaml_type_name() -> String {
        format!("{} list", A::ocaml_type_name())
    }
}

/// On OCaml's side an abstract type: its name is the Rust type's, the last
/// segment, in OCaml's spelling.
impl<A> OCamlDescriber for DynBox<A> {
    fn ocaml_type_name() -> String {
        let path = std::any::type_name::<A>();
        let path = path.split('<').next().unwrap_or(path);
        let name = path.rsplit("::").next().unwrap_or(path);
        let mut spelled = String::new();
        for (position, letter) in name.chars().enumerate() {
            if letter.is_uppercase() && position > 0 {
                spelled.push('_');
            }
            spelled.extend(letter.to_lowercase());
        }
        spelled
    }
}

macro_rules! bigarrays {
    ($($element:ty = $ocaml:literal, $kind:literal;)*) => {$(
        impl OCamlDescriber for Array1<$element> {
            fn ocaml_type_name() -> String {
                concat!(
                    "(", $ocaml, ", Bigarray.", $kind, "_elt, Bigarray.c_layout) Bigarray.Array1.t"
                )
                .to_owned()
            }
        }
    )*};
}

bigarrays! {
    f32 = "float", "float32";
    f64 = "float", "float64";
    i8 = "int", "int8_signed";
    u8 = "int", "int8_unsigned";
    i16 = "int", "int16_signed";
    u16 = "int", "int16_unsigned";
    i32 = "int32", "int32";
    i64 = "int64", "int64";
    isize = "nativeint", "nativeint";
    Char = "char", "int8_unsigned";
}

macro_rules! tuple {
    ($(($type:ident $rust:ident $index:tt $accessor:ident))+) => {
        impl<$($type: OCamlDescriber),+> OCamlDescriber for ($($type,)+) {
            fn ocaml_type_name() -> String {
                format!("({})", [$($type::ocaml_type_name()),+].join(" * "))
            }
        }
    };
}

crate::arity::for_each_tuple!(tuple);
