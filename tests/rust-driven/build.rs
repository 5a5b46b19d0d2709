//! Links the OCaml modules of the folder `ocaml` into the tests.

fn main() {
    ocaml_interop_build::Build::new()
        .folder("ocaml")
        .package("unix")
        .flag("-w")
        .flag("+a-4-9-40..42-44-45-70")
        .compile();
}
