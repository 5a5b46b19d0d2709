//! The same types and declarations twice in one crate: each has symbols of its own.

use ocaml_interop::{FromOCaml, OCamlDescriber, ToOCaml, export};

#[derive(ToOCaml, FromOCaml, OCamlDescriber)]
pub struct Pair {
    left: String,
    right: String,
}

pub mod again {
    use ocaml_interop::{FromOCaml, OCamlDescriber, ToOCaml, ocaml};

    #[derive(ToOCaml, FromOCaml, OCamlDescriber)]
    pub struct Pair {
        left: String,
        right: String,
    }

    ocaml! {
        #[allow(deprecated)]
        pub fn show(pair: Pair) -> String;
    }
}

#[export]
pub fn turned(pair: Pair) -> Pair {
    use ocaml_interop::ocaml;

    ocaml! {
        #[allow(deprecated, dead_code)]
        fn show(pair: Pair) -> String;
    }
    Pair { left: pair.right, right: pair.left }
}
