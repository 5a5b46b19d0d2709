//! The command line.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use ocaml_interop_bridge::names::is_ocaml_module_name;

use crate::failure::Failure;
use crate::library::Library;
use crate::{bind, check, output};

const HELP: &str = "\
OCaml's side of a Rust library that was built with ocaml-interop

Usage:
    cargo ocaml bind LIBRARY -o NAME [--check]
    cargo ocaml check [--lib LIBRARY] [PATH]...

bind writes NAME.ml and NAME.mli, the OCaml module of the library's functions. LIBRARY is
an archive, an object file or a shared library; nothing of it is run.
    -o NAME        the module's files, without their endings
    --check        write nothing: show how the files differ from what they should be

check compares the declarations in compiled OCaml code with the library: `external`s with its
exported functions, and `Callback.register` with what it declares in `ocaml!`.
    --lib LIBRARY  the library; without it, those that are found below the PATHs
    PATH           a folder, or a .cmt, .cmti or .cmi file; without any, _build

The status is 0 when all is well, 1 when there is a difference, and 2 when something can't be used.
";

/// Runs the command with these words, and says what it has to say.
pub fn run(words: &[String]) -> ExitCode {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let done = match words.split_first() {
        Some((&"bind", rest)) if !asks_for_help(rest) => run_bind(rest),
        Some((&"check", rest)) if !asks_for_help(rest) => run_check(rest),
        None | Some((&("bind" | "check" | "help" | "--help" | "-h"), _)) => {
            print!("{HELP}");
            Ok(())
        }
        Some((&("--version" | "-V"), _)) => {
            println!("cargo-ocaml {}", env!("CARGO_PKG_VERSION"));
            Ok(())
        }
        Some((other, _)) => Err(usage(&format!("there is no command `{other}`"))),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::from(failure.status())
        }
    }
}

fn asks_for_help(words: &[&str]) -> bool {
    words.iter().any(|word| ["--help", "-h"].contains(word))
}

fn usage(problem: &str) -> Failure {
    Failure::Unusable(format!("{problem}\nhelp: see `cargo ocaml --help`"))
}

/// A command's words.
struct Taken<'a> {
    /// Those that aren't options.
    plain: Vec<&'a str>,
    /// Options, with their values.
    options: Vec<(&'a str, &'a str)>,
}

/// Takes a command's words apart.
fn taken_apart<'a>(
    words: &[&'a str],
    with_value: &[&str],
    flags: &[&str],
) -> Result<Taken<'a>, Failure> {
    let (mut plain, mut options) = (Vec::new(), Vec::new());
    let mut words = words.iter().copied();
    while let Some(word) = words.next() {
        if flags.contains(&word) {
            options.push((word, ""));
        } else if with_value.contains(&word) {
            let value = words.next().ok_or_else(|| usage(&format!("`{word}` needs a value")))?;
            options.push((word, value));
        } else if word.starts_with('-') {
            return Err(usage(&format!("there is no option `{word}`")));
        } else {
            plain.push(word);
        }
    }
    Ok(Taken { plain, options })
}

fn run_bind(words: &[&str]) -> Result<(), Failure> {
    let Taken { plain, options } = taken_apart(words, &["-o"], &["--check"])?;
    let [library] = plain[..] else {
        return Err(usage("`bind` takes one library"));
    };
    let Some((_, name)) = options.iter().find(|(option, _)| *option == "-o") else {
        return Err(usage("`bind` needs `-o NAME`"));
    };
    let path = Path::new(name.strip_suffix(".mli").or(name.strip_suffix(".ml")).unwrap_or(name));
    let module =
        path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let mut letters = module.chars();
    let first = letters.next().map_or('_', |first| first.to_ascii_uppercase());
    if module.contains('.') || !is_ocaml_module_name(&format!("{first}{}", letters.as_str())) {
        return Err(usage(&format!("`{module}` can't be the name of an OCaml module")));
    }
    let library = Library::read(Path::new(library))?;
    let file = library.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let bound = bind::bind(&library, &format!("cargo ocaml bind {file}"))?;
    let files = [
        (path.with_extension("mli"), bound.mli.as_str()),
        (path.with_extension("ml"), bound.ml.as_str()),
    ];
    match options.iter().any(|(option, _)| *option == "--check") {
        true => output::compare(&files, "run `cargo ocaml bind` without `--check`"),
        false => output::write(&files),
    }
}

fn run_check(words: &[&str]) -> Result<(), Failure> {
    let Taken { plain, options } = taken_apart(words, &["--lib"], &[])?;
    let mut paths: Vec<_> = plain.iter().map(PathBuf::from).collect();
    if paths.is_empty() {
        paths.push(PathBuf::from("_build"));
    }
    let library = options.iter().find(|(option, _)| *option == "--lib");
    let report = check::check(library.map(|(_, path)| Path::new(path)), &paths)?;
    for unknown in &report.unknown {
        println!("not compared: {unknown}");
    }
    let count = |number: usize, what: &str| {
        format!("{number} {what}{}", if number == 1 { "" } else { "s" })
    };
    let compared = count(report.compared, "declaration");
    if report.differences.is_empty() {
        println!("{compared} agree{}", if report.compared == 1 { "s" } else { "" });
        return Ok(());
    }
    Err(Failure::Different(format!(
        "{}\n\n{}, and {compared} that agree{}",
        report.differences.join("\n\n"),
        count(report.differences.len(), "difference"),
        if report.compared == 1 { "s" } else { "" },
    )))
}
