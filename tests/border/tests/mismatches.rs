//! Declarations that OCaml doesn't agree with: none compiles. Their twins in `twins.rs` do.
//!
//! `TRYBUILD=overwrite cargo test -p border` writes the messages anew, to be read before they are
//! kept.

use std::env;
use std::path::Path;

#[test]
fn none_compiles() {
    // What `ocaml-interop-build` found in `ocaml/` for this package is for trybuild's, too.
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("a target folder");
    let package = target.join("tests/trybuild").join(env!("CARGO_PKG_NAME"));
    // SAFETY: the only test of this program, before it starts any thread.
    unsafe {
        env::set_var("OCAML_INTEROP_SCHEMA", env!("OCAML_INTEROP_SCHEMA"));
        env::set_var("OCAML_INTEROP_SCHEMA_PACKAGE", package);
    }
    let tests = trybuild::TestCases::new();
    tests.compile_fail("cases/declared/*.rs");
    tests.compile_fail("cases/exported/*.rs");
}
