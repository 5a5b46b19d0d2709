// Bindings to OCaml's modules, written by ocaml-interop-build from their interfaces.
// Bigarrays: 11 of 11 values.

#[allow(missing_docs, dead_code, non_camel_case_types, non_snake_case, clippy::all)]
pub mod bigarray {
    /// OCaml's `Stdlib.Bigarray.c_layout`.
    #[derive(Clone, Debug, PartialEq, Copy, Eq, Hash, ::ocaml_interop::ToOCaml, ::ocaml_interop::FromOCaml, ::ocaml_interop::OCamlDescriber)]
    #[ocaml(name = "Stdlib.Bigarray.c_layout")]
    pub enum CLayout {
        /// `C_layout_typ`
        CLayoutTyp,
    }

    #[allow(missing_docs, dead_code, non_camel_case_types, non_snake_case, clippy::all)]
    pub mod array1 {
        /// OCaml's `Stdlib.Bigarray.Array1.t`.
        #[derive(Debug)]
        pub struct T<A, B, C>(::core::marker::PhantomData<fn(A, B, C) -> (A, B, C,)>);

        impl<A: ::ocaml_interop::OCamlDescriber, B: ::ocaml_interop::OCamlDescriber, C: ::ocaml_interop::OCamlDescriber> ::ocaml_interop::OCamlDescriber for T<A, B, C> {
            fn ocaml_type_name() -> ::std::string::String {
                ::std::format!("({}) Stdlib.Bigarray.Array1.t", [A::ocaml_type_name(), B::ocaml_type_name(), C::ocaml_type_name()].join(", "))
            }
            const DESCRIPTION: &'static ::ocaml_interop::__private::form::Type = {
                use ::ocaml_interop::__private::form::{Definition, Link, Type};
                static DEFINITION: Definition = Definition::abstract_("Stdlib.Bigarray.Array1.t", 3);
                &Type::Named(Link::to(&DEFINITION), &[A::DESCRIPTION, B::DESCRIPTION, C::DESCRIPTION])
            };
        }
    }

    #[allow(missing_docs, dead_code, non_camel_case_types, non_snake_case, clippy::all)]
    pub mod genarray {
        /// OCaml's `Stdlib.Bigarray.Genarray.t`.
        #[derive(Debug)]
        pub struct T<A, B, C>(::core::marker::PhantomData<fn(A, B, C) -> (A, B, C,)>);

        impl<A: ::ocaml_interop::OCamlDescriber, B: ::ocaml_interop::OCamlDescriber, C: ::ocaml_interop::OCamlDescriber> ::ocaml_interop::OCamlDescriber for T<A, B, C> {
            fn ocaml_type_name() -> ::std::string::String {
                ::std::format!("({}) Stdlib.Bigarray.Genarray.t", [A::ocaml_type_name(), B::ocaml_type_name(), C::ocaml_type_name()].join(", "))
            }
            const DESCRIPTION: &'static ::ocaml_interop::__private::form::Type = {
                use ::ocaml_interop::__private::form::{Definition, Link, Type};
                static DEFINITION: Definition = Definition::abstract_("Stdlib.Bigarray.Genarray.t", 3);
                &Type::Named(Link::to(&DEFINITION), &[A::DESCRIPTION, B::DESCRIPTION, C::DESCRIPTION])
            };
        }
    }
}

#[allow(missing_docs, dead_code, non_camel_case_types, non_snake_case, clippy::all)]
pub mod bigarrays {
    /// OCaml's `Bigarrays.picture`.
    #[derive(::ocaml_interop::ToOCaml, ::ocaml_interop::FromOCaml, ::ocaml_interop::OCamlDescriber)]
    #[ocaml(name = "Bigarrays.picture")]
    pub struct Picture {
        /// `title`
        pub title: String,
        /// `pixels`
        pub pixels: ::ocaml_interop::BoxRoot<::ocaml_interop::bigarray::Array3<u8>>,
    }

    ::ocaml_interop::ocaml! {
        /// OCaml's `Bigarrays.range`.
        #[ocaml(name = "ocaml_interop.bindings.Bigarrays.range")]
        pub fn range(a: ::ocaml_interop::OCamlInt) -> ::ocaml_interop::bigarray::Array1<f64>;

        /// OCaml's `Bigarrays.sum`.
        #[ocaml(name = "ocaml_interop.bindings.Bigarrays.sum")]
        pub fn sum(a: ::ocaml_interop::bigarray::Array1<f64>) -> ::ocaml_interop::OCamlFloat;

        /// OCaml's `Bigarrays.column`.
        #[ocaml(name = "ocaml_interop.bindings.Bigarrays.column")]
        pub fn column(a: ::ocaml_interop::bigarray::Array2<f64, ::ocaml_interop::bigarray::FortranLayout>, b: ::ocaml_interop::OCamlInt) -> ::ocaml_interop::bigarray::Array1<f64, ::ocaml_interop::bigarray::FortranLayout>;

        /// OCaml's `Bigarrays.diagonal`.
        #[ocaml(name = "ocaml_interop.bindings.Bigarrays.diagonal")]
        pub fn diagonal(a: ::ocaml_interop::bigarray::Array1<f64>) -> ::ocaml_interop::bigarray::Array2<f64, ::ocaml_interop::bigarray::FortranLayout>;

        /// OCaml's `Bigarrays.brightest`.
        #[ocaml(name = "ocaml_interop.bindings.Bigarrays.brightest")]
        pub fn brightest(a: Picture) -> ::ocaml_interop::OCamlInt;

        /// OCaml's `Bigarrays.black`.
        #[ocaml(name = "ocaml_interop.bindings.Bigarrays.black")]
        pub fn black(a: String, b: ::ocaml_interop::OCamlInt, c: ::ocaml_interop::OCamlInt) -> Picture;

        /// OCaml's `Bigarrays.phase`.
        #[ocaml(name = "ocaml_interop.bindings.Bigarrays.phase")]
        pub fn phase(a: ::ocaml_interop::bigarray::Array1<::ocaml_interop::bigarray::Complex64>) -> ::ocaml_interop::OCamlFloat;

        /// OCaml's `Bigarrays.upper`.
        #[ocaml(name = "ocaml_interop.bindings.Bigarrays.upper")]
        pub fn upper(a: ::ocaml_interop::bigarray::Array1<::ocaml_interop::bigarray::Char>);

        /// OCaml's `Bigarrays.ints`.
        #[ocaml(name = "ocaml_interop.bindings.Bigarrays.ints")]
        pub fn ints(a: ::ocaml_interop::bigarray::Genarray<::ocaml_interop::bigarray::Int>) -> ::ocaml_interop::OCamlList<::ocaml_interop::OCamlInt>;

        /// OCaml's `Bigarrays.size`.
        #[ocaml(name = "ocaml_interop.bindings.Bigarrays.size")]
        pub fn size<A, B, C>(a: super::bigarray::genarray::T<A, B, C>) -> ::ocaml_interop::OCamlInt;

        /// OCaml's `Bigarrays.first`.
        #[ocaml(name = "ocaml_interop.bindings.Bigarrays.first")]
        pub fn first<A, B>(a: super::bigarray::array1::T<A, B, super::bigarray::CLayout>) -> A;
    }
}
