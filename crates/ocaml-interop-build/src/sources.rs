//! A set of OCaml source files: gathered, copied into the output folder, sorted by dependency.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use ocaml_interop_config::Toolchain;

use crate::error::Error;
use crate::run::{run, tool};

/// Whether this is a file that ocamlopt compiles.
fn is_source(path: &Path) -> bool {
    matches!(path.extension().and_then(|e| e.to_str()), Some("ml" | "mli"))
}

/// The `.ml` and `.mli` files of a folder, without those of its subfolders, in order of name.
pub(crate) fn in_folder(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(Error::file(folder))? {
        let path = entry.map_err(Error::file(folder))?.path();
        if is_source(&path) {
            files.push(path);
        }
    }
    if files.is_empty() {
        let folder = folder.display();
        return Err(Error::Input(format!("no .ml files in the folder {folder}")));
    }
    files.sort();
    Ok(files)
}

/// Copies `files` into `destination`, which is emptied first, so that the compiler writes nothing
/// beside the user's sources. A line directive makes its messages name the original file.
pub(crate) fn copy(files: &[PathBuf], destination: &Path) -> Result<Vec<String>, Error> {
    if destination.exists() {
        fs::remove_dir_all(destination).map_err(Error::file(destination))?;
    }
    fs::create_dir_all(destination).map_err(Error::file(destination))?;
    let mut taken: BTreeMap<String, &Path> = BTreeMap::new();
    for file in files {
        if !is_source(file) {
            let file = file.display();
            return Err(Error::Input(format!(
                "{file}: only .ml and .mli files are compiled. For others use dune."
            )));
        }
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        match taken.insert(name.to_string(), file) {
            Some(other) if other == file => continue,
            Some(other) => {
                return Err(Error::Input(format!(
                    "{} and {} have the same name; in one OCaml program each module's name is its own.",
                    other.display(),
                    file.display()
                )));
            }
            None => {}
        }
        let text = fs::read(file).map_err(Error::file(file))?;
        let original = file.display().to_string().replace('\\', "/");
        let mut copied = format!("# 1 \"{original}\"\n").into_bytes();
        copied.extend(text);
        let path = destination.join(&*name);
        fs::write(&path, copied).map_err(Error::file(&path))?;
    }
    Ok(taken.into_keys().collect())
}

/// Sorts the files of `folder` so that each comes after those it depends on.
pub(crate) fn sort(
    toolchain: &Toolchain,
    folder: &Path,
    names: &[String],
) -> Result<Vec<PathBuf>, Error> {
    let mut ocamldep = tool(toolchain, "ocamldep")?;
    let paths = names.iter().map(|name| folder.join(name));
    let printed = run(ocamldep.arg("-sort").arg("-I").arg(folder).args(paths))?;
    // ocamldep separates by blanks and escapes none of them: the folder may hold blanks, the file
    // names (modules) don't.
    let mut sorted = Vec::new();
    let mut rest = printed.as_str();
    while let Some((position, name)) = first_of(rest, folder, names) {
        sorted.push(folder.join(name));
        rest = &rest[position..];
    }
    if sorted.len() != names.len() {
        return Err(Error::Input(format!("ocamldep -sort printed strange output: {printed}")));
    }
    Ok(sorted)
}

/// The file that comes first in ocamldep's output, and where its path ends there.
fn first_of<'a>(printed: &str, folder: &Path, names: &'a [String]) -> Option<(usize, &'a str)> {
    let start = printed.trim_start();
    let skipped = printed.len() - start.len();
    names.iter().find_map(|name| {
        let path = folder.join(name).display().to_string();
        let rest = start.strip_prefix(&path)?;
        (rest.is_empty() || rest.starts_with(char::is_whitespace))
            .then_some((skipped + path.len(), name.as_str()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_with_blanks_are_told_apart() {
        let names = ["a.ml".to_owned(), "a.mli".to_owned()];
        let folder = Path::new("/my out");
        let printed = "/my out/a.mli /my out/a.ml \n";
        let (end, name) = first_of(printed, folder, &names).unwrap();
        assert_eq!(name, "a.mli");
        assert_eq!(first_of(&printed[end..], folder, &names).unwrap().1, "a.ml");
    }
}
