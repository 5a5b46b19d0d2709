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
