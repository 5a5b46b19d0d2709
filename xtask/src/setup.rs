//! `cargo xtask setup`: looks at the machine, says what it would change, asks, does it.

use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use ocaml_interop_config::{Search, Toolchain, Version};

use crate::apt::{self, Release, Source};
use crate::plan::{Machine, Need, Origin, Plan, SWITCH, Step, plan};
use crate::run::{Outcome, ask, logged, output, target};

/// The oldest dune that knows all that the project's dune files say.
const OLDEST_DUNE: Version = Version::new(3, 11, 0);

/// A toolchain that is complete, and the variables that lead other programs to it.
#[derive(Debug, Clone)]
pub struct Ready {
    pub toolchain: Toolchain,
    pub variables: Vec<(&'static str, String)>,
    /// How many minutes a program may run; as long as it likes where there is no limit.
    pub minutes: Option<u32>,
}

impl Ready {
    /// A toolchain without a limit.
    fn new(toolchain: Toolchain, variables: Vec<(&'static str, String)>) -> Self {
        Self { toolchain, variables, minutes: None }
    }

    /// `program`, with this toolchain first in its environment.
    pub fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = match self.minutes {
            None => Command::new(program),
            // timeout ends what the program started, too: they are one process group, which
            // Ctrl-C doesn't reach. So it is told when xtask ends.
            Some(minutes) => {
                let mut told = Command::new("setpriv");
                told.args(["--pdeathsig", "TERM", "timeout", "--kill-after=10"]);
                told.arg(format!("{minutes}m")).arg(program);
                told
            }
        };
        command.envs(self.variables.iter().map(|(name, value)| (name, value)));
        command
    }

    /// Whether the environment has a value for `name` of its own.
    pub fn sets(&self, name: &str) -> bool {
        self.variables.iter().any(|(variable, _)| *variable == name)
    }

    /// dune, in the same environment.
    pub fn dune(&self) -> Command {
        let dune = self.toolchain.tool_path("dune");
        self.command(dune.unwrap_or_else(|| PathBuf::from("dune")))
    }
}

/// `cargo xtask setup [--yes]`.
pub fn command(yes: bool) -> Outcome {
    let ready = ensure(yes)?;
    let toolchain = &ready.toolchain;
    println!("ready: OCaml {} ({})", toolchain.version(), toolchain.standard_library().display());
    Ok(())
}

/// Makes sure of a complete toolchain.
///
/// # Errors
/// When it can't be had, or the user said no: what to do instead.
pub fn ensure(yes: bool) -> Outcome<Ready> {
    let named = Search::from_env();
    if named.ocamlopt.is_some() || named.ocamlfind.is_some() {
        // The user chose a compiler: nothing that is installed would replace it.
        Toolchain::find_with(&named).map_err(|error| error.to_string())?;
    }
    let (machine, ready) = look();
    match (plan(&machine), ready) {
        (Plan::Nothing, Some(ready)) => return Ok(ready),
        (Plan::Nothing, None) => return Err("no OCaml toolchain".to_owned()),
        (Plan::Manual(message), _) => return Err(message),
        (Plan::Steps(steps), _) => {
            let names: Vec<_> = machine.missing.iter().map(|need| need.name()).collect();
            println!("missing: {}. To install, as {}:", names.join(", "), who(&machine));
            for step in &steps {
                println!("{}", describe(step));
            }
            if !yes && !agreed()? {
                return Err(
                    "nothing was changed. Run these commands yourself, or again with --yes"
                        .to_owned(),
                );
            }
            let start = Instant::now();
            for step in &steps {
                execute(step, &machine)?;
            }
            println!("installed in {} s", start.elapsed().as_secs());
        }
    }
    let (machine, ready) = look();
    match (machine.missing.as_slice(), ready) {
        ([], Some(ready)) => Ok(ready),
        (missing, _) => {
            let names: Vec<_> = missing.iter().map(|need| need.name()).collect();
            Err(format!("still missing after installation: {}", names.join(", ")))
        }
    }
}

/// The toolchain in a prefix that the user built, for `test --ocaml`. Nothing is installed there.
///
/// # Errors
/// When the prefix isn't there or holds no usable OCaml of that version.
pub fn prefixed(version: &str) -> Outcome<Ready> {
    let prefix = match std::env::var_os("OCAML_INTEROP_PREFIX") {
        Some(prefix) => PathBuf::from(prefix),
        None => {
            let home = std::env::var_os("HOME").map(PathBuf::from).unwrap_or_default();
            let cache =
                std::env::var_os("XDG_CACHE_HOME").map_or(home.join(".cache"), PathBuf::from);
            cache.join("ocaml-interop").join(format!("ocaml-{version}"))
        }
    };
    let bin = prefix.join("bin");
    if !bin.join("ocamlopt").is_file() {
        return Err(format!(
            "no OCaml {version} in {}. Build it there (./configure --prefix={0} && make && make install) \
             or name its prefix in OCAML_INTEROP_PREFIX",
            prefix.display()
        ));
    }
    let mut search = Search::from_env();
    let rest = std::env::split_paths(&search.path);
    let path = std::env::join_paths(std::iter::once(bin).chain(rest)).map_err(|e| e.to_string())?;
    search = Search { path, ..Search::default() };
    let toolchain = Toolchain::find_with(&search).map_err(|error| error.to_string())?;
    // `5.4.1-tsan` is 5.4.1, configured in its own way.
    let number = version.split('-').next().unwrap_or(version);
    if Version::parse(number) != Some(toolchain.version()) {
        let found = toolchain.version();
        return Err(format!("{} holds OCaml {found}, not {version}", prefix.display()));
    }
    // Without this the libraries of another OCaml on this machine would be found and not fit.
    let conf = target().join(format!("xtask/findlib-{version}.conf"));
    let lib = toolchain.standard_library();
    let text = format!("path=\"{0}:{0}/..\"\ndestdir=\"{0}/..\"\nstdlib=\"{0}\"\n", lib.display());
    fs::create_dir_all(target().join("xtask")).map_err(|error| error.to_string())?;
    fs::write(&conf, text).map_err(|error| format!("{}: {error}", conf.display()))?;
    let variables = vec![
        ("PATH", search.path.to_string_lossy().into_owned()),
        ("OCAMLFIND_CONF", conf.display().to_string()),
        ("OCAMLOPT", prefix.join("bin/ocamlopt").display().to_string()),
        ("OCAMLFIND", String::new()),
        ("OCAMLPATH", String::new()),
        ("OPAM_SWITCH_PREFIX", String::new()),
    ];
    Ok(Ready::new(toolchain, variables))
}

/// Takes the facts.
fn look() -> (Machine, Option<Ready>) {
    let opam = ask("opam", &["--version"]).is_some();
    let switches = ask("opam", &["switch", "list", "--short"]);
    let ready = Toolchain::find()
        .ok()
        .map(|toolchain| Ready::new(toolchain, Vec::new()))
        .or_else(|| opam_switch(None))
        .or_else(|| opam_switch(Some(SWITCH)));
    let os_release = fs::read_to_string("/etc/os-release").unwrap_or_default();
    let sources = apt_sources();
    let mut machine = Machine {
        missing: missing(ready.as_ref()),
        origin: ready.as_ref().map(|ready| origin(&ready.toolchain)),
        opam,
        opam_ready: switches.is_some(),
        opam_switch: switches.is_some_and(|names| names.lines().any(|name| name == SWITCH)),
        brew: ask("brew", &["--version"]).is_some(),
        apt: Path::new("/usr/bin/apt-get").is_file(),
        root: ask("id", &["-u"]).is_some_and(|id| id == "0"),
        sudo: ask("sudo", &["-V"]).is_some(),
        release: Release::parse(&os_release).map(|release| release.followed(&sources)),
        sources,
    };
    // Where it can't be installed, only the stage that needs it fails, and says so.
    if machine.may_apt() && ask("valgrind", &["--version"]).is_none() {
        machine.missing.push(Need::Valgrind);
    }
    (machine, ready)
}

/// What is missing of OCaml.
fn missing(ready: Option<&Ready>) -> Vec<Need> {
    let Some(ready) = ready else {
        return Need::OF_OCAML.to_vec();
    };
    let dune_is_new = || {
        let version = output(ready.dune().arg("--version")).ok()?;
        Some(Version::parse(&version)? >= OLDEST_DUNE)
    };
    let library = |name| {
        let Some(mut ocamlfind) = ready.toolchain.ocamlfind() else {
            return false;
        };
        ocamlfind.envs(ready.variables.iter().map(|(name, value)| (name, value)));
        // A distribution's runtime package has the META file alone; what is linked is the archive.
        ocamlfind.args(["query", "-predicates", "native", "-format", "%d/%a", name]);
        output(&mut ocamlfind).is_ok_and(|archive| Path::new(archive.trim_end()).is_file())
    };
    let there = |need: Need| match need {
        // `look` asks for the second.
        Need::Ocaml | Need::Valgrind => true,
        Need::Dune => dune_is_new().unwrap_or(false),
        Need::Findlib => ready.toolchain.ocamlfind().is_some(),
        Need::Alcotest => library("alcotest"),
        Need::Zarith => library("zarith"),
        Need::Yojson => library("yojson"),
    };
    Need::OF_OCAML.into_iter().filter(|need| !there(*need)).collect()
}

fn origin(toolchain: &Toolchain) -> Origin {
    let program = PathBuf::from(toolchain.ocamlopt().get_program());
    let prefix = program.parent().and_then(Path::parent);
    match prefix {
        Some(prefix) if prefix.join(".opam-switch").is_dir() => Origin::Opam,
        Some(prefix) if prefix == Path::new("/usr") || prefix == Path::new("/") => Origin::System,
        _ => Origin::Other,
    }
}

/// The toolchain in an opam switch: the one that opam regards as current, or the one named.
fn opam_switch(name: Option<&str>) -> Option<Ready> {
    let switch = name.map(|name| format!("--switch={name}"));
    let mut words = vec!["var", "prefix"];
    words.extend(switch.as_deref());
    let prefix = PathBuf::from(ask("opam", &words)?);
    let search = Search {
        switch_prefix: Some(prefix.clone().into()),
        path: Search::from_env().path,
        ..Search::default()
    };
    let toolchain = Toolchain::find_with(&search).ok()?;
    let rest = std::env::split_paths(&search.path);
    let path = std::env::join_paths(std::iter::once(prefix.join("bin")).chain(rest)).ok()?;
    let variables = vec![
        ("OPAM_SWITCH_PREFIX", prefix.display().to_string()),
        ("CAML_LD_LIBRARY_PATH", prefix.join("lib/stublibs").display().to_string()),
        ("PATH", path.to_string_lossy().into_owned()),
    ];
    Some(Ready::new(toolchain, variables))
}

fn apt_sources() -> Vec<Source> {
    let folder = fs::read_dir("/etc/apt/sources.list.d").into_iter().flatten().flatten();
    let mut paths: Vec<_> = folder.map(|entry| entry.path()).collect();
    paths.sort();
    paths.insert(0, PathBuf::from("/etc/apt/sources.list"));
    let mut sources = Vec::new();
    for path in paths {
        let text = fs::read_to_string(&path).unwrap_or_default();
        match path.extension().and_then(|extension| extension.to_str()) {
            Some("list") => sources.extend(apt::parse_one_line(&text)),
            Some("sources") => sources.extend(apt::parse_deb822(&text)),
            _ => {}
        }
    }
    sources
}

fn who(machine: &Machine) -> &'static str {
    match (machine.root, machine.sudo) {
        (true, _) => "root",
        (false, true) => "you, with sudo where needed",
        (false, false) => "you",
    }
}

fn describe(step: &Step) -> String {
    match step {
        Step::Run { words, .. } => format!("  {}", words.join(" ")),
        Step::Write { path, text } => {
            let lines = text.lines().map(|line| format!("    {line}\n")).collect::<String>();
            format!("  write {path}:\n{}", lines.trim_end())
        }
    }
}

/// Asks on a terminal; goes on where there is nobody to ask.
fn agreed() -> Outcome<bool> {
    if !io::stdin().is_terminal() {
        return Ok(true);
    }
    print!("Go on? [Y/n] ");
    let mut answer = String::new();
    let read = io::stdout().flush().and_then(|()| io::stdin().read_line(&mut answer));
    read.map_err(|error| error.to_string())?;
    Ok(matches!(answer.trim().to_lowercase().as_str(), "" | "y" | "yes"))
}

fn execute(step: &Step, machine: &Machine) -> Outcome {
    match step {
        Step::Run { root, words } => {
            let mut all: Vec<&str> = words.iter().map(String::as_str).collect();
            if *root && !machine.root {
                all.insert(0, "sudo");
            }
            println!("  … {}", all.join(" "));
            let mut command = Command::new(all[0]);
            let log = target().join("xtask/setup.log");
            let (status, text) = logged(command.args(&all[1..]), &log)?;
            match status.success() {
                true => Ok(()),
                false => Err(format!("{text}\n{status}: {}", all.join(" "))),
            }
        }
        Step::Write { path, text } if machine.root => {
            fs::write(path, text).map_err(|error| format!("{path}: {error}"))
        }
        Step::Write { path, text } => {
            let mut tee = Command::new("sudo");
            tee.args(["tee", path]).stdin(Stdio::piped()).stdout(Stdio::null());
            let mut write = || {
                let mut child = tee.spawn()?;
                if let Some(mut stdin) = child.stdin.take() {
                    stdin.write_all(text.as_bytes())?;
                }
                child.wait()
            };
            match write() {
                Ok(status) if status.success() => Ok(()),
                Ok(status) => Err(format!("{path} was not written: {status}")),
                Err(error) => Err(format!("{path} was not written: {error}")),
            }
        }
    }
}
