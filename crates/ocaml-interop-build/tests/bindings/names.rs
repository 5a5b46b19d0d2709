// Bindings to OCaml's modules, written by ocaml-interop-build from their interfaces.
// Names: 20 of 20 values.
//   left out: L: it is another name of `Stdlib.List`: bind that
//   left out: F: it is a functor: apply it in OCaml, and bind the result

#[allow(missing_docs, dead_code, non_camel_case_types, non_snake_case, clippy::all)]
pub mod names {
    /// OCaml's `Names.type_`.
    #[derive(Clone, Debug, PartialEq, ::ocaml_interop::ToOCaml, ::ocaml_interop::FromOCaml, ::ocaml_interop::OCamlDescriber)]
    #[ocaml(name = "Names.type_")]
    pub struct Type {
        /// `match_`
        #[ocaml(as_ = "::ocaml_interop::OCamlInt")]
        pub match_: i64,
        /// `fn`
        #[ocaml(as_ = "::ocaml_interop::OCamlInt")]
        pub r#fn: i64,
        /// `self`
        #[ocaml(as_ = "::ocaml_interop::OCamlInt")]
        pub self_: i64,
        /// `x'`
        #[ocaml(as_ = "::ocaml_interop::OCamlInt")]
        pub x_: i64,
        /// `firstName`
        #[ocaml(as_ = "::ocaml_interop::OCamlInt")]
        pub first_name: i64,
    }

    /// OCaml's `Names.string`.
    #[derive(Clone, Debug, PartialEq, ::ocaml_interop::ToOCaml, ::ocaml_interop::FromOCaml, ::ocaml_interop::OCamlDescriber)]
    #[ocaml(name = "Names.string")]
    pub struct String_ {
        /// `string`
        #[ocaml(as_ = "::ocaml_interop::OCamlInt")]
        pub string: i64,
    }

    /// OCaml's `Names.option`.
    #[derive(Clone, Debug, PartialEq, Copy, Eq, Hash, ::ocaml_interop::ToOCaml, ::ocaml_interop::FromOCaml, ::ocaml_interop::OCamlDescriber)]
    #[ocaml(name = "Names.option")]
    pub enum Option_ {
        /// `None`
        None,
        /// `Self`
        Self_,
        /// `Some_thing`
        SomeThing,
    }

    /// OCaml's `Names.alike`.
    ///
    /// Its values are passed on as they are: two of its names are `a_b` in Rust.
    #[derive(Debug, ::ocaml_interop::OCamlDescriber)]
    #[ocaml(name = "Names.alike")]
    pub enum Alike {}

    /// OCaml's `Names.t2`.
    #[derive(Clone, Debug, PartialEq, Copy, Eq, Hash, ::ocaml_interop::ToOCaml, ::ocaml_interop::FromOCaml, ::ocaml_interop::OCamlDescriber)]
    #[ocaml(name = "Names.t2")]
    pub enum T2 {
        /// `T`
        T,
    }

    /// OCaml's `Names.t_2`.
    #[derive(Clone, Debug, PartialEq, Copy, Eq, Hash, ::ocaml_interop::ToOCaml, ::ocaml_interop::FromOCaml, ::ocaml_interop::OCamlDescriber)]
    #[ocaml(name = "Names.t_2")]
    pub enum T2_2 {
        /// `U`
        U,
    }

    ::ocaml_interop::ocaml! {
        /// OCaml's `Names.( + )`.
        #[ocaml(name = "ocaml_interop.bindings.Names.( + )")]
        pub fn op_plus(a: ::ocaml_interop::OCamlInt, b: ::ocaml_interop::OCamlInt) -> ::ocaml_interop::OCamlInt;

        /// OCaml's `Names.( ~- )`.
        #[ocaml(name = "ocaml_interop.bindings.Names.( ~- )")]
        pub fn op_tilde_minus(a: ::ocaml_interop::OCamlInt) -> ::ocaml_interop::OCamlInt;

        /// OCaml's `Names.( .%{} )`.
        #[ocaml(name = "ocaml_interop.bindings.Names.( .%{} )")]
        pub fn op_dot_percent_brace(a: ::ocaml_interop::OCamlInt, b: ::ocaml_interop::OCamlInt) -> ::ocaml_interop::OCamlInt;

        /// OCaml's `Names.( let* )`.
        #[ocaml(name = "ocaml_interop.bindings.Names.( let* )")]
        pub fn op_let_star(a: ::ocaml_interop::OCamlInt, b: fn(::ocaml_interop::OCamlInt) -> ::ocaml_interop::OCamlInt) -> ::ocaml_interop::OCamlInt;

        /// OCaml's `Names.self`.
        #[ocaml(name = "ocaml_interop.bindings.Names.self")]
        pub fn self_(a: ::ocaml_interop::OCamlInt) -> ::ocaml_interop::OCamlInt;

        /// OCaml's `Names.fn`.
        #[ocaml(name = "ocaml_interop.bindings.Names.fn")]
        pub fn r#fn(a: ::ocaml_interop::OCamlInt) -> ::ocaml_interop::OCamlInt;

        /// OCaml's `Names.crate`.
        #[ocaml(name = "ocaml_interop.bindings.Names.crate")]
        pub fn crate_(a: ::ocaml_interop::OCamlInt) -> ::ocaml_interop::OCamlInt;

        /// OCaml's `Names.x'`.
        #[ocaml(name = "ocaml_interop.bindings.Names.x'")]
        pub fn x_(a: ::ocaml_interop::OCamlInt) -> ::ocaml_interop::OCamlInt;

        /// OCaml's `Names.x_prime`.
        #[ocaml(name = "ocaml_interop.bindings.Names.x_prime")]
        pub fn x_prime(a: ::ocaml_interop::OCamlInt) -> ::ocaml_interop::OCamlInt;

        /// OCaml's `Names.toString`.
        #[ocaml(name = "ocaml_interop.bindings.Names.toString")]
        pub fn to_string(a: ::ocaml_interop::OCamlInt) -> ::ocaml_interop::OCamlInt;

        /// OCaml's `Names.to_string`.
        #[ocaml(name = "ocaml_interop.bindings.Names.to_string")]
        pub fn to_string_2(a: ::ocaml_interop::OCamlInt) -> ::ocaml_interop::OCamlInt;

        /// OCaml's `Names.a`.
        #[ocaml(name = "ocaml_interop.bindings.Names.a")]
        pub fn a(b: ::ocaml_interop::OCamlInt, c: ::ocaml_interop::OCamlInt, a: ::ocaml_interop::OCamlInt) -> ::ocaml_interop::OCamlInt;

        /// OCaml's `Names.where`.
        #[ocaml(name = "ocaml_interop.bindings.Names.where")]
        pub fn r#where(r#where: ::ocaml_interop::OCamlInt) -> ::ocaml_interop::OCamlInt;

        /// OCaml's `Names.type_`.
        #[ocaml(name = "ocaml_interop.bindings.Names.type_")]
        pub fn type_(a: Type) -> Type;

        /// OCaml's `Names.string`.
        #[ocaml(name = "ocaml_interop.bindings.Names.string")]
        pub fn string(a: String_) -> String_;

        /// OCaml's `Names.option`.
        #[ocaml(name = "ocaml_interop.bindings.Names.option")]
        pub fn option(a: Option_) -> Option_;

        /// OCaml's `Names.t2`.
        #[ocaml(name = "ocaml_interop.bindings.Names.t2")]
        pub fn t2(a: T2) -> T2_2;
    }

    #[allow(missing_docs, dead_code, non_camel_case_types, non_snake_case, clippy::all)]
    pub mod inner {
        ::ocaml_interop::ocaml! {
            /// OCaml's `Names.Inner.f`.
            #[ocaml(name = "ocaml_interop.bindings.Names.Inner.f", catch)]
            pub fn f(a: (::ocaml_interop::OCamlInt, super::T2)) -> (::ocaml_interop::OCamlInt, super::T2);
        }

        #[allow(missing_docs, dead_code, non_camel_case_types, non_snake_case, clippy::all)]
        pub mod deeper {
            /// OCaml's `Names.Inner.Deeper.t`.
            #[derive(Debug, ::ocaml_interop::OCamlDescriber)]
            #[ocaml(name = "Names.Inner.Deeper.t")]
            pub enum T {}

            ::ocaml_interop::ocaml! {
                /// OCaml's `Names.Inner.Deeper.g`.
                #[ocaml(name = "ocaml_interop.bindings.Names.Inner.Deeper.g", catch)]
                pub fn g(a: T, b: super::super::Option_) -> T;

                /// OCaml's `Names.Inner.Deeper.h`.
                #[ocaml(name = "ocaml_interop.bindings.Names.Inner.Deeper.h", catch)]
                pub fn h() -> T;
            }
        }
    }
}
