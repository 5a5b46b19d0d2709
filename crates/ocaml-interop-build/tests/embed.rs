//! Whole builds: packages written into a temporary folder, built and run by cargo, in which C and
//! Rust look for OCaml's runtime, its threads and the program's own OCaml code.
#![cfg(unix)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Stands for the library's own shim: it refers to OCaml's runtime, and weakly to its threads.
const SHIM_C: &str = r#"
#include <caml/mlvalues.h>
#include <caml/callback.h>
__attribute__((weak)) extern int caml_c_thread_register(void);
long shim_threads(void) { return caml_c_thread_register != 0; }
void shim_start(void) { static char *argv[] = {"embed", 0}; caml_startup(argv); }
long shim_call(const char *name, long argument) {
  const value *f = caml_named_value(name);
  return f ? Long_val(caml_callback(*f, Val_long(argument))) : -1;
}
"#;

const SHIM_RS: &str = r#"
unsafe extern "C" {
    fn shim_threads() -> std::ffi::c_long;
    fn shim_start();
    fn shim_call(name: *const std::ffi::c_char, argument: std::ffi::c_long) -> std::ffi::c_long;
}
// SAFETY: functions of the shim, called on the one thread that starts OCaml.
pub fn threads() -> bool { unsafe { shim_threads() != 0 } }
// SAFETY: as above; called once.
pub fn start() { unsafe { shim_start() } }
// SAFETY: as above, after `start`; the name is null-terminated.
pub fn call(name: &std::ffi::CStr, argument: i64) -> i64 { unsafe { shim_call(name.as_ptr(), argument as _) as i64 } }
"#;

const SHIM_BUILD: &str = r#"fn main() {
    let toolchain = ocaml_interop_config::Toolchain::find().unwrap();
    cc::Build::new().include(toolchain.headers()).file("shim.c").compile("shim");
}"#;

/// Calls OCaml, which calls Rust; `twice_thread` answers from a thread of OCaml.
const MAIN: &str = r#"
#[unsafe(no_mangle)]
pub extern "C" fn rust_increment(n: isize) -> isize { n + 2 }
pub fn check() {
    shim::start();
    assert!(shim::threads(), "weak references to the threads library were not found");
    assert_eq!(shim::call(c"twice", 21), 42);
    assert_eq!(shim::call(c"thread_id", 0), 0);
    assert_eq!(shim::call(c"increment", 41), 42);
}
"#;

const OCAML: &str = r#"
external increment : int -> int = "rust_increment"
let () = Callback.register "twice" Helper.twice;
  Callback.register "increment" increment;
  Callback.register "thread_id" (fun _ -> Thread.id (Thread.self ()))
"#;

/// A workspace in a folder of its own: `NAME-shim`, `NAME-app`, `NAME-user`. The names differ from
/// test to test, because all of them share one folder for what cargo compiles on the way.
struct Packages {
    root: PathBuf,
    app: String,
}

impl Packages {
    fn new(name: &str) -> Self {
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&root);
        let app = format!("{name}-app");
        let packages = Self { root, app };
        packages
            .write("Cargo.toml", "[workspace]\nresolver = \"3\"\nmembers = [\"shim\", \"app\"]\n");
        let config = "ocaml-interop-config = { path = \"CRATES/ocaml-interop-config\" }";
        packages.write(
            "shim/Cargo.toml",
            &manifest(&format!(
                "[package]\nname = \"{name}-shim\"\n[lib]\nname = \"shim\"\n\
                 [build-dependencies]\ncc = \"1\"\n{config}"
            )),
        );
        let build = "ocaml-interop-build = { path = \"CRATES/ocaml-interop-build\" }";
        packages.write(
            "app/Cargo.toml",
            &manifest(&format!(
                "[package]\nname = \"{name}-app\"\n\
                 [dependencies]\nshim = {{ package = \"{name}-shim\", path = \"../shim\" }}\n\
                 [build-dependencies]\n{build}"
            )),
        );
        packages.write("shim/shim.c", SHIM_C);
        packages.write("shim/build.rs", SHIM_BUILD);
        packages.write("shim/src/lib.rs", SHIM_RS);
        // In order of name, the file that is needed comes last.
        packages.write("app/ocaml/helper.mli", "val twice : int -> int\n");
        packages.write("app/ocaml/helper.ml", "let twice n = 2 * n\n");
        packages.write("app/ocaml/a_main.ml", OCAML);
        packages
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut cargo = Command::new(env!("CARGO"));
        cargo
            .args(arguments)
            .current_dir(&self.root)
            .env("CARGO_TARGET_DIR", self.root.join("target"))
            .env("CARGO_BUILD_BUILD_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("build"))
            .env("CARGO_NET_OFFLINE", "true")
            .env_remove("RUSTFLAGS")
            .env_remove("CARGO_ENCODED_RUSTFLAGS")
            .env("CARGO_PROFILE_DEV_DEBUG", "0")
            .env_remove("CARGO_BUILD_TARGET")
            .env_remove("OCAML_INTEROP_RUNTIME_VARIANT")
            .env_remove("OCAMLRUNPARAM");
        cargo
    }

    fn cargo(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// Links the program of `package` with GNU ld, which reads each archive once, in order; Rust's
    /// default on that system, lld, doesn't mind the order.
    fn runs_with_gnu_ld(&self, package: &str) {
        if cfg!(all(target_os = "linux", target_arch = "x86_64")) {
            self.succeeds(&[
                "rustc",
                "-p",
                package,
                "--bin",
                package,
                "--",
                "-Clinker-features=-lld",
            ]);
            let program = self.root.join("target/debug").join(package);
            assert!(Command::new(program).status().unwrap().success());
        }
    }

    fn succeeds(&self, arguments: &[&str]) {
        let done = self.cargo(arguments);
        assert!(done.status.success(), "{}", all_of(&done));
    }
}

fn manifest(text: &str) -> String {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let fixed = "[package]\nversion = \"0.0.0\"\nedition = \"2024\"\n";
    text.replace("[package]\n", fixed).replace("CRATES", &crates.display().to_string())
}

fn all_of(done: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr))
}

const BUILD_PLAIN: &str = r#"fn main() {
    ocaml_interop_build::Build::new().folder("ocaml").package("compiler-libs.common").compile();
}"#;

/// A package that is only a program, with tests and examples of its own; OCaml's debug runtime;
/// both linkers.
#[test]
fn program_with_a_folder_of_ocaml() {
    let packages = Packages::new("program");
    packages.write("app/build.rs", BUILD_PLAIN);
    let main = format!("{MAIN}\nfn main() {{ check() }}\n#[test] fn unit() {{ check() }}");
    packages.write("app/src/main.rs", &main);
    packages.write("app/tests/it.rs", &format!("{MAIN}\n#[test] fn it() {{ check() }}"));
    packages.write("app/examples/ex.rs", &format!("{MAIN}\nfn main() {{ check() }}"));
    packages.succeeds(&["run", "-p", &packages.app]);
    packages.succeeds(&["test", "-p", &packages.app]);
    packages.succeeds(&["run", "-p", &packages.app, "--example", "ex"]);

    let mut debug = packages.command(&["run", "-p", &packages.app]);
    let done = debug.env("OCAML_INTEROP_RUNTIME_VARIANT", "d").output();
    let said = all_of(&done.unwrap());
    assert!(said.contains("OCaml runtime: debug mode"), "{said}");

    packages.runs_with_gnu_ld(&packages.app);
}

/// A library with OCaml inside, used by a test, an example, a doctest and by another package.
#[test]
fn library_with_a_folder_of_ocaml() {
    let packages = Packages::new("library");
    packages.write("app/build.rs", BUILD_PLAIN);
    packages.write("app/src/lib.rs", &format!("{MAIN}\n/// ```\n/// library_app::check()\n/// ```\npub fn documented() {{}}\n#[test] fn unit() {{ check() }}"));
    packages.write("app/tests/it.rs", "#[test] fn it() { library_app::check() }");
    packages.write("app/examples/ex.rs", "fn main() { library_app::check() }");
    packages.write(
        "Cargo.toml",
        "[workspace]\nresolver = \"3\"\nmembers = [\"shim\", \"app\", \"user\"]\n",
    );
    packages.write(
        "user/Cargo.toml",
        &manifest(
            "[package]\nname = \"library-user\"\n\
             [dependencies]\napp = { package = \"library-app\", path = \"../app\" }",
        ),
    );
    packages.write("user/src/main.rs", "fn main() { app::check() }");
    packages.succeeds(&["test"]);
    packages.succeeds(&["run", "-p", &packages.app, "--example", "ex"]);
    packages.succeeds(&["run", "-p", "library-user"]);
    packages.runs_with_gnu_ld("library-user");
}

#[test]
fn dune_project_in_both_profiles() {
    let packages = Packages::new("dune");
    packages.write(
        "app/build.rs",
        r#"fn main() { ocaml_interop_build::Dune::new("ocaml").compile("a_main.exe.o"); }"#,
    );
    packages.write("app/src/main.rs", &format!("{MAIN}\nfn main() {{ check() }}"));
    packages.write("app/ocaml/dune-project", "(lang dune 3.11)\n");
    // compiler-libs needs a C library of the system, zstd.
    packages.write(
        "app/ocaml/dune",
        "(executable (name a_main) (modes object)\n (libraries threads.posix compiler-libs.common))\n",
    );
    packages.succeeds(&["run", "-p", &packages.app]);
    packages.succeeds(&["run", "-p", &packages.app, "--release"]);
    let mut debug = packages.command(&["run", "-p", &packages.app]);
    let done = debug.env("OCAML_INTEROP_RUNTIME_VARIANT", "d").output();
    let said = all_of(&done.unwrap());
    assert!(said.contains("OCaml runtime: debug mode"), "{said}");

    // A changed source is built again, and dune's warnings as errors name the file.
    packages.write("app/ocaml/helper.ml", "let twice n = let unused = 1 in 2 * n\n");
    let done = packages.cargo(&["run", "-p", &packages.app]);
    let said = all_of(&done);
    assert!(!done.status.success(), "{said}");
    assert!(said.contains("helper.ml\", line 1"), "{said}");
    assert!(said.contains("unused"), "{said}");
}

#[test]
fn errors_show_the_compilers_message_and_the_users_file() {
    let packages = Packages::new("errors");
    packages.write("app/build.rs", BUILD_PLAIN);
    packages.write("app/src/main.rs", "fn main() {}");
    packages.write("app/ocaml/helper.ml", "let twice n =\n  2 * \"n\"\n");
    let fails = |part: &[&str]| {
        let done = packages.cargo(&["build", "-p", &packages.app]);
        let said = all_of(&done);
        assert!(!done.status.success(), "{said}");
        for part in part {
            assert!(said.contains(part), "no `{part}` in:\n{said}");
        }
    };
    fails(&["File \"ocaml/helper.ml\", line 2", "expected of type", "ocamlopt"]);
    packages.write("app/ocaml/helper.ml", "let twice n = (\n");
    fails(&["File \"ocaml/helper.ml\", line 2", "Syntax error"]);
    packages.write("app/ocaml/helper.ml", "let twice n = n\n");
    packages.write("app/build.rs", &BUILD_PLAIN.replace("compiler-libs.common", "no.such.library"));
    fails(&["no.such.library", "not found"]);
    packages.write(
        "app/build.rs",
        &BUILD_PLAIN.replace("folder(\"ocaml\")", "file(\"ocaml/none.ml\")"),
    );
    fails(&["ocaml/none.ml"]);
}
