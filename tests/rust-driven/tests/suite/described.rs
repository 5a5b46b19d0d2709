//! `OCamlDescriber`: what a type is called in OCaml.

use std::borrow::Cow;
use std::rc::Rc;

use ocaml_interop::bigarray::{Array1, Char};
use ocaml_interop::{
    DynBox, OCamlBytes, OCamlDescriber, OCamlException, OCamlFloat, OCamlFloatArray, OCamlInt,
    OCamlInt32, OCamlInt64, OCamlList, OCamlUniformArray,
};

macro_rules! described {
    ($($type:ty = $name:literal;)*) => {$(
        assert_eq!(<$type>::ocaml_type_name(), $name);
    )*};
}

#[test]
fn rusts_and_ocamls_own_types() {
    described! {
        () = "unit";
        bool = "bool";
        f64 = "float";
        i64 = "int64";
        i32 = "int32";
        isize = "int";
        String = "string";
        &str = "string";
        Box<[u8]> = "bytes";
        OCamlInt = "int";
        OCamlInt32 = "int32";
        OCamlInt64 = "int64";
        OCamlFloat = "float";
        OCamlBytes = "bytes";
        OCamlException = "exn";
        OCamlList<OCamlInt> = "int list";
        Vec<String> = "string list";
        OCamlUniformArray<OCamlFloat> = "float array";
        OCamlFloatArray = "floatarray";
        Option<OCamlList<bool>> = "bool list option";
        Result<OCamlInt, String> = "(int, string) result";
        (OCamlInt, String) = "(int * string)";
        OCamlList<(OCamlInt, (bool, ()))> = "(int * (bool * unit)) list";
        Rc<Cow<'static, str>> = "string";
        Array1<u8> = "(int, Bigarray.int8_unsigned_elt, Bigarray.c_layout) Bigarray.Array1.t";
        Array1<Char> = "(char, Bigarray.int8_unsigned_elt, Bigarray.c_layout) Bigarray.Array1.t";
    }
}

#[derive(OCamlDescriber)]
#[allow(dead_code)]
struct LongPerson {
    name: String,
}

#[derive(OCamlDescriber)]
#[ocaml(name = "Shapes.t")]
#[allow(dead_code)]
enum Shape {
    Empty,
}

#[derive(OCamlDescriber)]
#[allow(dead_code)]
struct Couple<A, B> {
    left: A,
    right: B,
}

struct CompiledPattern;

#[test]
fn derived_types() {
    described! {
        LongPerson = "long_person";
        OCamlList<Shape> = "Shapes.t list";
        Couple<OCamlInt, String> = "(int, string) couple";
        DynBox<CompiledPattern> = "compiled_pattern";
    }
}

/// A type is described as the OCaml type that it converts to, and from, where nothing else is said.
#[test]
fn descriptions_agree_with_conversions() {
    use ocaml_interop::__private::check::same_types;
    use ocaml_interop::{DefaultOCamlMapping, FromOCamlDefault};

    macro_rules! alike {
        ($($type:ty)*) => {$(
            let own = <$type>::DESCRIPTION;
            let to = <$type as DefaultOCamlMapping>::OCamlType::DESCRIPTION;
            let from = <$type as FromOCamlDefault>::OCamlType::DESCRIPTION;
            assert!(same_types(own, to) && same_types(own, from), stringify!($type));
        )*};
    }
    alike! {
        () bool f64 i64 i32 isize usize i8 i16 u8 u16 u32 String &str Box<[u8]>
        Option<i64> Result<isize, String> Vec<f64> [i32; 3] (i64, String, (bool, f64))
        Rc<Cow<'static, str>> ocaml_interop::BoxRoot<OCamlUniformArray<OCamlInt>>
    }
    assert!(!same_types(<i64>::DESCRIPTION, OCamlInt::DESCRIPTION));
    assert!(!same_types(<Vec<i64>>::DESCRIPTION, <Vec<isize>>::DESCRIPTION));
}
