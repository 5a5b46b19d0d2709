//! Compiles the shim against the installed OCaml's headers and, with the
//! feature `link`, links a runtime with an empty OCaml program.

use std::env;
use std::path::{Path, PathBuf};

use ocaml_interop_config::{SUPPORT_C, SUPPORT_ML, SUPPORT_MODULE, Toolchain};

fn main() {
    println!("cargo:rerun-if-changed=shim");
    println!("cargo:rerun-if-env-changed=OCAML_INTEROP_NO_CAML_STARTUP");
    let toolchain = match Toolchain::find() {
        Ok(toolchain) => toolchain,
        Err(error) => {
            eprintln!("{error}");
            std::process::exit(1);
        }
    };
    toolchain.print_rerun_directives();

    let no_startup = env::var_os("CARGO_FEATURE_NO_CAML_STARTUP").is_some()
        || env::var_os("OCAML_INTEROP_NO_CAML_STARTUP").is_some();
    compile_shim(toolchain.standard_library(), no_startup);
    write_places(toolchain.standard_library());
    if env::var_os("CARGO_FEATURE_LINK").is_some() {
        link_empty_program(&toolchain);
    }
}

fn compile_shim(standard_library: &Path, no_startup: bool) {
    let mut shim = cc::Build::new();
    shim.file("shim/shim.c")
        .include(standard_library)
        .warnings(true)
        .flag_if_supported("-Wno-unused-parameter")
        // A function that this version of OCaml lacks is found here, not by the linker.
        .flag_if_supported("-Werror=implicit-function-declaration");
    // The field's name differs between compilers that share a version test.
    let header = standard_library.join("caml/backtrace_prim.h");
    if std::fs::read_to_string(header).is_ok_and(|text| text.contains("loc_start_lnum")) {
        shim.define("OCAML_INTEROP_LOC_START", None);
    }
    if no_startup {
        shim.define("OCAML_INTEROP_NO_CAML_STARTUP", None);
    }
    for (name, place) in places_in_state(standard_library) {
        shim.define(&format!("PLACE_OF_{name}"), place.to_string().as_str());
    }
    if env::var_os("CARGO_FEATURE_GC_STRESS").is_some() {
        shim.define("OCAML_INTEROP_GC_STRESS", None);
    }
    shim.compile("ocaml_interop_shim");
}

/// Where the words of a domain's state stand that Rust reads, in bytes. The header is a list of them
/// all, in order: `DOMAIN_STATE(type, name)`.
fn places_in_state(standard_library: &Path) -> [(&'static str, usize); 2] {
    let header = standard_library.join("caml/domain_state.tbl");
    let text = std::fs::read_to_string(&header)
        .unwrap_or_else(|error| panic!("cannot read {}: {error}", header.display()));
    let fields: Vec<&str> = text
        .lines()
        .filter_map(|line| line.strip_prefix("DOMAIN_STATE")?.split_once(')'))
        .filter_map(|(field, _)| Some(field.rsplit_once(',')?.1.trim()))
        .collect();
    [("LOCAL_ROOTS", "local_roots"), ("ID", "id")].map(|(name, field)| {
        let index = fields.iter().position(|known| *known == field);
        let index = index.unwrap_or_else(|| panic!("no {field} in {}", header.display()));
        (name, 8 * index)
    })
}

/// The same for Rust code.
fn write_places(standard_library: &Path) {
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let constants = places_in_state(standard_library)
        .map(|(name, place)| format!("pub const {name}: usize = {place};\n"));
    std::fs::write(out.join("domain_state.rs"), constants.concat()).expect("OUT_DIR is writable");
}

/// An object with the runtime, the threads library and the support module, and no other OCaml
/// code.
fn link_empty_program(toolchain: &Toolchain) {
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let source = out.join("ocaml_interop_empty.ml");
    std::fs::write(&source, "let () = ignore (Thread.self ())\n").expect("OUT_DIR is writable");
    let support = out.join(SUPPORT_MODULE).with_extension("ml");
    std::fs::write(&support, SUPPORT_ML).expect("OUT_DIR is writable");
    let stubs = out.join("ocaml_interop_support_stubs.c");
    std::fs::write(&stubs, SUPPORT_C).expect("OUT_DIR is writable");
    let object = out.join("ocaml_interop_empty_program.o");
    let mut command = toolchain.ocamlopt();
    command.args([
        "-I",
        "+unix",
        "-I",
        "+threads",
        "unix.cmxa",
        "threads.cmxa",
        "-linkall",
        "-output-complete-obj",
        "-o",
    ]);
    command.arg(&object).arg(&support).arg(&source);
    let status = command.status().unwrap_or_else(|error| panic!("cannot run {command:?}: {error}"));
    assert!(status.success(), "{command:?} failed: {status}");
    cc::Build::new().file(&stubs).object(&object).compile("ocaml_interop_empty_program");
    for library in toolchain.native_c_libraries() {
        println!("cargo:rustc-link-lib={library}");
    }
}
