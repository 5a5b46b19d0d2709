// Bindings to OCaml's modules, written by ocaml-interop-build from their interfaces.
// Abstracts: 26 of 26 values.

#[allow(missing_docs, dead_code, non_camel_case_types, non_snake_case, clippy::all)]
pub mod abstracts {
    /// A stack of numbers.
    #[derive(Debug, ::ocaml_interop::OCamlDescriber)]
    #[ocaml(name = "Abstracts.t")]
    pub enum T {}

    /// OCaml's `Abstracts.box`.
    #[derive(Debug)]
    pub struct Box_<A>(::core::marker::PhantomData<fn(A) -> (A,)>);

    impl<A: ::ocaml_interop::OCamlDescriber> ::ocaml_interop::OCamlDescriber for Box_<A> {
        fn ocaml_type_name() -> ::std::string::String {
            ::std::format!("({}) Abstracts.box", [A::ocaml_type_name()].join(", "))
        }
        const DESCRIPTION: &'static ::ocaml_interop::__private::form::Type = {
            use ::ocaml_interop::__private::form::{Definition, Link, Type};
            static DEFINITION: Definition = Definition::abstract_("Abstracts.box", 1);
            &Type::Named(Link::to(&DEFINITION), &[A::DESCRIPTION])
        };
    }

    /// OCaml's `Abstracts.table`.
    #[derive(Debug)]
    pub struct Table<A, B>(::core::marker::PhantomData<fn(A, B) -> (A, B,)>);

    impl<A: ::ocaml_interop::OCamlDescriber, B: ::ocaml_interop::OCamlDescriber> ::ocaml_interop::OCamlDescriber for Table<A, B> {
        fn ocaml_type_name() -> ::std::string::String {
            ::std::format!("({}) Abstracts.table", [A::ocaml_type_name(), B::ocaml_type_name()].join(", "))
        }
        const DESCRIPTION: &'static ::ocaml_interop::__private::form::Type = {
            use ::ocaml_interop::__private::form::{Definition, Link, Type};
            static DEFINITION: Definition = Definition::abstract_("Abstracts.table", 2);
            &Type::Named(Link::to(&DEFINITION), &[A::DESCRIPTION, B::DESCRIPTION])
        };
    }

    /// Below ten.
    ///
    /// Its values are passed on as they are: its module alone makes them.
    #[derive(Debug, ::ocaml_interop::OCamlDescriber)]
    #[ocaml(name = "Abstracts.small")]
    pub enum Small {}

    /// OCaml's `Abstracts.position`.
    #[derive(Clone, Debug, PartialEq, ::ocaml_interop::FromOCaml, ::ocaml_interop::OCamlDescriber)]
    #[ocaml(name = "Abstracts.position")]
    pub struct Position {
        /// `line`
        #[ocaml(as_ = "::ocaml_interop::OCamlInt")]
        pub line: i64,
        /// `column`
        #[ocaml(as_ = "::ocaml_interop::OCamlInt")]
        pub column: i64,
    }

    /// OCaml's `Abstracts.level`.
    #[derive(Clone, Debug, PartialEq, Copy, Eq, Hash, ::ocaml_interop::FromOCaml, ::ocaml_interop::OCamlDescriber)]
    #[ocaml(name = "Abstracts.level")]
    pub enum Level {
        /// `Low`
        Low,
        /// `High`
        High,
    }

    /// OCaml's `Abstracts.value`.
    ///
    /// Its values are passed on as they are: nothing in it is of its parameter's type.
    #[derive(Debug)]
    pub struct Value<P0>(::core::marker::PhantomData<fn(P0) -> (P0,)>);

    impl<P0: ::ocaml_interop::OCamlDescriber> ::ocaml_interop::OCamlDescriber for Value<P0> {
        fn ocaml_type_name() -> ::std::string::String {
            ::std::format!("({}) Abstracts.value", [P0::ocaml_type_name()].join(", "))
        }
        const DESCRIPTION: &'static ::ocaml_interop::__private::form::Type = {
            use ::ocaml_interop::__private::form::{Definition, Link, Type};
            static DEFINITION: Definition = Definition::abstract_("Abstracts.value", 1);
            &Type::Named(Link::to(&DEFINITION), &[P0::DESCRIPTION])
        };
    }

    /// OCaml's `Abstracts.event`.
    ///
    /// Its values are passed on as they are: it takes new constructors at any time.
    #[derive(Debug, ::ocaml_interop::OCamlDescriber)]
    #[ocaml(name = "Abstracts.event")]
    pub enum Event {}

    /// OCaml's `Abstracts.nothing`.
    ///
    /// Its values are passed on as they are: it has no value.
    #[derive(Debug, ::ocaml_interop::OCamlDescriber)]
    #[ocaml(name = "Abstracts.nothing")]
    pub enum Nothing {}

    /// OCaml's `Abstracts.phantom`.
    ///
    /// Its values are passed on as they are: nothing in it is of its parameter's type.
    #[derive(Debug)]
    pub struct Phantom<A>(::core::marker::PhantomData<fn(A) -> (A,)>);

    impl<A: ::ocaml_interop::OCamlDescriber> ::ocaml_interop::OCamlDescriber for Phantom<A> {
        fn ocaml_type_name() -> ::std::string::String {
            ::std::format!("({}) Abstracts.phantom", [A::ocaml_type_name()].join(", "))
        }
        const DESCRIPTION: &'static ::ocaml_interop::__private::form::Type = {
            use ::ocaml_interop::__private::form::{Definition, Link, Type};
            static DEFINITION: Definition = Definition::abstract_("Abstracts.phantom", 1);
            &Type::Named(Link::to(&DEFINITION), &[A::DESCRIPTION])
        };
    }

    ::ocaml_interop::ocaml! {
        /// OCaml's `Abstracts.create`.
        #[ocaml(name = "ocaml_interop.bindings.Abstracts.create")]
        pub fn create() -> T;

        /// OCaml's `Abstracts.push`.
        #[ocaml(name = "ocaml_interop.bindings.Abstracts.push")]
        pub fn push(a: T, b: ::ocaml_interop::OCamlInt);

        /// OCaml's `Abstracts.pop`.
        #[ocaml(name = "ocaml_interop.bindings.Abstracts.pop")]
        pub fn pop(a: T) -> Option<::ocaml_interop::OCamlInt>;

        /// OCaml's `Abstracts.box`.
        #[ocaml(name = "ocaml_interop.bindings.Abstracts.box")]
        pub fn r#box<A>(a: A) -> Box_<A>;

        /// OCaml's `Abstracts.unbox`.
        #[ocaml(name = "ocaml_interop.bindings.Abstracts.unbox", catch)]
        pub fn unbox<A>(a: Box_<A>) -> A;

        /// OCaml's `Abstracts.table`.
        #[ocaml(name = "ocaml_interop.bindings.Abstracts.table")]
        pub fn table<A, B>(a: ::ocaml_interop::OCamlList<(A, B)>) -> Table<A, B>;

        /// OCaml's `Abstracts.named`.
        #[ocaml(name = "ocaml_interop.bindings.Abstracts.named")]
        pub fn named(a: String) -> ::ocaml_interop::OCamlList<String>;

        /// OCaml's `Abstracts.watch`.
        #[ocaml(name = "ocaml_interop.bindings.Abstracts.watch")]
        pub fn watch(a: ::ocaml_interop::OCamlInt);

        /// OCaml's `Abstracts.small`.
        #[ocaml(name = "ocaml_interop.bindings.Abstracts.small")]
        pub fn small(a: ::ocaml_interop::OCamlInt) -> Small;

        /// OCaml's `Abstracts.of_small`.
        #[ocaml(name = "ocaml_interop.bindings.Abstracts.of_small")]
        pub fn of_small(a: Small) -> ::ocaml_interop::OCamlInt;

        /// OCaml's `Abstracts.position`.
        #[ocaml(name = "ocaml_interop.bindings.Abstracts.position")]
        pub fn position(a: ::ocaml_interop::OCamlInt) -> Position;

        /// OCaml's `Abstracts.line`.
        #[ocaml(name = "ocaml_interop.bindings.Abstracts.line")]
        pub fn line(a: Position) -> ::ocaml_interop::OCamlInt;

        /// OCaml's `Abstracts.level`.
        #[ocaml(name = "ocaml_interop.bindings.Abstracts.level")]
        pub fn level(a: bool) -> Level;

        /// OCaml's `Abstracts.is_high`.
        #[ocaml(name = "ocaml_interop.bindings.Abstracts.is_high")]
        pub fn is_high(a: Level) -> bool;

        /// OCaml's `Abstracts.int_value`.
        #[ocaml(name = "ocaml_interop.bindings.Abstracts.int_value")]
        pub fn int_value(a: ::ocaml_interop::OCamlInt) -> Value<::ocaml_interop::OCamlInt>;

        /// OCaml's `Abstracts.eval`.
        #[ocaml(name = "ocaml_interop.bindings.Abstracts.eval")]
        pub fn eval<A>(a: Value<A>) -> A;

        /// OCaml's `Abstracts.key`.
        #[ocaml(name = "ocaml_interop.bindings.Abstracts.key")]
        pub fn key(a: ::ocaml_interop::OCamlChar) -> Event;

        /// OCaml's `Abstracts.key_of`.
        #[ocaml(name = "ocaml_interop.bindings.Abstracts.key_of")]
        pub fn key_of(a: Event) -> Option<::ocaml_interop::OCamlChar>;

        /// OCaml's `Abstracts.exactly`.
        #[ocaml(name = "ocaml_interop.bindings.Abstracts.exactly")]
        pub fn exactly<A>(a: ::ocaml_interop::OCamlSeq<A>) -> ::ocaml_interop::OCamlList<A>;

        /// OCaml's `Abstracts.numbers`.
        #[ocaml(name = "ocaml_interop.bindings.Abstracts.numbers")]
        pub fn numbers() -> ::ocaml_interop::OCamlSeq<::ocaml_interop::OCamlInt>;

        /// A type of a functor's application.
        #[ocaml(name = "ocaml_interop.bindings.Abstracts.words")]
        pub fn words(a: String) -> super::set::make::stdlib::string::T;

        /// OCaml's `Abstracts.count`.
        #[ocaml(name = "ocaml_interop.bindings.Abstracts.count")]
        pub fn count(a: super::set::make::stdlib::string::T) -> ::ocaml_interop::OCamlInt;
    }

    #[allow(missing_docs, dead_code, non_camel_case_types, non_snake_case, clippy::all)]
    pub mod ones {
        /// OCaml's `Abstracts.Ones.t`.
        #[derive(Debug, ::ocaml_interop::OCamlDescriber)]
        #[ocaml(name = "Abstracts.Ones.t")]
        pub enum T {}

        ::ocaml_interop::ocaml! {
            /// OCaml's `Abstracts.Ones.start`.
            #[ocaml(name = "ocaml_interop.bindings.Abstracts.Ones.start")]
            pub fn start(a: ::ocaml_interop::OCamlInt) -> T;

            /// OCaml's `Abstracts.Ones.next`.
            #[ocaml(name = "ocaml_interop.bindings.Abstracts.Ones.next")]
            pub fn next(a: T) -> ::ocaml_interop::OCamlInt;
        }
    }

    #[allow(missing_docs, dead_code, non_camel_case_types, non_snake_case, clippy::all)]
    pub mod tens {
        /// OCaml's `Abstracts.Tens.t`.
        #[derive(Debug, ::ocaml_interop::OCamlDescriber)]
        #[ocaml(name = "Abstracts.Tens.t")]
        pub enum T {}

        ::ocaml_interop::ocaml! {
            /// OCaml's `Abstracts.Tens.start`.
            #[ocaml(name = "ocaml_interop.bindings.Abstracts.Tens.start")]
            pub fn start(a: ::ocaml_interop::OCamlInt) -> T;

            /// OCaml's `Abstracts.Tens.next`.
            #[ocaml(name = "ocaml_interop.bindings.Abstracts.Tens.next")]
            pub fn next(a: T) -> ::ocaml_interop::OCamlInt;
        }
    }
}

#[allow(missing_docs, dead_code, non_camel_case_types, non_snake_case, clippy::all)]
pub mod set {
    #[allow(missing_docs, dead_code, non_camel_case_types, non_snake_case, clippy::all)]
    pub mod make {
        #[allow(missing_docs, dead_code, non_camel_case_types, non_snake_case, clippy::all)]
        pub mod stdlib {
            #[allow(missing_docs, dead_code, non_camel_case_types, non_snake_case, clippy::all)]
            pub mod string {
                /// OCaml's `Stdlib.Set.Make(Stdlib.String).t`.
                #[derive(Debug)]
                pub enum T {}

                impl ::ocaml_interop::OCamlDescriber for T {
                    fn ocaml_type_name() -> ::std::string::String {
                        "Stdlib.Set.Make(Stdlib.String).t".to_owned()
                    }
                    const DESCRIPTION: &'static ::ocaml_interop::__private::form::Type = {
                        use ::ocaml_interop::__private::form::{Definition, Link, Type};
                        static DEFINITION: Definition = Definition::abstract_("Stdlib.Set.Make(Stdlib.String).t", 0);
                        &Type::Named(Link::to(&DEFINITION), &[])
                    };
                }
            }
        }
    }
}
