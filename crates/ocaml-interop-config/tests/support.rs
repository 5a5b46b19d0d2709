//! The support module stands in two places: here, for Rust programs, and in the opam package.

use std::fs;
use std::path::Path;

#[test]
fn the_opam_package_has_the_same_files() {
    let package = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ocaml/lib");
    let there = |name: &str| fs::read_to_string(package.join(name)).expect("ocaml/lib has it");
    let module = ocaml_interop_config::SUPPORT_MODULE;
    assert_eq!(there(&format!("{module}.ml")), ocaml_interop_config::SUPPORT_ML);
    assert_eq!(there(&format!("{module}_stubs.c")), ocaml_interop_config::SUPPORT_C);
}
