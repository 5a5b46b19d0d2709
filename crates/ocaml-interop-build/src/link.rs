//! From object files to lines for cargo.

use std::path::{Path, PathBuf};

use ocaml_interop_config::Toolchain;

use crate::cargo::Target;
use crate::error::Error;

/// OCaml code, compiled and archived: what cargo has to be told.
#[derive(Debug, Clone)]
pub struct Linked {
    /// The static library; OCaml's runtime is in it.
    pub library: PathBuf,
    /// Lines for cargo, to be printed by the build script, in this order.
    pub directives: Vec<String>,
}

impl Linked {
    /// Prints the directives for cargo.
    pub fn print(&self) {
        for line in &self.directives {
            println!("{line}");
        }
    }
}

/// Archives `objects` and says how to link them. `c_flags` are the C linker's flags that the OCaml
/// libraries ask for; `directories` are where those libraries lie.
pub(crate) fn archive(
    toolchain: &Toolchain,
    target: &Target,
    objects: &[PathBuf],
    c_flags: &[String],
    directories: &[PathBuf],
) -> Result<Linked, Error> {
    cc::Build::new()
        .cargo_metadata(false)
        .out_dir(&target.out_dir)
        .objects(objects)
        .try_compile(&target.library)
        .map_err(|error| Error::Input(format!("the objects were not archived: {error}")))?;

    // whole-archive, because everything else in the program may come after this on the linker's
    // command line: what the Rust crates need of OCaml must be there already, also where they ask
    // weakly. Unbundled, or every rlib up to the program would carry a copy.
    let mut directives = vec![
        format!("cargo:rustc-link-search=native={}", target.out_dir.display()),
        format!("cargo:rustc-link-lib=static:-bundle,+whole-archive={}", target.library),
    ];
    let standard_library = toolchain.standard_library().to_owned();
    let mut searched: Vec<PathBuf> = directories.to_vec();
    searched.push(standard_library);
    directives.extend(c_directives(c_flags, searched, &|path| path.is_file()));
    directives.extend(toolchain.link_directives());
    let library = target.out_dir.join(format!("lib{}.a", target.library));
    directives.dedup();
    Ok(Linked { library, directives })
}

/// The C linker's flags as lines for cargo. A library that lies beside the OCaml libraries is
/// linked statically, any other in the way that the linker prefers.
fn c_directives(
    flags: &[String],
    mut directories: Vec<PathBuf>,
    exists: &dyn Fn(&Path) -> bool,
) -> Vec<String> {
    let mut lines = Vec::new();
    for flag in flags {
        let line = if let Some(directory) = flag.strip_prefix("-L") {
            directories.push(PathBuf::from(directory));
            format!("cargo:rustc-link-search=native={directory}")
        } else if let Some(name) = flag.strip_prefix("-l") {
            let file = format!("lib{name}.a");
            match directories.iter().find(|dir| exists(&dir.join(&file))) {
                Some(directory) => {
                    let search = format!("cargo:rustc-link-search=native={}", directory.display());
                    if !lines.contains(&search) {
                        lines.push(search);
                    }
                    format!("cargo:rustc-link-lib=static:-bundle={name}")
                }
                None => format!("cargo:rustc-link-lib={name}"),
            }
        } else {
            format!("cargo:rustc-link-arg={flag}")
        };
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines
}

/// Reads `text` as what ocamlfind and ocamlobjinfo print, as far as the lines for cargo.
///
/// # Panics
/// When a line for cargo would be two, or none of cargo's.
#[cfg(any(test, fuzzing))]
pub fn read_anything(text: &str) {
    for package in crate::packages::parse_query(text) {
        let folder = package.directory.display().to_string();
        assert!(text.contains(&format!("{folder}|")), "{folder:?}");
        assert!(!folder.contains('\n'), "{folder:?}");
    }
    let flags = crate::packages::parse_objinfo(text, "/origin");
    for exists in [true, false] {
        let lines = c_directives(&flags, vec![PathBuf::from("/library")], &|_| exists);
        assert_eq!(lines.is_empty(), flags.is_empty());
        for line in lines {
            assert!(line.starts_with("cargo:rustc-link-"), "{line:?}");
            assert!(!line.contains(char::is_whitespace), "{line:?}");
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::test_runner::TestRunner;

    use super::*;

    #[test]
    fn whatever_the_tools_print_is_read() {
        let pieces = [
            "/o/unix|unix.cmxa",
            "|",
            " ",
            ",",
            "\n",
            "\r\n",
            "Extra C options:",
            "Extra C object files:",
            "-l",
            "-L$CAMLORIGIN",
            "é",
        ];
        let piece =
            prop_oneof![prop::sample::select(pieces.to_vec()).prop_map(str::to_owned), ".*"];
        let text = prop::collection::vec(piece, 0..20).prop_map(|pieces| pieces.concat());
        let read = |text: String| {
            read_anything(&text);
            Ok(())
        };
        TestRunner::deterministic().run(&text, read).unwrap();
    }

    #[test]
    fn libraries_of_ocaml_are_static_and_others_the_linkers_choice() {
        let flags = ["-lthreadsnat", "-L/opt/lib", "-lzstd", "-lthreadsnat", "-pthread"];
        let flags = flags.map(str::to_owned);
        let lines = c_directives(&flags, vec!["/o".into(), "/p".into()], &|path| {
            path == Path::new("/p/libthreadsnat.a")
        });
        assert_eq!(
            lines,
            [
                "cargo:rustc-link-search=native=/p",
                "cargo:rustc-link-lib=static:-bundle=threadsnat",
                "cargo:rustc-link-search=native=/opt/lib",
                "cargo:rustc-link-lib=zstd",
                "cargo:rustc-link-arg=-pthread",
            ]
        );
    }
}
