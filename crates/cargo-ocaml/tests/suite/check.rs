//! What `cargo ocaml check` says of OCaml code that was written by hand: `check/right/` agrees with the
//! library `check/border.rs`; of what doesn't, in `check/wrong/`, each part is reported, as in
//! `check/wrong.said`. `BLESS=1 cargo test -p cargo-ocaml` writes that anew.

use std::fs;
use std::path::{Path, PathBuf};

use crate::common::{cargo_ocaml, files, folder, golden, library, said, sources, stem, succeeds};
use ocaml_interop_config::Toolchain;

/// Compiles the OCaml files of a folder, with what the compiler knows of them.
fn compiled(name: &str, into: &str) -> PathBuf {
    let toolchain = Toolchain::find().expect("OCaml");
    let into = folder(into);
    for path in files(&format!("check/{name}"), "ml") {
        let file = format!("{}.ml", stem(&path));
        fs::copy(&path, into.join(&file)).expect("a copy");
        succeeds(toolchain.ocamlopt().args(["-bin-annot", "-c", &file]).current_dir(&into));
    }
    into
}

fn check(words: &[&str], folder: &Path) -> (Option<i32>, String) {
    let library = library("border").display().to_string();
    let output = cargo_ocaml(&[&["check", "--lib", &library], words].concat(), folder);
    (output.status.code(), said(&output).replace(&library, "libborder.a"))
}

#[test]
fn what_agrees_is_counted() {
    let folder = compiled("right", "check-right");
    let (status, text) = check(&["."], &folder);
    assert_eq!(status, Some(0), "{text}");
    let expected = sources().join("check/right.said");
    assert_eq!(golden(&expected, &text), None);
}

#[test]
fn every_difference_is_reported() {
    let folder = compiled("wrong", "check-wrong");
    let (status, text) = check(&["."], &folder);
    assert_eq!(status, Some(1), "{text}");
    assert_eq!(golden(&sources().join("check/wrong.said"), &text), None);
    // None was overlooked: the misspelled symbol is no difference, the missing registration is one.
    let wrong = files("check/wrong", "ml").into_iter().map(|path| {
        let text = fs::read_to_string(path).expect("a file");
        text.matches("external ").count() + text.matches("Callback.register ").count()
    });
    let expected = format!("{} differences, and", wrong.sum::<usize>());
    assert!(text.contains(&expected), "{expected} in:\n{text}");
}

/// An interface alone is compared as well.
#[test]
fn interfaces_are_compared() {
    let toolchain = Toolchain::find().expect("OCaml");
    let folder = folder("check-interface");
    let text = "module Inner : sig\n  external twice : int -> int = \"border_twice_bytecode\" \"border_twice\"\nend\n";
    fs::write(folder.join("alone.mli"), text).expect("a file");
    succeeds(toolchain.ocamlopt().args(["-bin-annot", "-c", "alone.mli"]).current_dir(&folder));
    for file in ["alone.cmi", "alone.cmti"] {
        let (status, text) = check(&[file], &folder);
        assert_eq!(status, Some(1), "{text}");
        let expected = "argument 1 `n` is in OCaml a value, in Rust `[@untagged]`";
        assert!(text.contains(expected), "{text}");
    }
}

/// The library is found beside the code, and several are none too many.
#[test]
fn libraries_are_found() {
    let folder = compiled("right", "check-found");
    let output = cargo_ocaml(&["check", "."], &folder);
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(said(&output).contains("--lib target/release/libname.a"), "{}", said(&output));
    fs::copy(library("border"), folder.join("libborder.a")).expect("a copy");
    fs::copy(library("border"), folder.join("libtwin.a")).expect("a copy");
    fs::write(folder.join("libother.a"), "!<arch>\n").expect("a file");
    // What cargo keeps isn't asked.
    fs::create_dir(folder.join("cargo")).expect("a folder");
    fs::write(folder.join("cargo/CACHEDIR.TAG"), "").expect("a file");
    fs::copy(library("stale"), folder.join("cargo/libborder.a")).expect("a copy");
    let output = cargo_ocaml(&["check", "."], &folder);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(said(&output).ends_with("17 declarations agree\n"), "{}", said(&output));
}
