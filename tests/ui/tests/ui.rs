//! Programs that use the macros, given to the real compiler.

use std::path::{Path, PathBuf};

/// Every golden file of good input compiles, links and runs.
///
/// Every case in `cases/` doesn't compile, for the reason in its `.stderr`:
/// `TRYBUILD=overwrite cargo test -p ui-tests` writes those anew, to be read before they are kept.
#[test]
fn programs() {
    let tests = trybuild::TestCases::new();
    let goldens = Path::new("../../crates/ocaml-interop-bridge/tests/golden/good");
    for golden in rust_files(goldens) {
        tests.pass(golden);
    }
    tests.pass("pass/*.rs");
    tests.compile_fail("cases/*.rs");
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let entries = folder.read_dir().expect("the bridge has golden files");
    let mut files: Vec<_> = entries.map(|entry| entry.expect("readable").path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "rs"));
    files.sort();
    assert!(!files.is_empty());
    files
}
