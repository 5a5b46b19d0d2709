//! The search, against fake toolchains made of shell scripts.
#![cfg(unix)]

use std::ffi::OsString;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};

use ocaml_interop_config::{Error, Search, Toolchain, Version};

/// A folder of its own for each test, removed at the end.
struct Dir(PathBuf);

impl Dir {
    fn new() -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("ocaml-interop-config-{}-{number}", std::process::id());
        let path = std::env::temp_dir().join(name);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn script(&self, path: &str, body: &str) -> PathBuf {
        let path = self.0.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        // Another program writes it: of a file that this one has open for writing, the child that
        // another test starts meanwhile inherits that, and then it can't be executed ("Text file
        // busy").
        let text = format!("#!/bin/sh\n{body}\n");
        let write = "printf %s \"$1\" > \"$0\" && chmod 755 \"$0\"";
        let status = Command::new("sh").args(["-c", write]).arg(&path).arg(text).status().unwrap();
        assert!(status.success(), "{}: {status}", path.display());
        path
    }

    /// A compiler at `prefix/bin/ocamlopt` that says it is `version`, with its headers.
    fn compiler(&self, prefix: &str, version: &str) -> PathBuf {
        let stdlib = self.0.join(prefix).join("lib/ocaml");
        fs::create_dir_all(stdlib.join("caml")).unwrap();
        fs::write(stdlib.join("caml/mlvalues.h"), "").unwrap();
        fs::write(stdlib.join("Makefile.config"), "").unwrap();
        let stdlib = stdlib.display();
        self.script(
            &format!("{prefix}/bin/ocamlopt"),
            &format!(
                "[ \"$1\" = -config ] || exit 9\n\
                 echo 'version: {version}'\n\
                 echo 'standard_library: {stdlib}'\n\
                 echo 'native_c_libraries:  -L/opt/zstd -lm  -lpthread'\n\
                 echo 'architecture: amd64'"
            ),
        )
    }

    fn ocamlfind(&self, prefix: &str, stdlib_of: &str) -> PathBuf {
        let stdlib = self.0.join(stdlib_of).join("lib/ocaml");
        let compiler = self.0.join(stdlib_of).join("bin/ocamlopt");
        self.script(
            &format!("{prefix}/bin/ocamlfind"),
            &format!(
                "case \"$1\" in\n\
                 printconf) echo '{}' ;;\n\
                 ocamlopt) shift; exec '{}' \"$@\" ;;\n\
                 esac",
                stdlib.display(),
                compiler.display()
            ),
        )
    }

    fn path(&self, prefixes: &[&str]) -> Search {
        let path = std::env::join_paths(prefixes.iter().map(|p| self.0.join(p).join("bin")));
        Search { path: path.unwrap(), ..Search::default() }
    }
}

impl Drop for Dir {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn program(toolchain: &Toolchain) -> PathBuf {
    PathBuf::from(toolchain.ocamlopt().get_program())
}

fn os(path: &Path) -> Option<OsString> {
    Some(path.as_os_str().to_owned())
}

#[test]
fn takes_the_compiler_on_path_and_reads_its_configuration() {
    let dir = Dir::new();
    let compiler = dir.compiler("usr", "5.3.0");
    let found = Toolchain::find_with(&dir.path(&["empty", "usr"])).unwrap();
    assert_eq!(program(&found), compiler);
    assert_eq!(found.version(), Version::new(5, 3, 0));
    assert_eq!(found.standard_library(), dir.0.join("usr/lib/ocaml"));
    assert_eq!(found.native_c_libraries(), ["m", "pthread"]);
    assert_eq!(
        found.link_directives(),
        [
            "cargo:rustc-link-search=native=/opt/zstd",
            "cargo:rustc-link-lib=m",
            "cargo:rustc-link-lib=pthread",
        ]
    );
    assert_eq!(found.config_var("architecture"), Some("amd64"));
    assert_eq!(found.config_var("nonsense"), None);
    assert!(found.ocamlfind().is_none());
    assert!(found.dune().is_none());
}

#[test]
fn ocamlopt_variable_wins_over_all() {
    let dir = Dir::new();
    dir.compiler("usr", "5.3.0");
    dir.compiler("switch", "5.2.0");
    let named = dir.compiler("named", "5.4.1");
    let mut search = dir.path(&["usr"]);
    search.switch_prefix = os(&dir.0.join("switch"));
    search.ocamlopt = os(&named);
    let found = Toolchain::find_with(&search).unwrap();
    assert_eq!(found.version(), Version::new(5, 4, 1));
    search.ocamlopt = None;
    let found = Toolchain::find_with(&search).unwrap();
    assert_eq!(found.version(), Version::new(5, 2, 0));
}

#[test]
fn ocamlopt_variable_may_be_a_bare_name() {
    let dir = Dir::new();
    dir.compiler("usr", "5.3.0");
    let mut search = dir.path(&["usr"]);
    search.ocamlopt = Some("ocamlopt".into());
    assert!(Toolchain::find_with(&search).is_ok());
}

#[test]
fn a_variable_that_names_nothing_is_an_error_even_with_a_compiler_on_path() {
    let dir = Dir::new();
    dir.compiler("usr", "5.3.0");
    let mut search = dir.path(&["usr"]);
    search.ocamlopt = Some("/nowhere/ocamlopt".into());
    let error = Toolchain::find_with(&search).unwrap_err();
    assert!(matches!(&error, Error::BadVariable { variable, .. } if *variable == "OCAMLOPT"));
    assert!(error.to_string().contains("/nowhere/ocamlopt"));
}

#[test]
fn ocamlfind_variable_leads_to_its_compiler() {
    let dir = Dir::new();
    dir.compiler("usr", "5.3.0");
    dir.compiler("other", "5.2.0");
    let ocamlfind = dir.ocamlfind("other", "other");
    let mut search = dir.path(&["usr"]);
    search.ocamlfind = os(&ocamlfind);
    let found = Toolchain::find_with(&search).unwrap();
    assert_eq!(found.version(), Version::new(5, 2, 0));
    assert_eq!(program(&found), ocamlfind);
    assert!(found.ocamlfind().is_some());
}

#[test]
fn ocamlfind_of_another_installation_is_not_used() {
    let dir = Dir::new();
    dir.compiler("usr", "5.3.0");
    dir.compiler("prefix", "5.1.0");
    dir.ocamlfind("usr", "usr");
    let found = Toolchain::find_with(&dir.path(&["prefix", "usr"])).unwrap();
    assert_eq!(found.version(), Version::new(5, 1, 0));
    assert!(found.ocamlfind().is_none());
    let found = Toolchain::find_with(&dir.path(&["usr", "prefix"])).unwrap();
    assert!(found.ocamlfind().is_some());
}

#[test]
fn a_switch_without_compiler_falls_back_to_path() {
    let dir = Dir::new();
    dir.compiler("usr", "5.3.0");
    let mut search = dir.path(&["usr"]);
    search.switch_prefix = os(&dir.0.join("system-switch"));
    assert!(Toolchain::find_with(&search).is_ok());
}

#[test]
fn ocaml_4_is_refused_with_the_remedy() {
    let dir = Dir::new();
    let compiler = dir.compiler("usr", "4.14.1");
    dir.compiler("later", "5.3.0");
    let error = Toolchain::find_with(&dir.path(&["usr", "later"])).unwrap_err();
    let version = Version::new(4, 14, 1);
    let ocamlopt = compiler.clone();
    assert_eq!(error, Error::TooOld { ocamlopt, version });
    let message = error.to_string();
    assert!(message.contains("OCaml 4.14.1"), "{message}");
    assert!(message.contains("cargo xtask setup"), "{message}");
    assert!(message.contains(&compiler.display().to_string()));
}

#[test]
fn nothing_found_says_where_it_looked() {
    let dir = Dir::new();
    let mut search = dir.path(&["empty"]);
    search.switch_prefix = os(&dir.0.join("switch"));
    let message = Toolchain::find_with(&search).unwrap_err().to_string();
    for part in ["OCAMLOPT", "OCAMLFIND", "switch/bin", "empty/bin", "opam"] {
        assert!(message.contains(part), "no `{part}` in:\n{message}");
    }
}

#[test]
fn a_compiler_that_fails_is_reported_with_its_output() {
    let dir = Dir::new();
    dir.script("usr/bin/ocamlopt", "echo 'cannot load' >&2; exit 3");
    let message = Toolchain::find_with(&dir.path(&["usr"])).unwrap_err().to_string();
    assert!(message.contains("cannot load"), "{message}");
    assert!(message.contains("ocamlopt -config"), "{message}");
}

#[test]
fn a_file_that_is_not_executable_is_no_compiler() {
    let dir = Dir::new();
    let fake = dir.script("first/bin/ocamlopt", "exit 1");
    fs::set_permissions(&fake, fs::Permissions::from_mode(0o644)).unwrap();
    let compiler = dir.compiler("second", "5.3.0");
    let found = Toolchain::find_with(&dir.path(&["first", "second"])).unwrap();
    assert_eq!(program(&found), compiler);
}

#[test]
fn missing_headers_are_reported() {
    let dir = Dir::new();
    dir.compiler("usr", "5.3.0");
    fs::remove_file(dir.0.join("usr/lib/ocaml/caml/mlvalues.h")).unwrap();
    let error = Toolchain::find_with(&dir.path(&["usr"])).unwrap_err();
    assert!(error.to_string().contains("mlvalues.h"), "{error}");
}

#[test]
fn tools_come_from_beside_the_compiler() {
    let dir = Dir::new();
    let compiler = dir.compiler("prefix", "5.1.0");
    let dune = dir.script("usr/bin/dune", "");
    let mut search = dir.path(&["usr"]);
    search.ocamlopt = os(&compiler);
    let found = Toolchain::find_with(&search).unwrap();
    assert_eq!(PathBuf::from(found.dune().unwrap().get_program()), dune);
    let own = dir.script("prefix/bin/dune", "");
    assert_eq!(PathBuf::from(found.dune().unwrap().get_program()), own);
}

#[test]
fn tools_see_the_chosen_compiler_first_and_else_the_order_of_path() {
    let dir = Dir::new();
    let chosen = dir.compiler("prefix", "5.1.0");
    dir.compiler("usr", "5.3.0");
    dir.script("usr/bin/dune", "echo $PATH");
    let path_of_dune = |search: &Search| {
        let mut dune = Toolchain::find_with(search).unwrap().dune().unwrap();
        String::from_utf8(dune.output().unwrap().stdout).unwrap()
    };
    let mut search = dir.path(&["first", "usr"]);
    let plain = search.path.to_str().unwrap().to_owned();
    assert_eq!(path_of_dune(&search).trim_end(), plain);
    search.ocamlopt = os(&chosen);
    let expected = format!("{}:{plain}", dir.0.join("prefix/bin").display());
    assert_eq!(path_of_dune(&search).trim_end(), expected);
}

#[test]
fn cargo_is_told_what_to_watch() {
    let dir = Dir::new();
    dir.compiler("usr", "5.3.0");
    let lines = Toolchain::find_with(&dir.path(&["usr"])).unwrap().rerun_directives();
    assert!(lines.contains(&"cargo:rerun-if-env-changed=OPAM_SWITCH_PREFIX".to_owned()));
    assert!(lines.iter().any(|line| line.ends_with("Makefile.config")));
}
