// Bindings to OCaml's modules, written by ocaml-interop-build from their interfaces.
// Left_out: 2 of 7 values.
//   left out: point: an object
//   left out: shape: a module as a value
//   left out: open_tags: a polymorphic variant that leaves open what its tags are
//   left out: thirteen: a tuple of more than 12
//   left out: eight: a function of more than 7 arguments, as a value
//   left out: Letters: it is another name of `Stdlib.String`: bind that
//   left out: Scaled: it is a functor: apply it in OCaml, and bind the result
//   left out: counter: it is a class

#[allow(missing_docs, dead_code, non_camel_case_types, non_snake_case, clippy::all)]
pub mod left_out {
    ::ocaml_interop::ocaml! {
        /// The one that can be had.
        #[ocaml(name = "ocaml_interop.bindings.Left_out.kept")]
        pub fn kept(a: ::ocaml_interop::OCamlInt) -> ::ocaml_interop::OCamlInt;
    }

    #[allow(missing_docs, dead_code, non_camel_case_types, non_snake_case, clippy::all)]
    pub mod square {
        ::ocaml_interop::ocaml! {
            /// OCaml's `Left_out.Square.area`.
            #[ocaml(name = "ocaml_interop.bindings.Left_out.Square.area")]
            pub fn area() -> ::ocaml_interop::OCamlFloat;
        }
    }
}
