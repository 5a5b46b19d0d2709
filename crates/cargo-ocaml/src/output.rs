//! Files written whole or not at all, and how a text differs from what a file holds.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process;

use crate::failure::Failure;

/// Lines around a difference that are shown, too.
const CONTEXT: usize = 3;

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
    let (before, after): (Vec<_>, Vec<_>) = (before.lines().collect(), after.lines().collect());
    let edits = edits(&before, &after);
    let mut shown = format!("--- {name}\n+++ {name}, as it should be\n");
    let changed: Vec<_> = (0..edits.len()).filter(|&index| edits[index].0 != ' ').collect();
    let mut next = 0;
    while let Some(&first) = changed.get(next) {
        // What is close together is shown together.
        let mut last = first;
        while let Some(&index) = changed.get(next).filter(|index| **index <= last + 2 * CONTEXT) {
            last = index;
            next += 1;
        }
        let (start, end) = (first.saturating_sub(CONTEXT), edits.len().min(last + CONTEXT + 1));
        let count = |sign, part: &[(char, &str)]| {
            part.iter().filter(|(one, _)| *one == ' ' || *one == sign).count()
        };
        let (before, after) = (count('-', &edits[..start]) + 1, count('+', &edits[..start]) + 1);
        let (lines, others) = (count('-', &edits[start..end]), count('+', &edits[start..end]));
        let _ = writeln!(shown, "@@ -{before},{lines} +{after},{others} @@");
        for (sign, line) in &edits[start..end] {
            let _ = writeln!(shown, "{sign}{line}");
        }
    }
    shown
}

/// Lines that stay, go and come, by a longest common subsequence.
fn edits<'a>(before: &[&'a str], after: &[&'a str]) -> Vec<(char, &'a str)> {
    let same = before.iter().zip(after).take_while(|(one, other)| one == other).count();
    let (head, before, after) = (&before[..same], &before[same..], &after[same..]);
    let same = before.iter().rev().zip(after.iter().rev()).take_while(|(a, b)| a == b).count();
    let (before, tail) = before.split_at(before.len() - same);
    let after = &after[..after.len() - same];
    // The longest for what follows each pair of lines.
    let width = after.len() + 1;
    let mut longest = vec![0_u32; (before.len() + 1) * width];
    for i in (0..before.len()).rev() {
        for j in (0..after.len()).rev() {
            longest[i * width + j] = match before[i] == after[j] {
                true => longest[(i + 1) * width + j + 1] + 1,
                false => longest[(i + 1) * width + j].max(longest[i * width + j + 1]),
            };
        }
    }
    let mut edits: Vec<_> = head.iter().map(|line| (' ', *line)).collect();
    let (mut i, mut j) = (0, 0);
    while i < before.len() || j < after.len() {
        if i < before.len() && j < after.len() && before[i] == after[j] {
            edits.push((' ', before[i]));
            (i, j) = (i + 1, j + 1);
        } else if j == after.len()
            || i < before.len() && longest[(i + 1) * width + j] >= longest[i * width + j + 1]
        {
            edits.push(('-', before[i]));
            i += 1;
        } else {
            edits.push(('+', after[j]));
            j += 1;
        }
    }
    edits.extend(tail.iter().map(|line| (' ', *line)));
    edits
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
            "--- x\n+++ x, as it should be\n@@ -1,0 +1,1 @@\n+a\n"
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
