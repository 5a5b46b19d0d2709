//! Which test stages there are: found in the folders of the repository, never listed.

use std::fs;
use std::path::{Path, PathBuf};

use crate::bench::guard;
use crate::run::Outcome;

/// One stage of `cargo xtask test`, printed and timed on its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stage {
    /// `units`, `examples/search`, …
    pub name: String,
    pub jobs: Vec<Job>,
}

/// One program to run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Job {
    /// cargo in the workspace, counted as one test by its exit status.
    Check(Vec<String>),
    /// cargo with tests that are counted in its output.
    Tests(Vec<String>),
    /// The package in this folder: `cargo test`, and where it has an `expected.txt`, `cargo run`.
    Package(PathBuf),
    /// The dune project in this folder: `dune build @default @runtest`.
    Dune(PathBuf),
    /// The guard of `cargo xtask bench`: each of its rows is a test.
    Instructions,
}

/// Binds libraries that an OCaml in a prefix of its own doesn't have.
const WITH_LIBRARIES: &str = "tests/bindings";

/// Finds the stages of the repository at `root`, quick ones first:
/// - `format`, `lint` (clippy and rustdoc): the whole workspace, and the formatting of each package
///   outside it;
/// - `units`: tests and doctests of the workspace's crates that need no OCaml in the test program;
/// - `library`: those of the crates with a feature `link`, with it on, and features that add libraries;
/// - every folder of `tests/`, `ocaml/`, `examples/` and `benches/` with a `dune-project` (built and
///   tested by dune) or else a `Cargo.toml` (a cargo run of its own);
/// - of those, what uses OCaml libraries that `setup` installs, on the system's OCaml alone;
/// - `instructions`, where counts are recorded, and on the system's OCaml alone, which they are of.
pub fn find(root: &Path, system: bool) -> Outcome<Vec<Stage>> {
    let crates = folders(&root.join("crates"))?;
    let linked = crates.iter().map(|folder| manifest(folder));
    let linked: Vec<_> = linked.filter(|manifest| has_feature(manifest, "link")).collect();
    let with_link: Vec<String> =
        linked.iter().filter_map(|manifest| package_name(manifest)).collect();
    let mut projects = Vec::new();
    for place in ["ocaml", "tests", "examples", "benches"] {
        if root.join(place).join("dune-project").is_file() {
            projects.push(root.join(place));
        } else {
            projects.extend(folders(&root.join(place))?);
        }
    }

    // The fuzz targets are built by nightly Rust alone: here they are formatted, no more.
    let formatted = [projects.as_slice(), &[root.join("fuzz")]].concat();
    let mut stages = vec![format(root, &formatted), lint()];
    let apart: Vec<String> =
        projects.iter().filter_map(|folder| package_name(&manifest(folder))).collect();
    stages.push(units(&with_link, &apart));
    if !with_link.is_empty() {
        stages.push(library(&linked));
    }
    for folder in projects {
        let name = folder.strip_prefix(root).unwrap_or(&folder).display().to_string();
        if !system && name == WITH_LIBRARIES {
            continue;
        }
        let job = if folder.join("dune-project").is_file() {
            Job::Dune(folder)
        } else if folder.join("Cargo.toml").is_file() {
            Job::Package(folder)
        } else {
            continue;
        };
        stages.push(Stage { name, jobs: vec![job] });
    }
    if system && guard::file(root).is_file() {
        stages.push(Stage { name: "instructions".to_owned(), jobs: vec![Job::Instructions] });
    }
    Ok(stages)
}

fn format(root: &Path, projects: &[PathBuf]) -> Stage {
    let mut jobs = vec![Job::Check(strings(&["fmt", "--all", "--check"]))];
    let below = projects.iter().flat_map(|folder| {
        let inside = folders(folder).unwrap_or_default();
        std::iter::once(folder.clone()).chain(inside)
    });
    for folder in below.filter(|folder| package_name(&manifest(folder)).is_some()) {
        let path = folder.strip_prefix(root).unwrap_or(&folder).join("Cargo.toml");
        let path = path.display().to_string();
        jobs.push(Job::Check(strings(&["fmt", "--check", "--manifest-path", &path])));
    }
    Stage { name: "format".to_owned(), jobs }
}

fn lint() -> Stage {
    let clippy = ["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"];
    let flags = "build.rustdocflags=['-Dwarnings']";
    let rustdoc = ["--config", flags, "doc", "--workspace", "--no-deps"];
    let jobs = vec![Job::Check(strings(&clippy)), Job::Check(strings(&rustdoc))];
    Stage { name: "lint".to_owned(), jobs }
}

fn units(with_link: &[String], apart: &[String]) -> Stage {
    let mut words = strings(&["test", "--workspace", "--no-fail-fast"]);
    for name in with_link.iter().chain(apart) {
        words.extend(strings(&["--exclude", name]));
    }
    Stage { name: "units".to_owned(), jobs: vec![Job::Tests(words)] }
}

fn library(manifests: &[String]) -> Stage {
    let mut words = strings(&["test", "--no-fail-fast"]);
    for manifest in manifests {
        let name = package_name(manifest).unwrap_or_default();
        words.extend(strings(&["--package", &name, "--features", &format!("{name}/link")]));
        for feature in libraries(manifest) {
            words.extend(strings(&["--features", &format!("{name}/{feature}")]));
        }
    }
    Stage { name: "library".to_owned(), jobs: vec![Job::Tests(words)] }
}

pub fn strings(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

/// The folders in `folder`, in order of name; none where it doesn't exist. Those of build tools
/// and hidden ones are left out.
fn folders(folder: &Path) -> Outcome<Vec<PathBuf>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let failed = |error| format!("{}: {error}", folder.display());
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if path.is_dir() && !name.starts_with(['.', '_']) && name != "target" {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn manifest(folder: &Path) -> String {
    fs::read_to_string(folder.join("Cargo.toml")).unwrap_or_default()
}

/// The lines of a table of a manifest.
fn table<'a>(manifest: &'a str, heading: &str) -> impl Iterator<Item = &'a str> {
    let heading = heading.to_owned();
    let lines = manifest.lines().map(str::trim);
    let inside = lines.skip_while(move |line| *line != heading).skip(1);
    inside.take_while(|line| !line.starts_with('['))
}

fn package_name(manifest: &str) -> Option<String> {
    table(manifest, "[package]").find_map(|line| {
        let (key, value) = line.split_once('=')?;
        (key.trim() == "name").then(|| value.trim().trim_matches('"').to_owned())
    })
}

fn has_feature(manifest: &str, name: &str) -> bool {
    table(manifest, "[features]").any(|line| {
        let key = line.split_once('=').map(|(key, _)| key.trim());
        key == Some(name)
    })
}

/// The features that add another library to a crate's own.
fn libraries(manifest: &str) -> impl Iterator<Item = &str> {
    table(manifest, "[features]").filter_map(|line| {
        let (key, value) = line.split_once('=')?;
        value.trim().starts_with("[\"dep:").then_some(key.trim())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Tree(PathBuf);

    impl Tree {
        fn new(files: &[(&str, &str)]) -> Self {
            let tree =
                Self(std::env::temp_dir().join(format!("xtask-stages-{}", std::process::id())));
            for (path, text) in files {
                let path = tree.0.join(path);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, text).unwrap();
            }
            tree
        }
    }

    impl Drop for Tree {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn stages_are_what_the_folders_hold() {
        let package = |name: &str| format!("[package]\nname = \"{name}\"\n");
        let features = "[features]\nlink = []\nother = []\nndarray = [\"dep:ndarray\"]\n";
        let linked = format!("{}{features}[dependencies]\n", package("sys"));
        let tree = Tree::new(&[
            ("crates/sys/Cargo.toml", &linked),
            ("crates/pure/Cargo.toml", &package("pure")),
            ("tests/rust-driven/Cargo.toml", &package("rust-driven")),
            ("tests/ocaml-driven/dune-project", ""),
            ("tests/ocaml-driven/rust/Cargo.toml", &package("inner")),
            ("examples/search/dune-project", ""),
            ("examples/search/Cargo.toml", &package("search")),
            ("examples/outline/Cargo.toml", &package("outline")),
            ("fuzz/Cargo.toml", &package("fuzz")),
            ("benches/dune-project", ""),
            ("benches/rust/Cargo.toml", &package("benched")),
            ("benches/instructions.tsv", ""),
            ("examples/README.md", ""),
            ("examples/_build/x", ""),
        ]);
        let stages = find(&tree.0, true).unwrap();
        let names: Vec<_> = stages.iter().map(|stage| stage.name.as_str()).collect();
        assert_eq!(
            names,
            [
                "format",
                "lint",
                "units",
                "library",
                "tests/ocaml-driven",
                "tests/rust-driven",
                "examples/outline",
                "examples/search",
                "benches",
                "instructions"
            ]
        );
        let elsewhere = find(&tree.0, false).unwrap();
        assert!(elsewhere.iter().all(|stage| stage.name != "instructions"));
        // rust-driven, inner, search, outline, benched, fuzz, and the workspace.
        assert_eq!(stages[0].jobs.len(), 7);
        let words = match &stages[2].jobs[0] {
            Job::Tests(words) => words.join(" "),
            other => panic!("{other:?}"),
        };
        assert!(
            words.contains("--exclude sys") && words.contains("--exclude rust-driven"),
            "{words}"
        );
        let words = match &stages[3].jobs[0] {
            Job::Tests(words) => words.join(" "),
            other => panic!("{other:?}"),
        };
        assert_eq!(
            words,
            "test --no-fail-fast --package sys --features sys/link --features sys/ndarray"
        );
        assert!(matches!(&stages[7].jobs[0], Job::Dune(_)));
    }
}
