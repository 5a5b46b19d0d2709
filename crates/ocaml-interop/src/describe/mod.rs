//! What a type is called in OCaml.

mod bigarray;
mod containers;
mod probe;
mod verdict;

use std::borrow::Cow;
use std::ffi::{CStr, CString, OsStr, OsString};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use ocaml_interop_schema::form::language::{ARRAY, LIST, OPTION};
use ocaml_interop_schema::form::{
    Arguments, Arrow, Constructor, Definition, Kind, Label, Link, Representation, Type, language,
};

use crate::root::BoxRoot;
use crate::value::{
    DynBox, OCaml, OCamlBytes, OCamlCell, OCamlChar, OCamlException, OCamlFloat, OCamlFloatArray,
    OCamlInt, OCamlInt32, OCamlInt64, OCamlList, OCamlNativeint, OCamlSeq, OCamlUniformArray,
};

pub use probe::{BoxName, Boxed, Described, Undescribed, Variable};
pub use verdict::{Declaration, NoOCaml, Wholly};

/// The name of the OCaml type that a Rust type stands for, as OCaml prints it.
///
/// Rust's own types are described as they convert where nothing else is said
/// (see [`DefaultOCamlMapping`](crate::DefaultOCamlMapping)). Derive it for
/// records and variants: `#[derive(OCamlDescriber)]`; with that, `ocaml!` and
/// `#[export]` compare the type with OCaml's where they can. Written by hand, a
/// name is all that it gives.
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

    /// The type, as it is compared with OCaml's.
    #[doc(hidden)]
    const DESCRIPTION: &'static Type = &Type::Unknown;
}

macro_rules! plain {
    ($($type:ty = $name:literal, $description:ident;)*) => {$(
        impl OCamlDescriber for $type {
            fn ocaml_type_name() -> String {
                $name.to_owned()
            }

            const DESCRIPTION: &'static Type = language::$description;
        }
    )*};
}

plain! {
    () = "unit", UNIT;
    bool = "bool", BOOL;
    f64 = "float", FLOAT;
    f32 = "float", FLOAT;
    i128 = "string", STRING;
    u128 = "string", STRING;
    Duration = "int", INT;
    OsStr = "string", STRING;
    OsString = "string", STRING;
    Path = "string", STRING;
    PathBuf = "string", STRING;
    CStr = "string", STRING;
    CString = "string", STRING;
    i64 = "int64", INT64;
    i32 = "int32", INT32;
    isize = "int", INT;
    usize = "int", INT;
    i8 = "int", INT;
    i16 = "int", INT;
    u8 = "int", INT;
    u16 = "int", INT;
    u32 = "int", INT;
    String = "string", STRING;
    str = "string", STRING;
    [u8] = "bytes", BYTES;
    OCamlInt = "int", INT;
    OCamlInt32 = "int32", INT32;
    OCamlNativeint = "nativeint", NATIVEINT;
    OCamlChar = "char", CHAR;
    OCamlInt64 = "int64", INT64;
    OCamlFloat = "float", FLOAT;
    OCamlBytes = "bytes", BYTES;
    OCamlException = "exn", EXN;
    OCamlFloatArray = "floatarray", FLOATARRAY;
}

#[cfg(feature = "bstr")]
plain! {
    bstr::BStr = "string", STRING;
    bstr::BString = "string", STRING;
}

/// As the integer.
macro_rules! non_zero {
    ($($integer:ty)*) => {$(
        impl OCamlDescriber for NonZero<$integer> {
            fn ocaml_type_name() -> String {
                <$integer>::ocaml_type_name()
            }

            const DESCRIPTION: &'static Type = <$integer>::DESCRIPTION;
        }
    )*};
}

non_zero!(i8 i16 i32 i64 isize u8 u16 u32 usize i128 u128);

macro_rules! composed {
    ($([$($parameter:ident),*] $type:ty = $format:literal, $definition:ident;)*) => {$(
        impl<$($parameter: OCamlDescriber),*> OCamlDescriber for $type {
            fn ocaml_type_name() -> String {
                format!($format, $($parameter::ocaml_type_name()),*)
            }

            const DESCRIPTION: &'static Type =
                &Type::Named(Link::to(&$definition), &[$($parameter::DESCRIPTION),*]);
        }
    )*};
}

use composed;

composed! {
    [A] OCamlList<A> = "{} list", LIST;
    [A] Vec<A> = "{} list", LIST;
    [A] OCamlUniformArray<A> = "{} array", ARRAY;
    [A] Option<A> = "{} option", OPTION;
    [A, E] Result<A, E> = "({}, {}) result", RESULT;
    [A] OCamlSeq<A> = "{} Seq.t", SEQ;
}

/// A function of unit; but what is declared by this name is meant by it.
static SEQ: Definition = Definition::abstract_("Seq.t", 1);

/// A variant type of the standard library, not of the language.
static RESULT: Definition = Definition::plain(
    "result",
    2,
    Kind::Variant(
        &[
            Constructor { name: "Ok", arguments: Arguments::Tuple(&[&Type::Variable(0)]), doc: "" },
            Constructor {
                name: "Error",
                arguments: Arguments::Tuple(&[&Type::Variable(1)]),
                doc: "",
            },
        ],
        Representation::Block,
    ),
);

macro_rules! transparent {
    ($($pointer:ident)*) => {$(
        impl<A: OCamlDescriber + ?Sized> OCamlDescriber for $pointer<A> {
            fn ocaml_type_name() -> String {
                A::ocaml_type_name()
            }

            const DESCRIPTION: &'static Type = A::DESCRIPTION;
        }
    )*};
}

transparent!(Box Rc Arc);

/// What holds an OCaml value is described as the value.
macro_rules! handles {
    ($($handle:ty)*) => {$(
        impl<A: OCamlDescriber + 'static> OCamlDescriber for $handle {
            fn ocaml_type_name() -> String {
                A::ocaml_type_name()
            }

            const DESCRIPTION: &'static Type = A::DESCRIPTION;
        }
    )*};
}

handles!(OCaml<'_, A> OCamlCell<A> BoxRoot<A>);

impl<A: OCamlDescriber + ?Sized> OCamlDescriber for &A {
    fn ocaml_type_name() -> String {
        A::ocaml_type_name()
    }

    const DESCRIPTION: &'static Type = A::DESCRIPTION;
}

impl<B: OCamlDescriber + ToOwned + ?Sized> OCamlDescriber for Cow<'_, B> {
    fn ocaml_type_name() -> String {
        B::ocaml_type_name()
    }

    const DESCRIPTION: &'static Type = B::DESCRIPTION;
}

impl<A, const N: usize> OCamlDescriber for [A; N]
where
    A: OCamlDescriber,
{
    fn ocaml_type_name() -> String {
        format!("{} list", A::ocaml_type_name())
    }

    const DESCRIPTION: &'static Type = <Vec<A>>::DESCRIPTION;
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

    // The name of a Rust type is no constant, so any abstract type will do; that the value is of the
    // type is checked where it is used.
    const DESCRIPTION: &'static Type = &Type::Named(Link::to(&DYN_BOX), &[]);
}

static DYN_BOX: Definition = Definition::plain("", 0, Kind::Boxed);

macro_rules! tuple {
    ($(($type:ident $rust:ident $index:tt $accessor:ident))+) => {
        impl<$($type: OCamlDescriber),+> OCamlDescriber for ($($type,)+) {
            fn ocaml_type_name() -> String {
                format!("({})", [$($type::ocaml_type_name()),+].join(" * "))
            }

            const DESCRIPTION: &'static Type = &Type::Tuple(&[$($type::DESCRIPTION),+]);
        }
    };
}

crate::arity::for_each_tuple!(tuple);

macro_rules! function {
    ($(($type:ident $rust:ident $argument:ident))+) => {
        impl<$($type: OCamlDescriber,)+ R: OCamlDescriber> OCamlDescriber for fn($($type),+) -> R {
            fn ocaml_type_name() -> String {
                let types = [$($type::ocaml_type_name(),)+ R::ocaml_type_name()];
                format!("({})", types.join(" -> "))
            }

            const DESCRIPTION: &'static Type = arrows!($($type)+);
        }
    };
}

/// A function's type, argument by argument.
macro_rules! arrows {
    () => { R::DESCRIPTION };
    ($type:ident $($rest:ident)*) => {
        &Type::Function(&Arrow {
            label: Label::None,
            argument: $type::DESCRIPTION,
            result: arrows!($($rest)*),
        })
    };
}

crate::arity::for_each_function!(function);
