//! Bindings to OCaml modules, compared with what stands beside them in `tests/bindings`: the Rust code
//! with the reasons for what it leaves out, and the OCaml code that registers. The workspace's package
//! `bindings` compiles the same modules with their bindings, and calls them.
//! `BLESS=1 cargo test -p ocaml-interop-build` writes these files anew.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

use ocaml_interop_bridge::interface::Reading;
use ocaml_interop_bridge::interface::bindings::{Bindings, bindings};
use ocaml_interop_build::reader::{Reader, Request};
use ocaml_interop_build::{Build, Error, Target};
use ocaml_interop_config::Toolchain;

/// Modules, each with what is said to raise in it.
const CASES: [(&str, &[&str]); 7] = [
    ("records", &[]),
    ("variants", &[]),
    ("abstracts", &["Abstracts.unbox"]),
    ("functions", &["Functions.unsaid"]),
    ("names", &["Names.Inner"]),
    ("left_out", &[]),
    ("bigarrays", &[]),
];

/// A folder of compiled modules that is gone at the end.
struct Folder {
    path: PathBuf,
    toolchain: Toolchain,
    reader: Reader,
}

impl Folder {
    fn new(name: &str) -> Folder {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("bindings-{name}"));
        let _ = fs::remove_dir_all(&path);
        let toolchain = Toolchain::find().expect("OCaml");
        let reader = Reader::compile(&toolchain, &path.join("reader")).expect("the reader");
        Folder { path, toolchain, reader }
    }

    fn compile(&self, file: &str) {
        fs::copy(sources().join(file), self.path.join(file)).expect("a source");
        let mut ocamlopt = self.toolchain.ocamlopt();
        let done = ocamlopt.args(["-bin-annot", "-w", "-a", "-c", file]).current_dir(&self.path);
        let done = done.output().expect("ocamlopt");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    }

    fn bind(&self, modules: &[&str], raises: &[&str]) -> Result<Bindings, Vec<String>> {
        let owned = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
        let request = Request {
            folders: vec![self.path.clone()],
            modules: owned(modules),
            files: Vec::new(),
        };
        let said = self.reader.run(&request).expect("the reader runs");
        bindings(&Reading::from_json(&said).expect("its format"), &owned(raises))
    }

    /// What is wrong, with the folder's path left out.
    fn problems(&self, modules: &[&str], raises: &[&str]) -> String {
        let problems = self.bind(modules, raises).expect_err("a problem");
        problems.join("\n").replace(&format!("{}/", self.path.display()), "")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.path);
    }
}

fn sources() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bindings")
}

fn capitalized(name: &str) -> String {
    name[..1].to_uppercase() + &name[1..]
}

#[test]
fn bindings_are_as_accepted() {
    let folder = Folder::new("good");
    let mut different = String::new();
    for (name, raises) in CASES {
        folder.compile(&format!("{name}.mli"));
        let bindings = folder.bind(&[&capitalized(name)], raises).expect("bindings");
        for (ending, text) in [("rs", &bindings.rust), ("registering", &bindings.ocaml)] {
            let golden = sources().join(name).with_extension(ending);
            if env::var_os("BLESS").is_some() {
                fs::write(&golden, text).expect("written");
            } else if fs::read_to_string(&golden).unwrap_or_default() != *text {
                let _ = writeln!(different, "{}, now:\n{text}", golden.display());
            }
        }
    }
    assert!(different.is_empty(), "{different}BLESS=1 accepts");
}

#[test]
fn every_module_is_tried() {
    let modules = fs::read_dir(sources()).expect("the folder").flatten();
    let modules = modules.filter(|entry| entry.path().extension().is_some_and(|e| e == "mli"));
    assert_eq!(modules.count(), CASES.len());
}

#[test]
fn what_cannot_be_read_is_a_problem() {
    let folder = Folder::new("bad");
    folder.compile("records.mli");
    folder.compile("left_out.mli");
    let whole = fs::read(folder.path.join("records.cmi")).expect("compiled");
    fs::write(folder.path.join("records.cmi"), &whole[..whole.len() / 2]).expect("written");
    let problem = folder.problems(&["Records", "Left_out", "Nowhere"], &[]);
    let lines: Vec<_> = problem.lines().collect();
    assert_eq!(lines.len(), 2, "{problem}");
    assert!(lines[0].contains("records.cmi"), "{problem}");
    assert!(lines[1].contains("Nowhere"), "{problem}");
    let problem = folder.problems(&["Left_out"], &["Left_out.kept", "Left_out.lost", "Left"]);
    assert_eq!(
        problem,
        "the bindings have no function or module `Left_out.lost` to raise\n\
         the bindings have no function or module `Left` to raise"
    );
}

#[test]
fn nothing_is_half_written() {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bindings-half");
    let _ = fs::remove_dir_all(&path);
    let target = Target {
        out_dir: path.clone(),
        package: sources(),
        release: false,
        library: "half".to_owned(),
        runtime_variant: None,
    };
    let build = Build::new().file(sources().join("records.ml"));
    let error = build.bindings(["Records", "Nowhere"]).try_compile(&target).expect_err("no module");
    assert!(matches!(&error, Error::Input(problem) if problem.contains("Nowhere")), "{error}");
    assert!(!path.join("ocaml_bindings.rs").exists());
    assert!(!path.join("ocaml/ocaml_interop_bindings.ml").exists());
    let _ = fs::remove_dir_all(&path);
}
