//! What a build script learns from cargo.

use std::env;
use std::path::PathBuf;

use crate::error::Error;

/// The environment variable that chooses a variant of OCaml's runtime.
const RUNTIME_VARIANT: &str = "OCAML_INTEROP_RUNTIME_VARIANT";

/// Where to put what is built, and for which kind of build. Inside a build script
/// [`Target::from_cargo`] knows all of it.
#[derive(Debug, Clone)]
pub struct Target {
    /// The folder for everything that is written.
    pub out_dir: PathBuf,
    /// The package's folder.
    pub package: PathBuf,
    /// Whether this is a release build.
    pub release: bool,
    /// Name of the static library, without `lib` and `.a`.
    pub library: String,
    /// The suffix of OCaml's runtime library, e.g. `d` for the debug runtime.
    pub runtime_variant: Option<String>,
}

impl Target {
    /// Reads `OUT_DIR`, `CARGO_MANIFEST_DIR`, `PROFILE`, `CARGO_PKG_NAME` and `OCAML_INTEROP_RUNTIME_VARIANT`.
    ///
    /// # Errors
    /// When cargo's variables are missing, because this is no build script.
    pub fn from_cargo() -> Result<Self, Error> {
        let get = |name: &str| {
            env::var(name).map_err(|_| {
                Error::Input(format!(
                    "{name} is not set. This crate is for build scripts (build.rs), which cargo runs."
                ))
            })
        };
        let package = get("CARGO_PKG_NAME")?;
        println!("cargo:rerun-if-env-changed={RUNTIME_VARIANT}");
        Ok(Self {
            out_dir: PathBuf::from(get("OUT_DIR")?),
            package: PathBuf::from(get("CARGO_MANIFEST_DIR")?),
            release: get("PROFILE")? == "release",
            library: format!("ocaml_in_{}", package.replace('-', "_")),
            runtime_variant: env::var(RUNTIME_VARIANT).ok().filter(|v| !v.is_empty()),
        })
    }
}
