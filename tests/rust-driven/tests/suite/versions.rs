//! Two static libraries, built with different versions of ours, in one program.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use ocaml_interop_config::Toolchain;

fn shim(version: &str, folder: &Path, toolchain: &Toolchain) -> PathBuf {
    let parts = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../crates/ocaml-interop-sys/shim");
    let text = fs::read_to_string(parts.join("shim.c")).unwrap();
    let own = "ocaml_interop_0_13_0_";
    assert!(text.contains(own), "the shim's prefix has changed: adapt this test");
    let text = text.replace(own, &format!("ocaml_interop_{version}_"));
    let file = folder.join(format!("shim_{version}.c"));
    fs::write(&file, text).unwrap();
    let object = folder.join(format!("shim_{version}.o"));
    let mut compiler = Command::new("cc");
    compiler.arg("-c").arg("-I").arg(toolchain.standard_library()).arg("-I").arg(&parts);
    let header = toolchain.standard_library().join("caml/backtrace_prim.h");
    if fs::read_to_string(header).is_ok_and(|text| text.contains("loc_start_lnum")) {
        compiler.arg("-DOCAML_INTEROP_LOC_START");
    }
    // What the build script has read from the headers, here as C knows it.
    for (name, field) in [("LOCAL_ROOTS", "local_roots"), ("ID", "id")] {
        compiler.arg(format!("-DPLACE_OF_{name}=offsetof(caml_domain_state, {field})"));
    }
    assert!(compiler.arg(&file).arg("-o").arg(&object).status().unwrap().success());
    object
}

/// The strong global symbols that an object defines.
fn strong(object: &Path) -> BTreeSet<String> {
    let output = Command::new("nm").args(["-g", "--defined-only"]).arg(object).output().unwrap();
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).unwrap();
    let symbols = text.lines().filter_map(|line| {
        let mut words = line.split_whitespace();
        let (_, kind, name) = (words.next()?, words.next()?, words.next()?);
        (!matches!(kind, "W" | "V" | "w" | "v")).then(|| name.to_owned())
    });
    symbols.collect()
}

#[test]
fn defect_10_two_versions_in_one_program() {
    let toolchain = Toolchain::find().unwrap();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("two_versions");
    fs::create_dir_all(&folder).unwrap();
    let objects = ["0_13_0", "0_14_0"].map(|version| shim(version, &folder, &toolchain));
    let symbols = objects.each_ref().map(|object| strong(object));
    assert!(symbols[0].len() > 15, "nm found them: {:?}", symbols[0]);
    let shared: Vec<_> = symbols[0].intersection(&symbols[1]).collect();
    assert!(shared.is_empty(), "both define {shared:?}");

    // And in one OCaml program, beside each other, both whole.
    let program = folder.join("program.ml");
    fs::write(
        &program,
        "external setup : unit -> unit = \"ocaml_interop_setup\"\n\
         external teardown : unit -> unit = \"ocaml_interop_teardown\"\n\
         let () = setup (); teardown (); print_string \"linked\"\n",
    )
    .unwrap();
    // What both take from boxroot, which is in the program once, and each from its own Rust.
    fs::write(
        folder.join("boxroot.c"),
        "_Thread_local void ***bxr_cached_fl_ptr;\n\
         _Bool boxroot_setup(void) { return 1; }\n\
         void *boxroot_create(long v) { return 0; }\n\
         void boxroot_delete(void *root) {}\n\
         void bxr_delete_aux(void *root, void *pool, _Bool remote) {}\n\
         _Bool boxroot_modify(void **root, long v) { return 0; }\n\
         void ocaml_interop_0_13_0_domain_ended(void) {}\n\
         void ocaml_interop_0_14_0_domain_ended(void) {}\n",
    )
    .unwrap();
    let mut compiler = toolchain.ocamlopt();
    compiler.args(["-o", "program"]).args(&objects).args(["boxroot.c", "program.ml"]);
    compiler.current_dir(&folder);
    assert!(compiler.status().unwrap().success());
    let output = Command::new(folder.join("program")).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stdout), "linked");
}

/// What a program of ours defines under our name carries the version, or is weak.
#[test]
fn the_crates_own_symbols_carry_the_version() {
    rust_driven::start();
    let symbols = strong(&std::env::current_exe().unwrap());
    let bare: Vec<_> = symbols
        .iter()
        .filter(|name| name.starts_with("ocaml_interop_") && !name.starts_with("ocaml_interop_0_"))
        // Descriptions have the version of their format.
        .filter(|name| !name.starts_with("ocaml_interop_2_"))
        .collect();
    assert!(bare.is_empty(), "{bare:?}");
}
