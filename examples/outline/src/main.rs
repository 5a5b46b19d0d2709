//! `outline [-I DIR]… FILE.ml…`: prints what OCaml files define, with inferred types.

use std::ffi::OsString;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use ocaml_interop::OCamlRuntime;
use outline::{Item, outline};

const USAGE: &str = "\
Prints what OCaml files define, with the types that OCaml infers.

Usage: outline [-I DIR]... FILE.ml...

Options:
  -I DIR      look for compiled interfaces (.cmi) in DIR, too
  -h, --help  print this help

Exit status: 0 all is well, 1 a file has an error, 2 wrong usage or no OCaml runtime.
";

/// What the command line asks for.
#[derive(Default)]
struct Options {
    help: bool,
    include_dirs: Vec<PathBuf>,
    files: Vec<PathBuf>,
}

fn parse(mut words: impl Iterator<Item = OsString>) -> Result<Options, String> {
    let mut options = Options::default();
    while let Some(word) = words.next() {
        match word.to_str() {
            Some("-h" | "--help") => return Ok(Options { help: true, ..options }),
            Some("-I") => {
                let folder = words.next().ok_or("-I needs a folder")?;
                options.include_dirs.push(folder.into());
            }
            Some(unknown) if unknown.starts_with('-') => {
                return Err(format!("there is no option {unknown}"));
            }
            _ => options.files.push(word.into()),
        }
    }
    if options.files.is_empty() { Err("no files".to_owned()) } else { Ok(options) }
}

/// One line an item, those inside modules indented below it.
fn print(items: &[Item], depth: usize, out: &mut impl Write) -> io::Result<()> {
    for item in items {
        let line = item.location.line;
        writeln!(out, "{line:>6}  {:indent$}{}", "", item.signature, indent = 2 * depth)?;
        print(&item.items, depth + 1, out)?;
    }
    Ok(())
}

fn run(options: &Options) -> Result<ExitCode, Box<dyn std::error::Error>> {
    let _runtime = OCamlRuntime::init()?;
    let mut out = BufWriter::new(io::stdout().lock());
    let mut code = ExitCode::SUCCESS;
    for file in &options.files {
        let outcome = OCamlRuntime::with_domain_lock(|cr| outline(cr, &options.include_dirs, file));
        match outcome {
            Ok(items) => {
                writeln!(out, "{}", file.display())?;
                print(&items, 0, &mut out)?;
            }
            Err(error) => {
                out.flush()?;
                eprintln!("{error}");
                code = ExitCode::FAILURE;
            }
        }
    }
    out.flush()?;
    Ok(code)
}

fn main() -> ExitCode {
    let options = match parse(std::env::args_os().skip(1)) {
        Ok(options) if options.help => {
            print!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        Ok(options) => options,
        Err(problem) => {
            eprint!("outline: {problem}\n\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    match run(&options) {
        Ok(code) => code,
        // Whoever reads the output has had enough: `outline … | head`.
        Err(error) if is_broken_pipe(&*error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("outline: {error}");
            ExitCode::from(2)
        }
    }
}

fn is_broken_pipe(error: &(dyn std::error::Error + 'static)) -> bool {
    let error = error.downcast_ref::<io::Error>();
    error.is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}
