//! What compiled OCaml says of itself, compared with `tests/reader/*.json`: the same from every
//! release. `BLESS=1 cargo test -p ocaml-interop-build` writes these files anew.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

use ocaml_interop_build::reader::Reader;
use ocaml_interop_config::Toolchain;

/// A folder that is gone at the end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("reader-{name}"));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).expect("a folder");
        Folder(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn sources() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reader")
}

/// Compiles a source file into `folder`, with all that the reader can read.
fn compile(toolchain: &Toolchain, folder: &Folder, name: &str) {
    fs::copy(sources().join(name), folder.0.join(name)).expect("a copy");
    let mut ocamlopt = toolchain.ocamlopt();
    ocamlopt.args(["-bin-annot", "-c", name]).current_dir(&folder.0);
    let done = ocamlopt.output().expect("ocamlopt");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

/// What differs between releases and machines, out of sight: the folder, the version, and where the
/// standard library's own types stand in its sources.
fn the_same_everywhere(said: &str, toolchain: &Toolchain, folder: &Folder) -> String {
    let place = format!("{}/", folder.0.display());
    let version = format!("\"ocaml\": \"{}\"", toolchain.version());
    let said = said.replace(&place, "").replace(&version, "\"ocaml\": \"…\"");
    let mut lines = String::new();
    for line in said.lines() {
        let start = "\"location\": {\"file\": \"";
        match line.trim_start().strip_prefix(start).and_then(|rest| rest.split_once('"')) {
            Some((file, _)) if !sources().join(file).exists() => {
                let _ = writeln!(lines, "   \"location\": \"{file}\",");
            }
            _ => {
                let _ = writeln!(lines, "{line}");
            }
        }
    }
    lines
}

#[test]
fn what_files_say() {
    let toolchain = Toolchain::find().expect("OCaml");
    let folder = Folder::new("said");
    let reader = Reader::compile(&toolchain, &folder.0.join("reader")).expect("the reader");
    let mut different = Vec::new();
    for (source, file) in [("shapes.mli", "shapes.cmti"), ("registers.ml", "registers.cmt")] {
        compile(&toolchain, &folder, source);
        let said = reader.read(&[folder.0.join(file)]).expect("read");
        let said = the_same_everywhere(&said, &toolchain, &folder);
        let golden = sources().join(file).with_extension("json");
        if env::var_os("BLESS").is_some() {
            fs::write(&golden, &said).expect("written");
        } else if fs::read_to_string(&golden).unwrap_or_default() != said {
            different.push(format!("{}, now:\n{said}", golden.display()));
        }
    }
    assert!(different.is_empty(), "{}\nBLESS=1 accepts", different.join("\n"));
}

#[test]
fn bad_files_say_what_is_wrong() {
    let toolchain = Toolchain::find().expect("OCaml");
    let folder = Folder::new("bad");
    let reader = Reader::compile(&toolchain, &folder.0.join("reader")).expect("the reader");
    compile(&toolchain, &folder, "shapes.mli");
    let whole = fs::read(folder.0.join("shapes.cmi")).expect("bytes");
    let cases: [(&str, Option<Vec<u8>>, &str); 6] = [
        ("cut.cmi", Some(whole[..whole.len() / 2].to_vec()), "is damaged"),
        ("head.cmi", Some(whole[..12].to_vec()), "is damaged"),
        (
            "other.cmi",
            Some([b"Caml1999I001".as_slice(), &whole[12..]].concat()),
            "is of another OCaml",
        ),
        ("text.cmi", Some(b"let x = 1\n".to_vec()), "is no compiled interface"),
        ("empty.cmt", Some(Vec::new()), "is no compiled interface"),
        ("missing.cmt", None, "No such file"),
    ];
    for (name, bytes, expected) in cases {
        let path = folder.0.join(name);
        if let Some(bytes) = bytes {
            fs::write(&path, bytes).expect("written");
        }
        let said = reader.read(&[path]).expect("the reader runs");
        assert!(said.contains(expected) && said.contains(name), "{name}: {said}");
    }
}
