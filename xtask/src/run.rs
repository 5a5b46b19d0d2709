//! Starting programs, and where things are.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

/// What a command of xtask returns; the error is for people.
pub type Outcome<T = ()> = Result<T, String>;

/// The folder of the repository.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_owned()
}

/// The target folder of the workspace.
pub fn target() -> PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => root().join(folder),
        None => root().join("target"),
    }
}

/// The target folder of all cargo packages outside the workspace, shared so that what they have in
/// common is compiled once.
pub fn outside_target() -> PathBuf {
    target().join("outside")
}

/// The command as a person would type it.
pub fn words(command: &Command) -> String {
    std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(|word| word.to_string_lossy())
        .map(|word| match word.contains([' ', '|', '*', '(']) {
            true => format!("'{word}'"),
            false => word.into_owned(),
        })
        .collect::<Vec<_>>()
        .join(" ")
}

/// Standard output of a command that succeeds; else nothing.
pub fn ask(program: &str, arguments: &[&str]) -> Option<String> {
    let done = Command::new(program).args(arguments).stdin(Stdio::null()).output();
    let done = done.ok().filter(|done| done.status.success())?;
    Some(String::from_utf8_lossy(&done.stdout).trim_end().to_owned())
}

/// The target triple of this machine.
///
/// # Errors
/// When rustc doesn't say what machine this is.
pub fn host() -> Outcome<String> {
    let version = ask("rustc", &["-vV"]).unwrap_or_default();
    let host = version.lines().find_map(|line| line.strip_prefix("host: "));
    Ok(host.ok_or("rustc -vV names no host")?.to_owned())
}

/// Runs a command with its whole output, in order, going to a file; returns status and text.
pub fn logged(command: &mut Command, log: &Path) -> Outcome<(ExitStatus, String)> {
    let failed = |error: std::io::Error| format!("{}: {error}", log.display());
    if let Some(folder) = log.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    let file = File::create(log).map_err(failed)?;
    let both = file.try_clone().map_err(failed)?;
    let status = command
        .stdin(Stdio::null())
        .stdout(file)
        .stderr(both)
        .status()
        .map_err(|error| format!("{}: {error}", words(command)))?;
    let text = fs::read(log).map_err(failed)?;
    Ok((status, String::from_utf8_lossy(&text).into_owned()))
}

/// Runs a command that has to succeed; returns its standard output.
pub fn output(command: &mut Command) -> Outcome<String> {
    let done = command
        .stdin(Stdio::null())
        .output()
        .map_err(|error| format!("{}: {error}", words(command)))?;
    let stdout = String::from_utf8_lossy(&done.stdout).into_owned();
    if done.status.success() {
        return Ok(stdout);
    }
    let stderr = String::from_utf8_lossy(&done.stderr);
    Err(format!("{stdout}{stderr}{}: {}", done.status, words(command)))
}
