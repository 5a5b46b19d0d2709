//! What compiled OCaml says of itself, compared with `tests/reader/*.json`: the same from every
//! release. `BLESS=1 cargo test -p ocaml-interop-build` writes these files anew.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::slice::from_ref;
use std::{env, fs};

use ocaml_interop_build::reader::{Reader, Request};
use ocaml_interop_config::Toolchain;

/// What is compiled, in this order; what of it is gone again when it is read; what is read; and the
/// name of what that says.
type Case<'a> = (&'a [&'a str], &'a [&'a str], &'a [&'a str], &'a str);

const CASES: [Case; 5] = [
    (&["shapes.mli"], &[], &["shapes.cmti"], "shapes.json"),
    (&["registers.ml"], &[], &["registers.cmt"], "registers.json"),
    (&["gives.mli", "gives.ml"], &[], &["gives.cmt"], "gives.json"),
    (
        &["lib__C.ml", "lib.ml", "lib__B.mli", "lib__B.ml", "lib__A.ml", "uses.ml"],
        &[],
        &["uses.cmt", "lib__A.cmt", "lib__B.cmt", "lib__B.cmti"],
        "lib.json",
    ),
    (&["gone.ml", "needs.ml"], &["gone.cmi"], &["needs.cmt"], "needs.json"),
];

/// A folder that is gone at the end, with a reader in it.
struct Folder {
    path: PathBuf,
    toolchain: Toolchain,
    reader: Reader,
    /// What dune does: the place where something is compiled is kept out of what that makes.
    secret: bool,
}

impl Folder {
    fn new(name: &str) -> Folder {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("reader-{name}"));
        let _ = fs::remove_dir_all(&path);
        let toolchain = Toolchain::find().expect("OCaml");
        let reader = Reader::compile(&toolchain, &path.join("reader")).expect("the reader");
        Folder { path, toolchain, reader, secret: true }
    }

    /// Compiles a source file, with all that the reader can read.
    fn compile(&self, name: &str) {
        let text = fs::read_to_string(sources().join(name)).expect("a source");
        self.compile_text(name, &text, &[]);
    }

    fn compile_text(&self, name: &str, text: &str, options: &[&str]) {
        let path = self.path.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("written");
        let mut ocamlopt = self.toolchain.ocamlopt();
        // A library's module of aliases comes before the modules, as with dune.
        ocamlopt.args(["-bin-annot", "-no-alias-deps", "-w", "-49"]).args(options);
        if self.secret {
            let map = format!("/workspace_root={}", self.path.display());
            ocamlopt.env("BUILD_PATH_PREFIX_MAP", map);
        }
        ocamlopt.args(["-c", name]);
        let done = ocamlopt.current_dir(&self.path).output().expect("ocamlopt");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    }

    fn read(&self, files: &[&str]) -> String {
        let files: Vec<_> = files.iter().map(|file| self.path.join(file)).collect();
        self.reader.read(&files).expect("the reader runs")
    }

    fn modules(&self, folders: &[PathBuf], modules: &[&str]) -> String {
        let modules = modules.iter().map(|&name| name.to_owned()).collect();
        let request = Request { folders: folders.to_vec(), modules, ..Request::default() };
        self.reader.run(&request).expect("the reader runs")
    }

    /// Without what differs between releases and machines: the folder, the version, and where the
    /// standard library's own types stand in its sources.
    fn the_same_everywhere(&self, said: &str) -> String {
        let place = format!("{}/", self.path.display());
        let version = format!("\"ocaml\": \"{}\"", self.toolchain.version());
        let said = said.replace(&place, "").replace(&version, "\"ocaml\": \"…\"");
        let line = |line: &str| {
            let (indent, rest) = line.split_once("\"location\": {\"file\": \"")?;
            let (file, _) = rest.split_once('"')?;
            let ours = sources().join(file).exists();
            (!ours).then(|| format!("{indent}\"location\": \"{file}\",\n"))
        };
        said.lines().map(|l| line(l).unwrap_or_else(|| format!("{l}\n"))).collect()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.path);
    }
}

fn sources() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reader")
}

/// The types that are mentioned, without those of the language, and those that are declared.
fn mentioned_and_declared(said: &str) -> (BTreeSet<String>, BTreeSet<String>) {
    let said: String = said.lines().map(str::trim).collect();
    let said = said.replace("\": ", "\":").replace(", \"", ",\"");
    let until_quote = |text: &str| text.split('"').next().unwrap_or_default().to_owned();
    let mentioned = said.split("{\"kind\":\"constr\",\"path\":\"").skip(1).filter_map(|rest| {
        let path = until_quote(rest);
        let origin = rest.split_once(",\"origin\":\"")?.1;
        (!origin.starts_with("language")).then_some(path)
    });
    let (_, types) = said.rsplit_once("\"types\":[").expect("the table of types");
    let declared = types.split("{\"path\":\"").skip(1).map(until_quote);
    (mentioned.collect(), declared.collect())
}

/// Each type that is mentioned is declared.
fn assert_whole(said: &str) {
    let (mentioned, declared) = mentioned_and_declared(said);
    let undeclared: Vec<_> = mentioned.difference(&declared).collect();
    assert!(undeclared.is_empty(), "mentioned and not declared: {undeclared:?}");
}

#[test]
fn what_files_say() {
    let folder = Folder::new("said");
    let mut different = String::new();
    for (sources_of_it, gone, files, golden) in CASES {
        for name in sources_of_it {
            folder.compile(name);
        }
        for name in gone {
            fs::remove_file(folder.path.join(name)).expect("removed");
        }
        let said = folder.read(files);
        assert_whole(&said);
        let said = folder.the_same_everywhere(&said);
        let golden = sources().join(golden);
        if env::var_os("BLESS").is_some() {
            fs::write(&golden, &said).expect("written");
        } else if fs::read_to_string(&golden).unwrap_or_default() != said {
            let _ = writeln!(different, "{}, now:\n{said}", golden.display());
        }
    }
    assert!(different.is_empty(), "{different}BLESS=1 accepts");
}

/// A type's key doesn't depend on who mentions it, or on what else is read.
#[test]
fn a_type_has_one_key() {
    let folder = Folder::new("keys");
    let (compiled, _, files, _) = CASES[3];
    for name in compiled {
        folder.compile(name);
    }
    let (_, together) = mentioned_and_declared(&folder.read(files));
    let mut alone = BTreeSet::new();
    for file in files {
        alone.extend(mentioned_and_declared(&folder.read(&[file])).1);
    }
    assert_eq!(together, alone);
}

#[test]
fn modules_are_found_by_name() {
    let folder = Folder::new("modules");
    let compiler = folder.toolchain.standard_library().join("compiler-libs");
    let mut cases = vec![
        (Vec::new(), "List", "Stdlib.List", 60),
        (Vec::new(), "Stdlib.List", "Stdlib.List", 60),
        (Vec::new(), "Stdlib__List", "Stdlib.List", 60),
        (Vec::new(), "Random.State", "Stdlib.Random.State", 10),
        (vec![compiler.clone()], "Location", "Location", 40),
        (vec![compiler], "Parse", "Parse", 10),
    ];
    cases.extend(zarith(&folder.toolchain).map(|zarith| (vec![zarith], "Z", "Z", 90)));
    for (folders, name, written, values) in cases {
        let said = folder.modules(&folders, &[name]);
        assert_whole(&said);
        assert!(said.contains(&format!("\"module\": \"{written}\"")), "{name}: {said}");
        for bad in ["\"error\": \"", "\"missing\": \"", "\"origin\": \"hidden\""] {
            assert!(!said.contains(bad), "{name} has {bad}: {said}");
        }
        let found = said.matches("\"item\": \"value\"").count();
        assert!(found >= values, "{name}: {found} values");
        let documented = said.matches("\"doc\": \"").count();
        assert!(documented > values / 2, "{name}: {documented} are documented");
    }
}

/// Zarith's folder, if it is there for this compiler.
fn zarith(toolchain: &Toolchain) -> Option<PathBuf> {
    let found = toolchain.ocamlfind()?.args(["query", "zarith"]).output().ok()?;
    let folder = PathBuf::from(String::from_utf8(found.stdout).ok()?.trim());
    let format = |file: PathBuf| fs::read(file).ok().map(|bytes| bytes[..12].to_vec());
    let ours = format(toolchain.standard_library().join("stdlib.cmi"));
    (format(folder.join("z.cmi")) == ours).then_some(folder)
}

#[test]
fn modules_that_are_not_found_say_which_are_near() {
    let folder = Folder::new("near");
    folder.compile("shapes.mli");
    for (name, expected) in [
        ("Shape", "there is Shapes"),
        ("Stdlib.Lists", "there is Stdlib.List"),
        ("Lisst", "there is List"),
        ("Shapes.Outer", "no module Shapes.Outer"),
        ("Shapes.Make", "Make in it is no module with a signature"),
        ("", "no module "),
    ] {
        let said = folder.modules(from_ref(&folder.path), &[name, "Shapes.Inner"]);
        assert!(said.contains(expected), "{name}: {said}");
        assert!(said.contains("\"module\": \"Shapes.Inner\""), "the other is read: {said}");
    }
}

#[test]
fn bad_files_say_what_is_wrong() {
    let folder = Folder::new("bad");
    folder.compile("shapes.mli");
    let whole = fs::read(folder.path.join("shapes.cmi")).expect("bytes");
    let other = [b"Caml1999I001".as_slice(), &whole[12..]].concat();
    // As written by [output_value 0]: a value, but not of the type that is expected.
    let zero = *b"\x84\x95\xa6\xbe\0\0\0\x01\0\0\0\0\0\0\0\0\0\0\0\0\x40";
    let zeros = [&whole[..12], &zero, &zero, &zero].concat();
    let cases: [(&str, Option<&[u8]>, &str); 7] = [
        ("zeros.cmi", Some(&zeros), "is damaged, or an interface that it needs is"),
        ("cut.cmi", Some(&whole[..whole.len() / 2]), "is damaged"),
        ("head.cmi", Some(&whole[..12]), "is damaged"),
        ("other.cmi", Some(&other), "is of another OCaml"),
        ("text.cmi", Some(b"let x = 1\n"), "is no compiled interface"),
        ("empty.cmt", Some(b""), "is no compiled interface"),
        ("missing.cmt", None, "No such file"),
    ];
    for (name, bytes, expected) in cases {
        if let Some(bytes) = bytes {
            fs::write(folder.path.join(name), bytes).expect("written");
        }
        let said = folder.read(&[name, "shapes.cmti"]);
        assert!(said.contains(expected) && said.contains(name), "{name}: {said}");
        assert!(said.contains("\"module\": \"Shapes\""), "the other is read: {said}");
    }
}

/// What is wrong with an interface that a file needs stands with the types that come from it.
#[test]
fn bad_neighbours_say_what_is_wrong() {
    let folder = Folder::new("neighbours");
    folder.compile("gone.ml");
    folder.compile("needs.ml");
    let gone = folder.path.join("gone.cmi");
    let whole = fs::read(&gone).expect("bytes");
    let other = [b"Caml1999I001".as_slice(), &whole[12..]].concat();
    let cut = &whole[..whole.len() / 2];
    for (bytes, expected) in [
        (cut, "gone.cmi: is damaged"),
        (&other, "gone.cmi: is of another OCaml"),
        (b"let x = 1\n", "gone.cmi: is no compiled interface"),
    ] {
        fs::write(&gone, bytes).expect("written");
        let said = folder.read(&["needs.cmt"]);
        assert_whole(&said);
        assert!(said.contains("\"missing\": \"") && said.contains(expected), "{expected}: {said}");
        assert!(said.contains("\"name\": \"needs\""), "the registration is read: {said}");
        let said = folder.modules(from_ref(&folder.path), &["Gone"]);
        assert!(said.contains("\"error\": \"") && said.contains(expected), "{expected}: {said}");
    }
}

#[test]
fn interfaces_that_contradict_each_other_say_so() {
    let folder = Folder::new("contradiction");
    folder.compile_text("one.ml", "type t = One", &[]);
    folder.compile_text("two.ml", "type t = Two of One.t", &[]);
    folder.compile_text(
        "three.ml",
        "let () = Callback.register \"three\" (fun (Two.Two x) -> x)",
        &[],
    );
    folder.compile_text("one.ml", "type t = One | Another", &[]);
    let said = folder.read(&["three.cmt"]);
    assert_whole(&said);
    assert!(said.contains("were compiled with different interfaces of One"), "{said}");
}

/// The folders that a file was compiled with are searched, wherever the reader runs: they are known
/// from where it was compiled, or from where it is.
#[test]
fn folders_are_known_from_the_file() {
    for (secret, place) in [(false, "elsewhere/two.cmt"), (true, "program/two.cmt")] {
        let mut folder = Folder::new("folders");
        folder.secret = secret;
        folder.compile_text("library/one.ml", "type t = One", &[]);
        let text = "let () = Callback.register \"two\" (fun One.One -> ())";
        folder.compile_text("program/two.ml", text, &["-I", "library", "-I", "program"]);
        fs::create_dir(folder.path.join("elsewhere")).expect("a folder");
        fs::rename(folder.path.join("program/two.cmt"), folder.path.join(place)).expect("moved");
        let said = folder.read(&[place]);
        assert_whole(&said);
        assert!(said.contains("\"path\": \"One.t\"") && !said.contains("\"missing\""), "{said}");
    }
}

#[test]
fn files_of_two_programs_are_told_apart() {
    let folder = Folder::new("programs");
    folder.compile("shapes.mli");
    let second = folder.path.join("second");
    fs::create_dir(&second).expect("a folder");
    fs::copy(folder.path.join("shapes.cmi"), second.join("shapes.cmi")).expect("a copy");
    let said = folder.read(&["shapes.cmti", "shapes.cmi", "second/shapes.cmi"]);
    assert_eq!(said.matches("\"error\": ").count(), 1, "{said}");
    assert!(said.contains("read the files of one program at a time"), "{said}");
}
