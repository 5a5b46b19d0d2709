//! When cargo runs the build script again.

use std::fs;
use std::path::Path;

/// What the build script of this package has told cargo, as cargo keeps it.
fn told() -> String {
    let folder = Path::new(env!("OUT_DIR")).parent().expect("cargo's folder of the build script");
    fs::read_to_string(folder.join("output")).expect("what it printed")
}

#[test]
fn what_is_bound_is_watched() {
    let told = told();
    let watched: Vec<_> =
        told.lines().filter_map(|line| line.strip_prefix("cargo:rerun-if-changed=")).collect();
    let is_watched = |name: &str| watched.iter().any(|path| path.ends_with(name));
    // Of the standard library, and of the project: the sources, since what is compiled is ours.
    for name in
        ["stdlib__Filename.cmti", "ocaml/lib/ledger.mli", "ocaml/lib/article.ml", "ocaml/dune"]
    {
        assert!(is_watched(name), "{name} in {watched:?}");
    }
    // What is made anew at each build would have cargo build for ever.
    assert!(watched.iter().all(|path| !path.starts_with(env!("OUT_DIR"))), "{watched:?}");
}
