//! Runs a program and keeps all that it says.

use std::process::Command;

use ocaml_interop_config::Toolchain;

use crate::error::Error;

/// Runs `command`; returns its standard output. What a successful run writes to standard error
/// (warnings of the compiler) is passed on as a warning of the build script.
pub(crate) fn run(command: &mut Command) -> Result<String, Error> {
    let done = command.output().map_err(|error| Error::Command {
        command: words(command),
        status: error.to_string(),
        output: String::new(),
    })?;
    let stdout = String::from_utf8_lossy(&done.stdout).into_owned();
    let stderr = String::from_utf8_lossy(&done.stderr);
    if !done.status.success() {
        return Err(Error::Command {
            command: words(command),
            status: done.status.to_string(),
            output: format!("{stdout}{stderr}"),
        });
    }
    eprint!("{stderr}");
    Ok(stdout)
}

/// The tool of this name that belongs to the toolchain.
pub(crate) fn tool(toolchain: &Toolchain, name: &str) -> Result<Command, Error> {
    toolchain.tool(name).ok_or_else(|| Error::MissingTool { name: name.to_owned() })
}

fn words(command: &Command) -> String {
    let quoted = |word: &std::ffi::OsStr| {
        let word = word.to_string_lossy();
        match word.contains(' ') {
            true => format!("'{word}'"),
            false => word.into_owned(),
        }
    };
    std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(quoted)
        .collect::<Vec<_>>()
        .join(" ")
}
