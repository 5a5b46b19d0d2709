//! Declarations that OCaml doesn't agree with: none compiles. Their twins in `twins.rs` do.
//!
//! `TRYBUILD=overwrite cargo test -p border` writes the messages anew, to be read before they are
//! kept.

use std::env;
use std::path::PathBuf;
use std::process::Command;

#[test]
fn none_compiles() {
    // What `ocaml-interop-build` found in `ocaml/` for this package is for trybuild's, too.
    let package = target_folder().join("tests/trybuild").join(env!("CARGO_PKG_NAME"));
    // SAFETY: the only test of this program, before it starts any thread.
    unsafe {
        env::set_var("OCAML_INTEROP_SCHEMA", env!("OCAML_INTEROP_SCHEMA"));
        env::set_var("OCAML_INTEROP_SCHEMA_PACKAGE", package);
    }
    let tests = trybuild::TestCases::new();
    tests.compile_fail("cases/declared/*.rs");
    tests.compile_fail("cases/exported/*.rs");
    tests.compile_fail("cases/exceptions/*.rs");
}

/// Where trybuild has its packages: the target folder of the moment, not that of compiling.
fn target_folder() -> PathBuf {
    let cargo = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--format-version", "1"])
        .output();
    let printed = String::from_utf8(cargo.expect("cargo").stdout).expect("text");
    let (_, rest) = printed.split_once("\"target_directory\":\"").expect("a target folder");
    PathBuf::from(rest.split('"').next().expect("a path"))
}
