//! What bigarrays are called in OCaml.

use ocaml_interop_schema::form::{Definition, Link, Type, language};

use super::OCamlDescriber;
#[cfg(feature = "ndarray")]
use crate::repr::bigarray::{AnyDim, CLayout, Dim};
use crate::repr::bigarray::{Bigarray, BigarrayElt, Dimensions, Layout, Owned};

/// `(float, Bigarray.float64_elt, Bigarray.c_layout) Bigarray.Array1.t`, say.
impl<A: BigarrayElt, D: Dimensions, L: Layout> OCamlDescriber for Bigarray<A, D, L> {
    fn ocaml_type_name() -> String {
        let (element, kind) = KIND_NAMES.get(A::KIND as usize).unwrap_or(&("_", "_"));
        let (layout, array) = (layout_name(L::IS_FORTRAN), D::NAME);
        format!("({element}, Bigarray.{kind}_elt, {layout}) Bigarray.{array}.t")
    }

    const DESCRIPTION: &'static Type = &Type::Named(
        Link::to(module(D::COUNT)),
        &[kind(A::KIND).0, kind(A::KIND).1, layout(L::IS_FORTRAN)],
    );
}

impl<A: BigarrayElt, D: Dimensions, L: Layout> OCamlDescriber for Owned<A, D, L> {
    fn ocaml_type_name() -> String {
        <Bigarray<A, D, L>>::ocaml_type_name()
    }

    const DESCRIPTION: &'static Type = <Bigarray<A, D, L>>::DESCRIPTION;
}

/// An array of the crate `ndarray` is described as the bigarray that it becomes.
#[cfg(feature = "ndarray")]
macro_rules! arrays {
    ($($dimension:ident $dimensions:ty;)*) => {$(
        impl<A: BigarrayElt> OCamlDescriber for ndarray::Array<A, ndarray::$dimension> {
            fn ocaml_type_name() -> String {
                <Bigarray<A, $dimensions, CLayout>>::ocaml_type_name()
            }

            const DESCRIPTION: &'static Type = <Bigarray<A, $dimensions, CLayout>>::DESCRIPTION;
        }
    )*};
}

#[cfg(feature = "ndarray")]
arrays! {
    Ix0 Dim<0>;
    Ix1 Dim<1>;
    Ix2 Dim<2>;
    Ix3 Dim<3>;
    IxDyn AnyDim;
}

/// The type of OCaml's for a number of dimensions.
const fn module(dimensions: Option<usize>) -> &'static Definition {
    static ARRAY0: Definition = Definition::abstract_("Bigarray.Array0.t", 3);
    static ARRAY1: Definition = Definition::abstract_("Bigarray.Array1.t", 3);
    static ARRAY2: Definition = Definition::abstract_("Bigarray.Array2.t", 3);
    static ARRAY3: Definition = Definition::abstract_("Bigarray.Array3.t", 3);
    static GENARRAY: Definition = Definition::abstract_("Bigarray.Genarray.t", 3);
    match dimensions {
        Some(0) => &ARRAY0,
        Some(1) => &ARRAY1,
        Some(2) => &ARRAY2,
        Some(3) => &ARRAY3,
        _ => &GENARRAY,
    }
}

const fn layout(is_fortran: bool) -> &'static Type {
    static C: Definition = Definition::abstract_("Bigarray.c_layout", 0);
    static FORTRAN: Definition = Definition::abstract_("Bigarray.fortran_layout", 0);
    const C_TYPE: &Type = &Type::Named(Link::to(&C), &[]);
    const FORTRAN_TYPE: &Type = &Type::Named(Link::to(&FORTRAN), &[]);
    if is_fortran { FORTRAN_TYPE } else { C_TYPE }
}

const fn layout_name(is_fortran: bool) -> &'static str {
    if is_fortran { "Bigarray.fortran_layout" } else { "Bigarray.c_layout" }
}

/// OCaml's `Complex.t`.
const COMPLEX: &Type = {
    static DEFINITION: Definition = Definition::abstract_("Complex.t", 0);
    &Type::Named(Link::to(&DEFINITION), &[])
};

macro_rules! kinds {
    ($($number:literal = $element:literal, $ty:expr, $kind:literal;)*) => {
        /// The types of a kind's elements in OCaml and in memory, by its number.
        const KIND_NAMES: &[(&str, &str)] = &[$(($element, $kind)),*];

        /// The same as types.
        const fn kind(number: i32) -> (&'static Type, &'static Type) {
            match number {
                $($number => {
                    static ELT: Definition =
                        Definition::abstract_(concat!("Bigarray.", $kind, "_elt"), 0);
                    const ELT_TYPE: &Type = &Type::Named(Link::to(&ELT), &[]);
                    ($ty, ELT_TYPE)
                })*
                _ => (&Type::Unknown, &Type::Unknown),
            }
        }
    };
}

kinds! {
    0 = "float", language::FLOAT, "float32";
    1 = "float", language::FLOAT, "float64";
    2 = "int", language::INT, "int8_signed";
    3 = "int", language::INT, "int8_unsigned";
    4 = "int", language::INT, "int16_signed";
    5 = "int", language::INT, "int16_unsigned";
    6 = "int32", language::INT32, "int32";
    7 = "int64", language::INT64, "int64";
    8 = "int", language::INT, "int";
    9 = "nativeint", language::NATIVEINT, "nativeint";
    10 = "Complex.t", COMPLEX, "complex32";
    11 = "Complex.t", COMPLEX, "complex64";
    12 = "char", language::CHAR, "int8_unsigned";
    13 = "float", language::FLOAT, "float16";
}
