//! Binds modules of Zarith, the standard library, Yojson and the compiler; and the modules whose
//! bindings are pinned beside them, which are compiled here and used.

fn main() {
    ocaml_interop_build::Build::new()
        .package("zarith")
        .package("yojson")
        .package("compiler-libs.common")
        .folder("../../crates/ocaml-interop-build/tests/bindings")
        .folder("ocaml")
        .flag("-w")
        .flag("-a")
        .bindings(["Z", "Q"])
        .bindings(["List", "Option", "Result", "String", "Bytes", "Buffer"])
        .bindings(["Hashtbl", "Queue", "Format", "Lexing"])
        .bindings(["Yojson.Safe"])
        .bindings(["Parse", "Location"])
        .bindings(["Records", "Variants", "Abstracts", "Functions", "Names", "Left_out"])
        .bindings(["Closures"])
        // They raise, and their documentation doesn't say so.
        .raises(["Q", "Z.of_string_base", "Z./", "Queue.pop", "Parse", "Yojson.Safe.read_t"])
        .raises(["Abstracts.unbox", "Functions.unsaid", "Names.Inner"])
        .compile();
}
