//! Links the OCaml modules of the folder `ocaml`, and writes down what they say of the border.

fn main() {
    ocaml_interop_build::Build::new().folder("ocaml").compile();
}
