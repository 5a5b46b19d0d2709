//! Compiles the OCaml of this package and links it, with the compiler's own library.

fn main() {
    ocaml_interop_build::Build::new()
        .folder("ocaml")
        .package("compiler-libs.common")
        .package("unix")
        .compile();
}
