// Bindings to OCaml's modules, written by ocaml-interop-build from their interfaces.
// Functions: 30 of 30 values.

#[allow(missing_docs, dead_code, non_camel_case_types, non_snake_case, clippy::all)]
pub mod functions {
    ::ocaml_interop::ocaml! {
        /// No function.
        #[ocaml(name = "ocaml_interop.bindings.Functions.pi")]
        pub fn pi() -> ::ocaml_interop::OCamlFloat;

        /// OCaml's `Functions.greet`.
        #[ocaml(name = "ocaml_interop.bindings.Functions.greet")]
        pub fn greet(title: String, a: String) -> String;

        /// OCaml's `Functions.greet`.
        #[ocaml(name = "ocaml_interop.bindings.Functions.greet with options")]
        pub fn greet_with_options(greeting: Option<String>, title: String, a: String) -> String;

        /// OCaml's `Functions.connect`.
        #[ocaml(name = "ocaml_interop.bindings.Functions.connect")]
        pub fn connect() -> String;

        /// OCaml's `Functions.connect`.
        #[ocaml(name = "ocaml_interop.bindings.Functions.connect with options")]
        pub fn connect_with_options(port: Option<::ocaml_interop::OCamlInt>, host: Option<String>, a: ()) -> String;

        /// OCaml's `Functions.move`.
        #[ocaml(name = "ocaml_interop.bindings.Functions.move")]
        pub fn r#move(x: ::ocaml_interop::OCamlInt, y: ::ocaml_interop::OCamlInt) -> (::ocaml_interop::OCamlInt, ::ocaml_interop::OCamlInt);

        /// Of nothing else.
        #[ocaml(name = "ocaml_interop.bindings.Functions.optional")]
        pub fn optional() -> ::ocaml_interop::OCamlInt;

        /// Of nothing else.
        #[ocaml(name = "ocaml_interop.bindings.Functions.optional with options")]
        pub fn optional_with_options(n: Option<::ocaml_interop::OCamlInt>) -> ::ocaml_interop::OCamlInt;

        /// OCaml's `Functions.labelled`.
        #[ocaml(name = "ocaml_interop.bindings.Functions.labelled")]
        pub fn labelled(label: String) -> String;

        /// OCaml's `Functions.labelled`.
        #[ocaml(name = "ocaml_interop.bindings.Functions.labelled with options")]
        pub fn labelled_with_options(n: Option<::ocaml_interop::OCamlInt>, label: String) -> String;

        /// OCaml's `Functions.repeat`.
        #[ocaml(name = "ocaml_interop.bindings.Functions.repeat")]
        pub fn repeat(times: ::ocaml_interop::OCamlInt, a: fn(::ocaml_interop::OCamlInt) -> String) -> ::ocaml_interop::OCamlList<String>;

        /// OCaml's `Functions.adder`.
        #[ocaml(name = "ocaml_interop.bindings.Functions.adder")]
        pub fn adder(a: ::ocaml_interop::OCamlInt, b: ::ocaml_interop::OCamlInt) -> ::ocaml_interop::OCamlInt;

        /// OCaml's `Functions.sorted`.
        #[ocaml(name = "ocaml_interop.bindings.Functions.sorted")]
        pub fn sorted<A>(a: fn(A, A) -> ::ocaml_interop::OCamlInt, b: ::ocaml_interop::OCamlList<A>) -> ::ocaml_interop::OCamlList<A>;

        /// OCaml's `Functions.fold`.
        #[ocaml(name = "ocaml_interop.bindings.Functions.fold")]
        pub fn fold<Acc, A>(a: fn(Acc, A) -> Acc, b: Acc, c: ::ocaml_interop::OCamlList<A>) -> Acc;

        /// OCaml's `Functions.chosen`.
        #[ocaml(name = "ocaml_interop.bindings.Functions.chosen")]
        pub fn chosen(a: bool, b: ::ocaml_interop::OCamlInt) -> ::ocaml_interop::OCamlInt;

        /// OCaml's `Functions.many`.
        #[ocaml(name = "ocaml_interop.bindings.Functions.many")]
        pub fn many(a: ::ocaml_interop::OCamlInt, b: ::ocaml_interop::OCamlInt, c: ::ocaml_interop::OCamlInt, d: ::ocaml_interop::OCamlInt, e: ::ocaml_interop::OCamlInt, f: ::ocaml_interop::OCamlInt, g: ::ocaml_interop::OCamlInt, h: ::ocaml_interop::OCamlInt, i: ::ocaml_interop::OCamlInt) -> ::ocaml_interop::OCamlInt;

        /// OCaml's `Functions.bytes`.
        #[ocaml(name = "ocaml_interop.bindings.Functions.bytes")]
        pub fn bytes(a: ::ocaml_interop::OCamlBytes) -> ::ocaml_interop::OCamlBytes;

        /// OCaml's `Functions.next_char`.
        #[ocaml(name = "ocaml_interop.bindings.Functions.next_char")]
        pub fn next_char(a: ::ocaml_interop::OCamlChar) -> ::ocaml_interop::OCamlChar;

        /// OCaml's `Functions.native`.
        #[ocaml(name = "ocaml_interop.bindings.Functions.native")]
        pub fn native(a: ::ocaml_interop::OCamlNativeint) -> ::ocaml_interop::OCamlNativeint;

        /// OCaml's `Functions.int32`.
        #[ocaml(name = "ocaml_interop.bindings.Functions.int32")]
        pub fn int32(a: ::ocaml_interop::OCamlInt32) -> ::ocaml_interop::OCamlInt32;

        /// OCaml's `Functions.int64`.
        #[ocaml(name = "ocaml_interop.bindings.Functions.int64")]
        pub fn int64(a: ::ocaml_interop::OCamlInt64) -> ::ocaml_interop::OCamlInt64;

        /// OCaml's `Functions.sum`.
        #[ocaml(name = "ocaml_interop.bindings.Functions.sum")]
        pub fn sum(a: ::ocaml_interop::OCamlUniformArray<::ocaml_interop::OCamlFloat>) -> ::ocaml_interop::OCamlFloat;

        /// OCaml's `Functions.result`.
        #[ocaml(name = "ocaml_interop.bindings.Functions.result")]
        pub fn result(a: ::ocaml_interop::OCamlInt) -> Result<::ocaml_interop::OCamlInt, String>;

        /// OCaml's `Functions.nested`.
        #[ocaml(name = "ocaml_interop.bindings.Functions.nested")]
        pub fn nested(a: ::ocaml_interop::OCamlList<::ocaml_interop::OCamlList<::ocaml_interop::OCamlInt>>) -> ::ocaml_interop::OCamlUniformArray<(::ocaml_interop::OCamlInt, Option<String>)>;

        /// OCaml's `Functions.cell`.
        #[ocaml(name = "ocaml_interop.bindings.Functions.cell")]
        pub fn cell(a: ::ocaml_interop::OCamlReference<::ocaml_interop::OCamlInt>);

        /// The first element of a list `[a; b]`, **not** the last. See `sorted` and
        /// [the site](https://ocaml.org).
        ///
        /// ```text
        /// first [ 1; 2 ] = 1
        /// ```
        ///
        /// Raises `Empty` when there is none
        ///
        /// Since 1.0.
        #[ocaml(name = "ocaml_interop.bindings.Functions.first", catch)]
        pub fn first<A>(a: ::ocaml_interop::OCamlList<A>) -> A;

        /// OCaml's `Functions.checked`.
        #[ocaml(name = "ocaml_interop.bindings.Functions.checked", catch)]
        pub fn checked(a: ::ocaml_interop::OCamlInt) -> ::ocaml_interop::OCamlInt;

        /// OCaml's `Functions.unsaid`.
        #[ocaml(name = "ocaml_interop.bindings.Functions.unsaid", catch)]
        pub fn unsaid(a: ::ocaml_interop::OCamlInt) -> ::ocaml_interop::OCamlInt;

        /// OCaml's `Functions.told`.
        #[ocaml(name = "ocaml_interop.bindings.Functions.told")]
        pub fn told(a: ::ocaml_interop::OCamlException) -> String;

        /// OCaml's `Functions.failing`.
        ///
        /// # Safety
        /// The result is of the type that OCaml makes, whatever is asked for.
        #[ocaml(name = "ocaml_interop.bindings.Functions.failing")]
        pub unsafe fn failing<A>(a: String) -> A;

        /// OCaml's `Functions.unsafe_length`.
        ///
        /// # Safety
        /// OCaml checks nothing: its documentation says what is allowed.
        #[ocaml(name = "ocaml_interop.bindings.Functions.unsafe_length")]
        pub unsafe fn unsafe_length(a: String) -> ::ocaml_interop::OCamlInt;

        /// OCaml's `Functions.late`.
        #[ocaml(name = "ocaml_interop.bindings.Functions.late")]
        pub fn late(a: ::ocaml_interop::OCamlLazy<::ocaml_interop::OCamlInt>) -> ::ocaml_interop::OCamlInt;

        /// OCaml's `Functions.total`.
        #[ocaml(name = "ocaml_interop.bindings.Functions.total")]
        pub fn total(a: ::ocaml_interop::OCamlHashtbl<String, ::ocaml_interop::OCamlInt>, b: ::ocaml_interop::OCamlAtomic<::ocaml_interop::OCamlInt>);

        /// OCaml's `Functions.old`.
        #[deprecated = "Use [adder]."]
        #[ocaml(name = "ocaml_interop.bindings.Functions.old")]
        pub fn old(a: ::ocaml_interop::OCamlInt) -> ::ocaml_interop::OCamlInt;
    }
}
