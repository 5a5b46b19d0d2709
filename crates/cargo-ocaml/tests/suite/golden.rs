//! What `cargo ocaml bind` makes of libraries, and what it says of those that OCaml has no words for.
//!
//! `golden/good/x.rs` is a library, `x.mli` and `x.ml` are its module, which `x.test.ml` uses: all is
//! compiled and run. `golden/bad/x.rs` is one that has none, `x.errors` says why.
//! `BLESS=1 cargo test -p cargo-ocaml` writes the files anew.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::common::{
    EVERY_KIND, build, cargo_ocaml, files, folder, golden, libraries, library, said, sources, stem,
    succeeds,
};
use ocaml_interop_config::Toolchain;

/// What dune makes errors of, and more.
const WARNINGS: [&str; 4] = ["-w", "+a-4-9-40-41-42-44-45-70", "-warn-error", "+a"];

/// OCaml compiles `bool [@untagged]` from 5.2 on.
fn compiles(name: &str, toolchain: &Toolchain) -> bool {
    let version = toolchain.version();
    name != "flags" || (version.major, version.minor) >= (5, 2)
}

#[test]
fn good_libraries_have_modules_that_work() {
    let toolchain = Toolchain::find().expect("OCaml");
    let mut different = Vec::new();
    for source in files("golden/good", "rs") {
        let name = stem(&source);
        let folder = folder(&format!("good-{name}"));
        bind(name, &folder);
        for ending in ["mli", "ml"] {
            let text =
                fs::read_to_string(folder.join(name).with_extension(ending)).expect("a file");
            different.extend(golden(&source.with_extension(ending), &text));
        }
        if !compiles(name, &toolchain) {
            continue;
        }
        let test = source.with_extension("test.ml");
        fs::copy(&test, folder.join("test.ml")).unwrap_or_else(|_| panic!("no {}", test.display()));
        for native in [true, false] {
            compile(&toolchain, native, name, &folder);
            let linked = link(&toolchain, native, name, &library(name), &folder);
            assert!(linked.status.success(), "{name}: {}", said(&linked));
            succeeds(&mut Command::new(folder.join("test.exe")));
        }
        // Programs with all of Rust's standard library in them are large.
        let _ = fs::remove_dir_all(&folder);
    }
    assert!(different.is_empty(), "{}\nBLESS=1 accepts", different.join("\n"));
}

#[test]
fn bad_libraries_are_explained_and_nothing_is_written() {
    let mut different = Vec::new();
    for source in files("golden/bad", "rs") {
        let name = stem(&source);
        let folder = folder(&format!("bad-{name}"));
        let library = library(name);
        let output = cargo_ocaml(&["bind", &library.display().to_string(), "-o", name], &folder);
        assert_eq!(output.status.code(), Some(2), "{name}: {}", said(&output));
        assert_eq!(fs::read_dir(&folder).expect("a folder").count(), 0, "{name} wrote something");
        different.extend(golden(&source.with_extension("errors"), &said(&output)));
    }
    assert!(different.is_empty(), "{}\nBLESS=1 accepts", different.join("\n"));
}

/// Descriptions are in libraries of every kind, and the same.
#[test]
fn every_kind_of_library_has_the_same_module() {
    let folder = folder("kinds");
    let modules = ["a", "rlib", "so"].map(|ending| {
        let file = libraries().join(format!("lib{EVERY_KIND}.{ending}"));
        // The suffix of shared libraries is another on some systems.
        let file = if file.exists() { file } else { file.with_extension("dylib") };
        let output = cargo_ocaml(&["bind", &file.display().to_string(), "-o", EVERY_KIND], &folder);
        assert!(output.status.success(), "{}", said(&output));
        let text =
            fs::read_to_string(folder.join(EVERY_KIND).with_extension("ml")).expect("a module");
        text.split_once('\n').expect("a first line").1.to_owned()
    });
    assert!(modules[0].contains("external") && modules.iter().all(|one| *one == modules[0]));
}

/// A module that was generated for another version of the library doesn't link.
#[test]
fn stale_modules_do_not_link() {
    let toolchain = Toolchain::find().expect("OCaml");
    let folder = folder("stale");
    bind("stale", &folder);
    fs::copy(sources().join("golden/stale/stale.test.ml"), folder.join("test.ml")).expect("a copy");
    build(&["--example", "stale", "--features", "changed"]);
    let changed = folder.join("libchanged.a");
    fs::copy(library("stale"), &changed).expect("a copy");
    build(&["--example", "stale"]);
    for native in [true, false] {
        compile(&toolchain, native, "stale", &folder);
        let linked = link(&toolchain, native, "stale", &library("stale"), &folder);
        assert!(linked.status.success(), "{}", said(&linked));
        let linked = link(&toolchain, native, "stale", &changed, &folder);
        let message = said(&linked);
        assert!(!linked.status.success(), "native: {native}");
        // The function whose signature changed, and the type whose definition did; nothing else.
        for symbol in ["ocaml_interop_2_export_added_", "ocaml_interop_2_type_point_"] {
            assert!(message.contains(symbol), "{symbol} in:\n{message}");
        }
        for symbol in ["ocaml_interop_2_export_mirrored_", "ocaml_interop_2_type_line_"] {
            assert!(!message.contains(symbol), "{symbol} in:\n{message}");
        }
    }
    let changed = changed.display().to_string();
    let output = cargo_ocaml(&["bind", &changed, "-o", "stale", "--check"], &folder);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    let shown = said(&output);
    for line in
        ["-external added : string -> string -> string", "+type point = { x : int64; y : float }"]
    {
        assert!(shown.contains(line), "{line} in:\n{shown}");
    }
}

fn bind(name: &str, folder: &Path) {
    let library = library(name).display().to_string();
    let output = cargo_ocaml(&["bind", &library, "-o", name], folder);
    assert!(output.status.success(), "{name}: {}", said(&output));
    let output = cargo_ocaml(&["bind", &library, "-o", &format!("{name}.ml"), "--check"], folder);
    assert!(output.status.success(), "{name}: {}", said(&output));
}

fn compiler(toolchain: &Toolchain, native: bool) -> Command {
    match native {
        true => toolchain.ocamlopt(),
        false => toolchain.tool("ocamlc").expect("ocamlc"),
    }
}

fn compile(toolchain: &Toolchain, native: bool, name: &str, folder: &Path) {
    let mut compiler = compiler(toolchain, native);
    let files = [format!("{name}.mli"), format!("{name}.ml")];
    succeeds(compiler.args(WARNINGS).arg("-c").args(files).current_dir(folder));
}

fn link(toolchain: &Toolchain, native: bool, name: &str, library: &Path, folder: &Path) -> Output {
    let mut compiler = compiler(toolchain, native);
    if !native {
        compiler.arg("-custom");
    }
    compiler.arg(format!("{name}.{}", if native { "cmx" } else { "cmo" })).arg("test.ml");
    compiler.arg(library).args(["-cclib", "-lpthread -ldl -lm", "-o", "test.exe"]);
    compiler.current_dir(folder).output().expect("the compiler runs")
}
