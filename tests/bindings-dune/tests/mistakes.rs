//! What a build script says of bindings that can't be made.

use std::fs;
use std::path::{Path, PathBuf};

use ocaml_interop_build::{Dune, Target};

/// A project of one executable, in a folder of its own.
fn project(name: &str, dune: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("mistakes-{name}"));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join("dune-project"), "(lang dune 3.11)\n").expect("written");
    fs::write(folder.join("dune"), dune).expect("written");
    fs::write(folder.join("embedded.ml"), "let () = ()\n").expect("written");
    folder
}

fn built(folder: &Path, module: &str) -> Result<(), String> {
    let out_dir = folder.join("out");
    fs::create_dir_all(&out_dir).expect("a folder");
    let target = Target {
        out_dir,
        package: folder.to_owned(),
        release: false,
        library: "mistakes".to_owned(),
        runtime_variant: None,
    };
    let dune = Dune::new(folder).bindings([module]);
    dune.try_compile("embedded.exe.o", &target).map(drop).map_err(|error| error.to_string())
}

const EXECUTABLE: &str = "(executable (name embedded) (modes object) (libraries threads.posix))\n";

#[test]
fn the_rule_is_shown_where_it_is_missing() {
    let folder = project("rule", EXECUTABLE);
    let message = built(&folder, "Filename").expect_err("no module registers the bindings");
    for part in
        ["(action (copy %{env:OCAML_INTEROP_BINDINGS=}", "module _ = Ocaml_interop_bindings"]
    {
        assert!(message.contains(part), "{message}");
    }
}

#[test]
fn modules_that_are_not_there_are_named_with_those_that_are_near() {
    let folder = project("module", EXECUTABLE);
    let message = built(&folder, "Filenam").expect_err("no such module");
    assert!(message.contains("no module Filenam") && message.contains("Filename"), "{message}");
    assert!(!folder.join("out/ocaml_bindings.rs").exists(), "nothing is written");
}
