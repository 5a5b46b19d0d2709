//! Compiles the OCaml of this package, binds what Rust calls of it, and links it with the compiler's
//! own library.

fn main() {
    ocaml_interop_build::Build::new()
        .folder("ocaml")
        .package("compiler-libs.common")
        .package("unix")
        .bindings(["Outline"])
        .compile();
}
