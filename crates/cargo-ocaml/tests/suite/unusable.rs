//! What can't be used: an error that names the file and what to do, status 2, and nothing written.

use std::fs;
use std::path::Path;

use crate::common::{cargo_ocaml, folder, library, said, succeeds};
use ocaml_interop_config::Toolchain;

/// Runs a command that has to be refused, with all of these in what it says.
fn refused(words: &[&str], folder: &Path, parts: &[&str]) {
    let before = fs::read_dir(folder).expect("a folder").count();
    let output = cargo_ocaml(words, folder);
    let said = said(&output);
    assert_eq!(output.status.code(), Some(2), "{words:?}: {said}");
    assert!(said.contains("help: "), "no remedy: {said}");
    for part in parts {
        assert!(said.contains(part), "{part} in: {said}");
    }
    assert_eq!(
        fs::read_dir(folder).expect("a folder").count(),
        before,
        "{words:?} wrote something"
    );
}

#[test]
fn libraries_that_are_none() {
    let folder = folder("unusable-libraries");
    refused(&["bind", "none.a", "-o", "x"], &folder, &["none.a: No such file"]);
    fs::write(folder.join("text.a"), "no library").expect("a file");
    refused(&["bind", "text.a", "-o", "x"], &folder, &["text.a: this isn't a library"]);
    fs::write(folder.join("empty.a"), "!<arch>\n").expect("a file");
    refused(&["bind", "empty.a", "-o", "x"], &folder, &["empty.a: no function is described"]);
    let whole = fs::read(library("numbers")).expect("a library");
    fs::write(folder.join("half.a"), &whole[..whole.len() / 2]).expect("a file");
    refused(&["bind", "half.a", "-o", "x"], &folder, &["half.a: ", "build it anew"]);
    refused(
        &["check", "--lib", "half.a", "half.a"],
        &folder,
        &["half.a: this is no compiled OCaml"],
    );
}

/// Descriptions whose bytes were changed, or of another version of the format.
#[test]
fn descriptions_that_are_damaged() {
    let folder = folder("unusable-descriptions");
    let whole = fs::read(library("numbers")).expect("a library");
    let position = |part: &[u8]| {
        whole.windows(part.len()).position(|window| window == part).expect("the description")
    };
    // The function's name and its length, and the symbol's.
    let start = position(b"\x05mixed\x0dnumbers_mixed");
    let mut damaged = whole.clone();
    damaged[start] = 0xff;
    fs::write(folder.join("damaged.a"), damaged).expect("a file");
    let parts = [
        "damaged.a: `ocaml_interop_2_export_numbers_mixed_",
        "is damaged: no ",
        "build the library anew",
    ];
    refused(&["bind", "damaged.a", "-o", "x"], &folder, &parts);

    let mut other = whole.clone();
    for at in 0..other.len() - 24 {
        if other[at..].starts_with(b"ocaml_interop_2_export_") {
            other[at + 14] = b'9';
        }
    }
    fs::write(folder.join("other.a"), other).expect("a file");
    let parts =
        ["other.a: it is described in version 9 of the format, this program reads 2", "install"];
    refused(&["bind", "other.a", "-o", "x"], &folder, &parts);
}

#[test]
fn files_that_are_not_compiled_ocaml() {
    let folder = folder("unusable-files");
    let border = library("border").display().to_string();
    let check = |file: &str, parts: &[&str]| {
        refused(&["check", "--lib", &border, file], &folder, parts);
    };
    check("none.cmt", &["none.cmt: no such file or folder", "dune build"]);
    check(".", &[".: no compiled OCaml code"]);
    fs::write(folder.join("text.ml"), "let x = 1").expect("a file");
    check("text.ml", &["text.ml: this is no compiled OCaml file"]);
    fs::write(folder.join("broken.cmi"), "no interface").expect("a file");
    check("broken.cmi", &["broken.cmi"]);
    let toolchain = Toolchain::find().expect("OCaml");
    succeeds(toolchain.ocamlopt().args(["-bin-annot", "-c", "text.ml"]).current_dir(&folder));
    let mut other = fs::read(folder.join("text.cmi")).expect("an interface");
    // The number of the format, behind `Caml1999I`.
    other[9..12].copy_from_slice(b"001");
    fs::write(folder.join("other.cmi"), other).expect("a file");
    check("other.cmi", &["other.cmi"]);
}

#[test]
fn words_that_are_no_command() {
    let folder = folder("unusable-words");
    let numbers = library("numbers").display().to_string();
    refused(&["bound"], &folder, &["there is no command `bound`"]);
    refused(&["bind", &numbers], &folder, &["`bind` needs `-o NAME`"]);
    refused(&["bind", "-o", "x"], &folder, &["`bind` takes one library"]);
    refused(&["bind", &numbers, "-o"], &folder, &["`-o` needs a value"]);
    refused(&["bind", &numbers, "--out", "x"], &folder, &["there is no option `--out`"]);
    refused(
        &["bind", &numbers, "-o", "a-b"],
        &folder,
        &["`a-b` can't be the name of an OCaml module"],
    );
    let help = cargo_ocaml(&["bind", "--help"], &folder);
    assert!(help.status.success() && said(&help).contains("cargo ocaml bind LIBRARY -o NAME"));
    // Where one file can't be written, neither is.
    let output = cargo_ocaml(&["bind", &numbers, "-o", "none/x"], &folder);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("none/x.mli: No such file or directory"), "{}", said(&output));
}
