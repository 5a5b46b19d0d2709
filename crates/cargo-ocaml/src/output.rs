//! Files written whole or not at all, and how a text differs from what a file holds.

use std::fs;
use std::path::{Path, PathBuf};
use std::process;

use similar::TextDiff;

use crate::failure::Failure;

/// Writes all files. Those that hold their text already are left alone; where one can't be written,
/// none is.
///
/// # Errors
/// The system's.
pub fn write(files: &[(PathBuf, &str)]) -> Result<(), Failure> {
    let changed =
        |(path, text): &&(PathBuf, &str)| fs::read(path).ok().as_deref() != Some(text.as_bytes());
    let changed: Vec<_> = files.iter().filter(changed).collect();
    let beside = |path: &Path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        path.with_file_name(format!(".{name}.{}", process::id()))
    };
    let write_all = || {
        for (path, text) in &changed {
            fs::write(beside(path), text).map_err(Failure::system(path))?;
        }
        for (path, _) in &changed {
            fs::rename(beside(path), path).map_err(Failure::system(path))?;
        }
        Ok(())
    };
    let written = write_all();
    if written.is_err() {
        changed.iter().for_each(|(path, _)| drop(fs::remove_file(beside(path))));
    }
    written
}

/// How the files differ from what they should hold.
///
/// # Errors
/// When they do: the difference. A file that isn't there is empty.
pub fn compare(files: &[(PathBuf, &str)], help: &str) -> Result<(), Failure> {
    let mut shown = String::new();
    for (path, text) in files {
        let is = fs::read_to_string(path).unwrap_or_default();
        if is != *text {
            shown += &difference(&path.display().to_string(), &is, text);
        }
    }
    match shown.is_empty() {
        true => Ok(()),
        false => Err(Failure::Different(format!("{shown}help: {help}"))),
    }
}

/// The difference between two texts, as `diff -u` shows it.
fn difference(name: &str, before: &str, after: &str) -> String {
    let difference = TextDiff::from_lines(before, after);
    let wanted = format!("{name}, as it should be");
    difference.unified_diff().header(name, &wanted).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_are_shown_as_diff_does() {
        let before = "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\n";
        let after = "a\nb\nc\nD\ne\nf\ng\nh\ni\nj\nk\nl\n";
        let expected = "--- x\n+++ x, as it should be\n@@ -1,7 +1,7 @@\n a\n b\n c\n-d\n+D\n e\n f\n \
                        g\n@@ -9,3 +9,4 @@\n i\n j\n k\n+l\n";
        assert_eq!(difference("x", before, after), expected);
        assert_eq!(
            difference("x", "", "a\n"),
            "--- x\n+++ x, as it should be\n@@ -0,0 +1 @@\n+a\n"
        );
    }

    #[test]
    fn all_files_are_written_or_none() {
        let folder = std::env::temp_dir().join(format!("cargo-ocaml-output-{}", process::id()));
        fs::create_dir_all(&folder).unwrap();
        let (one, other) = (folder.join("one"), folder.join("none/other"));
        assert!(write(&[(one.clone(), "text"), (other, "text")]).is_err());
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);
        write(&[(one.clone(), "text")]).unwrap();
        assert_eq!(fs::read_to_string(&one).unwrap(), "text");
        assert!(compare(&[(one.clone(), "text")], "").is_ok());
        assert!(compare(&[(one, "other")], "").is_err());
        fs::remove_dir_all(&folder).unwrap();
    }
}
