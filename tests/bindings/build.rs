//! Binds modules of Zarith, the standard library, Yojson and the compiler.

fn main() {
    ocaml_interop_build::Build::new()
        .package("zarith")
        .package("yojson")
        .package("compiler-libs.common")
        .bindings(["Z", "Q"])
        .bindings(["List", "Option", "Result", "String", "Bytes", "Buffer"])
        .bindings(["Hashtbl", "Queue", "Format", "Lexing"])
        .bindings(["Yojson.Safe"])
        .bindings(["Parse", "Location"])
        // They raise, and their documentation doesn't say so.
        .raises(["Q", "Z.of_string_base", "Z./", "Queue.pop", "Parse"])
        .compile();
}
