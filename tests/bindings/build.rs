//! Binds modules of the standard library, the compiler, Zarith and Yojson; and the modules whose
//! bindings are pinned beside them, which are compiled here and used.
//!
//! An OCaml that was built by hand has neither Zarith nor Yojson: their tests are left out there, and
//! cargo says so.

use ocaml_interop_build::Build;
use ocaml_interop_config::Toolchain;

fn main() {
    let build = Build::new()
        .package("compiler-libs.common")
        .folder("../../crates/ocaml-interop-build/tests/bindings")
        .folder("ocaml")
        .flag("-w")
        .flag("-a");
    let build = with(build, "zarith", |build| {
        // They raise, and their documentation doesn't say so.
        build.bindings(["Z", "Q"]).raises(["Q", "Z.of_string_base", "Z./"])
    });
    let build = with(build, "yojson", |build| build.bindings(["Yojson.Safe"]));
    build
        .bindings(["List", "Option", "Result", "String", "Bytes", "Buffer"])
        .bindings(["Hashtbl", "Queue", "Format", "Lexing"])
        .bindings(["Parse", "Location"])
        .bindings([
            "Records",
            "Variants",
            "Abstracts",
            "Functions",
            "Names",
            "Left_out",
            "Bigarrays",
        ])
        .bindings(["Closures"])
        .raises(["Queue.pop", "Parse"])
        .raises(["Abstracts.unbox", "Functions.unsaid", "Names.Inner"])
        .compile();
}

/// What `bind` adds, if there is such a library.
fn with(build: Build, library: &str, bind: impl FnOnce(Build) -> Build) -> Build {
    println!("cargo:rustc-check-cfg=cfg({library})");
    let ocamlfind = Toolchain::find().ok().and_then(|toolchain| toolchain.ocamlfind());
    let found = ocamlfind.and_then(|mut find| find.args(["query", library]).output().ok());
    if found.is_some_and(|found| found.status.success()) {
        println!("cargo:rustc-cfg={library}");
        return bind(build.package(library));
    }
    println!("cargo:warning=no {library}: it isn't tested");
    build
}
