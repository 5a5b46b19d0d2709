//! Binds modules of Zarith, the standard library, Yojson and the compiler.

fn main() {
    ocaml_interop_build::Build::new()
        .package("zarith")
        .package("yojson")
        .package("compiler-libs.common")
        .bindings(["Z", "Q"])
        .bindings(["List", "Option", "Result", "String", "Bytes", "Buffer"])
        .bindings(["Hashtbl", "Queue", "Format"])
        .bindings(["Yojson.Safe"])
        .bindings(["Parse", "Location"])
        .compile();
}
