//! Libraries to look at: every Rust file of the tests is one, and cargo builds them all at once.

use std::ffi::OsStr;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;
use std::{env, fs};

/// The file that becomes a library of every kind.
pub const EVERY_KIND: &str = "boxes";

/// The folder of the tests' own files.
pub fn sources() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

/// The files of a folder that have this ending, in order.
pub fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(sources().join(folder)).expect("a folder of the tests");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let mut found: Vec<_> =
        paths.filter(|path| path.extension().is_some_and(|one| one == ending)).collect();
    found.sort();
    assert!(!found.is_empty(), "no {ending} file in {folder}");
    found
}

/// The name of a file, without its ending.
pub fn stem(path: &Path) -> &str {
    path.file_stem().and_then(OsStr::to_str).expect("a name")
}

/// The folder of the libraries, once they are built.
pub fn libraries() -> &'static Path {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    BUILT.get_or_init(|| {
        let package = package();
        let mut manifest = String::from(
            "[package]\nname = \"libraries\"\nedition = \"2024\"\n\n[workspace]\n\n[features]\n\
             changed = []\n\n[profile.dev]\ndebug = false\n\n[dependencies]\n",
        );
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let library = root.join("crates/ocaml-interop");
        writeln!(
            manifest,
            "ocaml-interop = {{ path = {library:?}, features = [\"serde\"] }}\n\
             serde = {{ version = \"1\", features = [\"derive\"] }}"
        )
        .unwrap();
        let folders = ["golden/good", "golden/bad", "golden/stale", "check"];
        for path in folders.iter().flat_map(|folder| files(folder, "rs")) {
            let kinds = match stem(&path) {
                EVERY_KIND => "\"staticlib\", \"cdylib\", \"rlib\"",
                _ => "\"staticlib\"",
            };
            writeln!(
                manifest,
                "\n[[example]]\nname = {:?}\npath = {path:?}\ncrate-type = [{kinds}]",
                stem(&path)
            )
            .unwrap();
        }
        fs::create_dir_all(package.join("src")).expect("a folder");
        fs::write(package.join("Cargo.toml"), manifest).expect("a manifest");
        fs::write(package.join("src/lib.rs"), "").expect("a file");
        fs::copy(root.join("Cargo.lock"), package.join("Cargo.lock")).expect("versions");
        build(&["--examples"]);
        package.join("target/debug/examples")
    })
}

/// The static library of a file.
pub fn library(name: &str) -> PathBuf {
    libraries().join(format!("lib{name}.a"))
}

fn package() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("libraries")
}

/// Builds some of the libraries.
pub fn build(what: &[&str]) {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["build", "--quiet"]).args(what).current_dir(package());
    cargo.env("CARGO_TARGET_DIR", package().join("target"));
    succeeds(&mut cargo);
}

/// An empty folder for a test.
pub fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).expect("a folder");
    path
}

/// `cargo ocaml`, as cargo calls it.
pub fn cargo_ocaml(words: &[&str], folder: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-ocaml"));
    command.arg("ocaml").args(words).current_dir(folder).output().expect("cargo-ocaml runs")
}

/// What a program wrote, to where it tells of errors too.
pub fn said(output: &Output) -> String {
    let text = |bytes| String::from_utf8_lossy(bytes).into_owned();
    text(&output.stdout) + &text(&output.stderr)
}

/// Runs a program that has to succeed.
pub fn succeeds(command: &mut Command) -> String {
    let output = command.output().expect("a program that runs");
    assert!(output.status.success(), "{command:?}\n{}", said(&output));
    said(&output)
}

/// Compares a text with a golden file, or writes it there. What is different is returned.
pub fn golden(path: &Path, text: &str) -> Option<String> {
    if env::var_os("BLESS").is_some() {
        fs::write(path, text).expect("a golden file");
        return None;
    }
    let expected = fs::read_to_string(path).unwrap_or_default();
    (expected != text).then(|| format!("{}, now:\n{text}", path.display()))
}
