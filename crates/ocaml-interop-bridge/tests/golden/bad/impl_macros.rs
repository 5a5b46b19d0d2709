impl_to_ocaml_record! { Person => { name: String } }

impl_to_ocaml_record! { Person }

impl_from_ocaml_record! { Person { name } }

impl_from_ocaml_record! { OCamlPerson => Person { name: String => name.len() } }

impl_to_ocaml_record! { (A, B) => Pair { a: A } }

impl_conv_ocaml_record! { Person {} }

impl_to_ocaml_variant! { Movement { Movement::Step(OCamlInt), } }

impl_to_ocaml_variant! { Movement { Movement::Step(count: OCamlInt) => Movement::Step(count) } }

impl_from_ocaml_variant! { Movement { 1 => Movement::Step } }

impl_from_ocaml_polymorphic_variant! { Movement { Step(count: OCamlInt), Stop => Movement::Stop } }

impl_to_ocaml_polymorphic_variant! { Movement { Movement::c7diagq, Movement::azdwbie } }

impl_from_ocaml_polymorphic_variant! { Movement {} }
