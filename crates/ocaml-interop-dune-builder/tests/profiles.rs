//! Builds a small package with a dune project in it, by cargo, in its debug and release builds and
//! with each of the builder's options.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

const MAIN: &str = r#"
use std::ffi::c_char;
unsafe extern "C" {
    fn caml_startup(argv: *const *const c_char);
    fn caml_named_value(name: *const c_char) -> *const isize;
    fn caml_callback(closure: isize, argument: isize) -> isize;
}
fn main() {
    let argv = [c"app".as_ptr(), std::ptr::null()];
    // SAFETY: one thread starts OCaml once; the named value is a closure of one
    // int, and nothing runs between reading it and the call.
    unsafe {
        caml_startup(argv.as_ptr());
        let twice = *caml_named_value(c"twice".as_ptr());
        assert_eq!(caml_callback(twice, 21 * 2 + 1) >> 1, 42);
    }
}
"#;

/// What users of the builder write: the objects go to the cc crate.
fn build_script(builder: &str, target: &str) -> String {
    format!(
        r#"use ocaml_interop_dune_builder::{{DuneBuilder, DuneInvocation}};
fn main() {{
    let _ = DuneInvocation::default();
    let objects: Vec<std::path::PathBuf> = {builder}.build("{target}");
    println!("cargo:warning=objects {{objects:?}}");
    cc::Build::new().objects(&objects).compile("callable");
    // The library's sys crate does this for its users.
    for line in ocaml_interop_config::Toolchain::find().unwrap().link_directives() {{
        println!("{{line}}");
    }}
}}"#
    )
}

struct App(PathBuf);

impl App {
    fn new(name: &str) -> Self {
        let app = Self(Path::new(env!("CARGO_TARGET_TMPDIR")).join(name));
        let _ = fs::remove_dir_all(&app.0);
        let crates = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let crates = crates.display();
        app.write(
            "Cargo.toml",
            &format!(
                "[workspace]\n[package]\nname = \"{name}-builder\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\
                 [build-dependencies]\ncc = \"1\"\n\
                 ocaml-interop-config = {{ path = \"{crates}/ocaml-interop-config\" }}\n\
                 ocaml-interop-dune-builder = {{ path = \"{crates}/ocaml-interop-dune-builder\" }}\n"
            ),
        );
        app.write("src/main.rs", MAIN);
        app.write("dune-project", "(lang dune 3.11)\n");
        app.write("ocaml/dune", "(executable (name callable) (modes object))\n");
        app.write("ocaml/helper.ml", "let twice n = 2 * n\n");
        let main = "let () = Callback.register \"twice\" Helper.twice\n";
        app.write("ocaml/callable.ml", main);
        app
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.0.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Runs cargo; returns whether it went well, and all that was printed.
    fn cargo(&self, arguments: &[&str]) -> (bool, String) {
        let done = Command::new(env!("CARGO"))
            .args(arguments)
            .arg("--offline")
            .current_dir(&self.0)
            .env("CARGO_TARGET_DIR", self.0.join("target"))
            .env("CARGO_PROFILE_DEV_DEBUG", "0")
            .env("CARGO_BUILD_BUILD_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("build"))
            .env("PATH", self.path())
            // As where cargo is run by a dune rule.
            .env("INSIDE_DUNE", "/nowhere")
            .env("DUNE_BUILD_DIR", "/nowhere")
            .output()
            .unwrap();
        let said = [done.stdout, done.stderr].concat();
        (done.status.success(), String::from_utf8_lossy(&said).into_owned())
    }

    fn path(&self) -> String {
        format!("{}:{}", self.0.join("bin").display(), std::env::var("PATH").unwrap())
    }

    fn runs(&self, arguments: &[&str]) -> String {
        let (well, said) = self.cargo(arguments);
        assert!(well, "{said}");
        said
    }
}

#[test]
fn debug_and_release_builds_and_every_option() {
    let app = App::new("options");
    let plain = "DuneBuilder::new(\"ocaml\")";
    app.write("build.rs", &build_script(plain, "callable.exe.o"));
    let said = app.runs(&["run"]);
    assert!(said.contains("default/ocaml/callable.exe.o\"]"), "{said}");
    app.runs(&["run", "--release"]);

    // The target folder of cargo lies inside the dune project; dune run by hand stays undisturbed.
    let by_hand =
        Command::new("dune").args(["build", "--root", "."]).current_dir(&app.0).output().unwrap();
    let said = String::from_utf8_lossy(&by_hand.stderr);
    assert!(by_hand.status.success(), "{said}");

    // An argument reaches dune: in profile `custom` the flag that breaks the build is on.
    app.write(
        "ocaml/dune",
        "(env (custom (flags (:standard -no-such-flag))))\n\
         (executable (name callable) (modes object))\n",
    );
    let custom = format!("{plain}.with_profile(\"custom\")");
    app.write("build.rs", &build_script(&custom, "callable.exe.o"));
    let (well, said) = app.cargo(&["run"]);
    assert!(!well && said.contains("no-such-flag"), "{said}");
    let arguments = format!("{plain}.with_dune_args(vec![\"--no-such-argument\".to_string()])");
    app.write("build.rs", &build_script(&arguments, "callable.exe.o"));
    let (well, said) = app.cargo(&["run"]);
    assert!(!well && said.contains("no-such-argument"), "{said}");

    // `opam exec -- dune`, by an opam that says so.
    let opam = app.0.join("bin/opam");
    app.write("bin/opam", "#!/bin/sh\n[ \"$1 $2\" = 'exec --' ] || exit 1\nshift 2\ntouch opam-was-here\nexec \"$@\"\n");
    fs::set_permissions(&opam, fs::Permissions::from_mode(0o755)).unwrap();
    let opam = format!("{plain}.with_dune_invocation(DuneInvocation::OpamExec)");
    app.write("build.rs", &build_script(&opam, "callable.exe.o"));
    app.runs(&["run"]);
    assert!(app.0.join("opam-was-here").is_file());
}

#[test]
fn a_failing_build_shows_the_compilers_message() {
    let app = App::new("failing");
    app.write("build.rs", &build_script("DuneBuilder::new(\"ocaml\")", "callable.exe.o"));
    app.write("ocaml/helper.ml", "let twice n = 2 * \"n\"\n");
    let (well, said) = app.cargo(&["build"]);
    assert!(!well);
    assert!(
        said.contains("File \"ocaml/helper.ml\", line 1") && said.contains("expected of type"),
        "{said}"
    );
    app.write("ocaml/helper.ml", "let twice n = 2 * n\n");
    fs::remove_file(app.0.join("dune-project")).unwrap();
    app.write("build.rs", &build_script("DuneBuilder::new(\"none\")", "callable.exe.o"));
    let (well, said) = app.cargo(&["build"]);
    assert!(!well && said.contains("none: No such file"), "{said}");
}
