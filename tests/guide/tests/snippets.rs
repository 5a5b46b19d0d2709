//! The pages: that they hang together, and that every snippet is tested.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use guide::Snippet;
use ocaml_interop_config::Toolchain;

/// dune's choice for development, every warning an error.
const OCAML_FLAGS: [&str; 10] = [
    "-c",
    "-strict-sequence",
    "-w",
    "+a-4-9-40-41-42-44-45-48-58-59-60-66-70",
    "-warn-error",
    "+a",
    "-I",
    "+unix",
    "-I",
    "+threads",
];

/// Fails with all of the messages, if there are any.
#[track_caller]
fn none(problems: &[String]) {
    assert!(problems.is_empty(), "\n{}\n", problems.join("\n"));
}

/// The folder in which cargo built this test. What cargo told while compiling
/// may be another one: several folders for results share the compiled code.
fn target() -> PathBuf {
    let test = std::env::current_exe().expect("the test's own path");
    let marked = test.ancestors().find(|folder| folder.join("CACHEDIR.TAG").is_file());
    marked.expect("cargo's target folder").to_owned()
}

/// A clean folder for a test's files.
fn folder(name: &str) -> PathBuf {
    let folder = target().join("tmp").join("guide").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder for temporary files");
    folder
}

/// Writes a file, and makes its folder.
fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder for a temporary file");
    fs::write(path, text).expect("a temporary file");
}

#[test]
fn the_table_of_contents_and_rustdoc_have_every_page() {
    let pages = guide::pages();
    let contents = guide::text("SUMMARY");
    let modules = include_str!("../../../crates/ocaml-interop/src/user_guides.rs");
    let mut problems = Vec::new();
    for page in &pages {
        if contents.matches(&format!("({page}.md)")).count() != 1 {
            problems.push(format!("{page}.md is not in SUMMARY.md once"));
        }
        if modules.matches(&format!("include_str!(\"../guide/{page}.md\")")).count() != 1 {
            problems.push(format!("{page}.md is not in user_guides.rs once"));
        }
    }
    if contents.matches(".md)").count() != pages.len() {
        problems.push("SUMMARY.md names a page that is not there".to_owned());
    }
    none(&problems);
}

#[test]
fn every_snippet_is_one_that_is_tested() {
    let snippets = guide::snippets();
    let programs = guide::programs(&snippets);
    let run: BTreeSet<String> = programs
        .iter()
        .flat_map(|program| program.ocaml.iter().chain(&program.rust).map(Snippet::place))
        .collect();
    let projects: BTreeSet<_> = snippets
        .iter()
        .filter(|snippet| snippet.file.is_some() && !snippet.is_excerpt())
        .map(|snippet| (&snippet.page, snippet.section))
        .collect();
    let mut problems = Vec::new();
    for snippet in &snippets {
        let problem = match (snippet.language.as_str(), &snippet.file) {
            _ if snippet.tags.iter().any(|tag| tag.starts_with("ignore")) => {
                Some("is ignored by rustdoc")
            }
            _ if snippet.is_excerpt() => None,
            ("rs", Some(_)) => None,
            // rustdoc knows nothing of the other files.
            ("rust", Some(_)) => Some("is a project's file: its language is `rs`"),
            (_, Some(_)) | ("text", None) => None,
            ("console", None) if projects.contains(&(&snippet.page, snippet.section)) => None,
            ("console", None) => Some("has no project in its section to run in"),
            ("rust", None) => None,
            ("ocaml", None) if run.contains(&snippet.place()) => None,
            ("ocaml", None)
                if snippet.text.contains("external ")
                    || snippet.text.contains("Callback.register") =>
            {
                Some("meets Rust: its section needs the Rust snippet, and the output (`text`)")
            }
            ("ocaml", None) => None,
            _ => Some("is in no language that is tested, or is a file without a name before it"),
        };
        problems.extend(problem.map(|problem| format!("{} {problem}", snippet.place())));
    }
    for program in programs {
        if program.ocaml.is_empty() || program.rust.is_empty() {
            problems.push(format!(
                "{} is no program's output: OCaml and Rust have to stand before it in its section",
                program.output.place()
            ));
        }
    }
    none(&problems);
}

#[test]
fn excerpts_stand_in_the_files_that_they_name() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let excerpts: Vec<_> = guide::snippets().into_iter().filter(Snippet::is_excerpt).collect();
    assert!(!excerpts.is_empty());
    let problem = |snippet: &Snippet| {
        let name = snippet.file.as_deref().unwrap_or_default();
        let file = fs::read_to_string(root.join(name)).unwrap_or_default();
        (!file.contains(&snippet.text)).then(|| format!("{} isn't in {name}", snippet.place()))
    };
    none(&excerpts.iter().filter_map(problem).collect::<Vec<_>>());
}

#[test]
fn every_ocaml_snippet_compiles() {
    let toolchain = Toolchain::find().unwrap_or_else(|error| panic!("{error}"));
    let folder = folder("ocaml");
    let mut problems = Vec::new();
    for snippet in guide::snippets() {
        if snippet.language != "ocaml" || snippet.file.is_some() {
            continue;
        }
        let file = format!("{}_{}.ml", snippet.page.replace('-', "_"), snippet.line);
        let text = format!("# {} \"{}.md\"\n{}", snippet.line, snippet.page, snippet.text);
        write(&folder.join(&file), &text);
        let mut ocamlopt = toolchain.ocamlopt();
        let done = ocamlopt.args(OCAML_FLAGS).arg(&file).current_dir(&folder).output();
        let done = done.expect("ocamlopt");
        if !done.status.success() {
            problems.push(String::from_utf8_lossy(&done.stderr).into_owned());
        }
    }
    none(&problems);
}

/// rustdoc is content with any error; a page that names one means that one.
#[test]
fn what_must_not_compile_fails_for_the_reason_given() {
    let folder = folder("refused");
    use_this_workspace(&folder);
    let manifest = "[package]\nname = \"refused\"\nedition = \"2024\"\n[workspace]\n\
                    [dependencies]\nocaml-interop = \"*\"\n";
    write(&folder.join("Cargo.toml"), manifest);
    let mut wanted: BTreeMap<String, (Snippet, String)> = BTreeMap::new();
    let mut problems = Vec::new();
    for snippet in guide::snippets() {
        if !snippet.tags.contains(&"compile_fail".to_owned()) {
            continue;
        }
        let file = format!("src/bin/{}_{}.rs", snippet.page.replace('-', "_"), snippet.line);
        write(&folder.join(&file), &format!("{}\nfn main() {{}}\n", snippet.text));
        match snippet.tags.iter().find(|tag| tag.starts_with('E')) {
            Some(code) => drop(wanted.insert(file, (snippet.clone(), code.clone()))),
            None => problems.push(format!("{} names no error (E0502)", snippet.place())),
        }
    }
    let mut check = cargo_or_dune("cargo", &folder);
    check.args(["check", "--quiet", "--keep-going", "--message-format", "short"]);
    let done = check.output().expect("cargo");
    let said = String::from_utf8_lossy(&done.stderr);
    for (file, (snippet, code)) in wanted {
        let errors =
            said.lines().filter(|line| line.starts_with(&file) && line.contains(": error"));
        let mut errors = errors.peekable();
        let given = errors.peek().is_some();
        if !given || !errors.all(|line| line.contains(&format!("error[{code}]"))) {
            problems.push(format!("{} isn't refused with {code} alone:\n{said}", snippet.place()));
        }
    }
    none(&problems);
}

/// The files and the commands of one section.
#[derive(Default)]
struct Project {
    files: Vec<Snippet>,
    console: Vec<Snippet>,
}

#[test]
fn every_project_builds_and_prints_what_its_page_says() {
    let mut projects: BTreeMap<(String, usize), Project> = BTreeMap::new();
    for snippet in guide::snippets() {
        let key = (snippet.page.clone(), snippet.section);
        match (&snippet.file, snippet.language.as_str()) {
            _ if snippet.is_excerpt() => {}
            (Some(_), _) => projects.entry(key).or_default().files.push(snippet),
            (None, "console") => projects.entry(key).or_default().console.push(snippet),
            _ => {}
        }
    }
    assert!(!projects.is_empty(), "the guide shows no project");
    let mut problems = Vec::new();
    for ((page, section), project) in projects {
        let folder = folder(&format!("{page}-{section}"));
        for file in &project.files {
            write(&folder.join(file.file.as_deref().unwrap_or_default()), &file.text);
        }
        use_this_workspace(&folder);
        if let Some(library) = missing_library(&project.files) {
            println!("{page}: the OCaml library `{library}` isn't there: not built");
            continue;
        }
        if project.console.is_empty() {
            problems.push(format!("{}: no command builds the project", project.files[0].place()));
        }
        for snippet in &project.console {
            for (command, expected) in commands(&snippet.text) {
                problems.extend(
                    runs(&folder, &command, &expected)
                        .map(|why| format!("{}: {command}\n{why}", snippet.place())),
                );
            }
        }
    }
    none(&problems);
}

/// An OCaml library that a project's build script names, and that this OCaml lacks: one that was built
/// by hand has none but its own.
fn missing_library(files: &[Snippet]) -> Option<String> {
    let toolchain = Toolchain::find().ok()?;
    let named = files.iter().flat_map(|file| file.text.split(".package(\"").skip(1));
    let mut named = named.filter_map(|rest| rest.split('"').next());
    let has = |name: &str| {
        let found = toolchain.ocamlfind().map(|mut find| find.args(["query", name]).output());
        toolchain.standard_library().join(name).is_dir()
            || found.is_some_and(|found| found.is_ok_and(|found| found.status.success()))
    };
    named.find(|name| !has(name)).map(str::to_owned)
}

/// The commands of a `console` snippet, each with what it prints.
fn commands(text: &str) -> Vec<(String, String)> {
    let mut commands: Vec<(String, String)> = Vec::new();
    for line in text.lines() {
        match (line.strip_prefix("$ "), commands.last_mut()) {
            (Some(command), _) => commands.push((command.to_owned(), String::new())),
            (None, Some((_, output))) => {
                output.push_str(line);
                output.push('\n');
            }
            (None, None) => panic!("a console snippet begins with `$ `: {text}"),
        }
    }
    commands
}

/// Runs a command; says why, if it doesn't print what it should. Messages of
/// cargo and dune go elsewhere (to the standard error).
fn runs(folder: &Path, command: &str, expected: &str) -> Option<String> {
    let mut words = command.split_whitespace();
    let mut program = cargo_or_dune(words.next().unwrap_or_default(), folder);
    program.args(words);
    let done = match program.output() {
        Ok(done) => done,
        Err(error) => return Some(error.to_string()),
    };
    let printed = String::from_utf8_lossy(&done.stdout);
    (!done.status.success() || printed != expected).then(|| {
        let said = String::from_utf8_lossy(&done.stderr);
        format!("{}\n{said}printed:\n{printed}expected:\n{expected}", done.status)
    })
}

/// Where `cargo ocaml` is, for cargo to find it.
fn commands_folder() -> &'static Path {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    BUILT.get_or_init(|| {
        let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let mut cargo = Command::new("cargo");
        cargo.args(["build", "--quiet", "--package", "cargo-ocaml", "--target-dir"]);
        let done = cargo.arg(target()).current_dir(workspace).status().expect("cargo");
        assert!(done.success(), "cargo-ocaml isn't built");
        target().join("debug")
    })
}

/// A program that builds in a folder, and fetches nothing.
fn cargo_or_dune(program: &str, folder: &Path) -> Command {
    let mut command = Command::new(program);
    command.current_dir(folder).env("CARGO_NET_OFFLINE", "true");
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::iter::once(commands_folder().to_owned()).chain(std::env::split_paths(&path));
    command.env("PATH", std::env::join_paths(folders).expect("a path"));
    // Dependencies are compiled where the workspace's are, and so only once.
    if std::env::var_os("CARGO_BUILD_BUILD_DIR").is_none() {
        let target =
            Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("cargo's target folder");
        command.env("CARGO_BUILD_BUILD_DIR", target);
    }
    for name in ["CARGO_TARGET_DIR", "OCAMLRUNPARAM"] {
        command.env_remove(name);
    }
    command
}

/// Makes cargo take our crates from this workspace rather than from the
/// registry, and the others in the versions that it has fetched already.
fn use_this_workspace(folder: &Path) {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let crates = fs::read_dir(workspace.join("crates")).expect("the workspace's crates");
    let mut config = "[patch.crates-io]\n".to_owned();
    for entry in crates {
        let entry = entry.expect("a folder's entry");
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = entry.path().canonicalize().expect("a crate's folder");
        config.push_str(&format!("{name} = {{ path = {path:?} }}\n"));
    }
    write(&folder.join(".cargo/config.toml"), &config);
}
