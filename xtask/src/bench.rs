//! `cargo xtask bench`: builds `benches/` and prints its table.

use std::process::Command;

use crate::run::{Outcome, output, root, words};
use crate::setup;

/// `cargo xtask bench [FILTER]`: the rows whose title contains `filter`.
pub fn command(filter: Option<&str>) -> Outcome {
    let ready = setup::ensure(false)?;
    let folder = root().join("benches");
    let mut dune = ready.dune();
    dune.args(["build", "--root", ".", "--profile", "release", "./bench.exe"]);
    output(dune.current_dir(&folder))?;
    let mut bench = Command::new(folder.join("_build/default/bench.exe"));
    let status = bench.args(filter).status().map_err(|error| format!("{bench:?}: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("{status}: {}", words(&bench))) }
}
