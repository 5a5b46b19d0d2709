//! What `setup` has to do on a machine: facts in, steps out. Nothing is run here.

use crate::apt::{self, Release, Source};

/// What the project needs: OCaml and its libraries, and what counts instructions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    Ocaml,
    Dune,
    Findlib,
    Alcotest,
    Zarith,
    Yojson,
    /// The system's, wherever OCaml is from.
    Valgrind,
}

impl Need {
    /// What has to fit together.
    pub const OF_OCAML: [Need; 6] =
        [Need::Ocaml, Need::Dune, Need::Findlib, Need::Alcotest, Need::Zarith, Need::Yojson];

    /// For people.
    pub fn name(self) -> &'static str {
        match self {
            Need::Ocaml => "OCaml >= 5.1",
            Need::Dune => "dune >= 3.11",
            Need::Findlib => "ocamlfind",
            Need::Alcotest => "alcotest",
            Need::Zarith => "zarith",
            Need::Yojson => "yojson",
            Need::Valgrind => "Valgrind",
        }
    }

    fn apt(self) -> &'static str {
        match self {
            Need::Ocaml => "ocaml",
            Need::Dune => "ocaml-dune",
            Need::Findlib => "ocaml-findlib",
            Need::Alcotest => "libalcotest-ocaml-dev",
            Need::Zarith => "libzarith-ocaml-dev",
            Need::Yojson => "libyojson-ocaml-dev",
            Need::Valgrind => "valgrind",
        }
    }

    fn opam(self) -> Option<&'static str> {
        match self {
            // The first comes with the switch.
            Need::Ocaml | Need::Valgrind => None,
            Need::Dune => Some("dune"),
            Need::Findlib => Some("ocamlfind"),
            Need::Alcotest => Some("alcotest"),
            Need::Zarith => Some("zarith"),
            Need::Yojson => Some("yojson"),
        }
    }
}

/// Where the OCaml that would be used comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// An opam switch.
    Opam,
    /// The system's packages.
    System,
    /// A prefix of the user's own.
    Other,
}

/// The machine, as far as it matters.
#[derive(Debug, Clone, Default)]
pub struct Machine {
    /// What isn't there.
    pub missing: Vec<Need>,
    /// Where the OCaml in use is from; `None` where there is none that is new enough.
    pub origin: Option<Origin>,
    pub opam: bool,
    /// Whether `opam init` has been done.
    pub opam_ready: bool,
    /// Whether the project's own switch exists.
    pub opam_switch: bool,
    pub brew: bool,
    pub apt: bool,
    pub root: bool,
    pub sudo: bool,
    pub release: Option<Release>,
    /// All entries of apt's sources.
    pub sources: Vec<Source>,
}

/// One change to the machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Run a program, as root where `root`.
    Run { root: bool, words: Vec<String> },
    /// Write a file, as root.
    Write { path: String, text: String },
}

/// What to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Plan {
    /// All is there.
    Nothing,
    /// Do this.
    Steps(Vec<Step>),
    /// This machine can't be changed by us: tell the user.
    Manual(String),
}

/// The opam switch that is made where there is none to use, and its compiler.
pub const SWITCH: &str = "ocaml-interop";
const SWITCH_COMPILER: &str = "ocaml-base-compiler.5.3.0";

/// Files that are written for apt; `{}` is the release's name.
const SOURCES: &str = "/etc/apt/sources.list.d/ocaml-interop-{}.sources";
const PREFERENCES: &str = "/etc/apt/preferences.d/ocaml-interop-{}";

impl Machine {
    /// Whether apt is there, and we may use it.
    pub fn may_apt(&self) -> bool {
        self.apt && (self.root || self.sudo)
    }
}

/// Decides: OCaml first, then Valgrind.
pub fn plan(machine: &Machine) -> Plan {
    let (valgrind, of_ocaml): (Vec<Need>, _) =
        machine.missing.iter().partition(|need| **need == Need::Valgrind);
    let mut steps = match plan_ocaml(&Machine { missing: of_ocaml, ..machine.clone() }) {
        Plan::Nothing => Vec::new(),
        Plan::Steps(steps) => steps,
        manual => return manual,
    };
    if !valgrind.is_empty() {
        let update = apt_get(&["update"], &[]);
        if !steps.contains(&update) {
            steps.push(update);
        }
        // The release's own: it has to fit nothing of OCaml's.
        steps.push(apt_get(&["install", "--no-install-recommends"], &[Need::Valgrind.apt()]));
    }
    match steps.is_empty() {
        true => Plan::Nothing,
        false => Plan::Steps(steps),
    }
}

/// Order: what OCaml in use came from; opam where it is installed; apt; Homebrew.
fn plan_ocaml(machine: &Machine) -> Plan {
    if machine.missing.is_empty() {
        return Plan::Nothing;
    }
    let use_apt = machine.may_apt() && machine.release.is_some();
    match machine.origin {
        Some(Origin::Opam) => Plan::Steps(opam_install(machine, None)),
        Some(Origin::System) if use_apt => apt_plan(machine),
        Some(_) => manual(machine, "this OCaml came from elsewhere; install there what is missing"),
        None if machine.opam => Plan::Steps(opam_plan(machine)),
        None if use_apt => apt_plan(machine),
        None if machine.brew => {
            // Homebrew has no alcotest; opam has all, and Homebrew has opam.
            let mut steps = vec![user(["brew", "install", "opam"])];
            steps.extend(opam_plan(machine));
            Plan::Steps(steps)
        }
        None if machine.apt && machine.release.is_some() => manual(
            machine,
            "apt needs root, and there is no sudo here; as root run `cargo xtask setup`",
        ),
        None => manual(machine, "there is no opam, apt or Homebrew here to install it with"),
    }
}

fn user<const N: usize>(words: [&str; N]) -> Step {
    Step::Run { root: false, words: words.map(str::to_owned).to_vec() }
}

fn opam_plan(machine: &Machine) -> Vec<Step> {
    let mut steps = Vec::new();
    if !machine.opam_ready {
        steps.push(user(["opam", "init", "--yes", "--bare", "--no-setup"]));
    }
    if !machine.opam_switch {
        steps.push(user([
            "opam",
            "switch",
            "create",
            SWITCH,
            SWITCH_COMPILER,
            "--yes",
            "--no-switch",
        ]));
    }
    steps.extend(opam_install(
        &Machine {
            // A new switch has none of them.
            missing: Need::OF_OCAML.to_vec(),
            ..machine.clone()
        },
        Some(SWITCH),
    ));
    steps
}

fn opam_install(machine: &Machine, switch: Option<&str>) -> Vec<Step> {
    let mut words = vec!["opam".to_owned(), "install".to_owned(), "--yes".to_owned()];
    words.extend(switch.map(|name| format!("--switch={name}")));
    let packages = machine.missing.iter().filter_map(|need| need.opam());
    words.extend(packages.map(str::to_owned));
    vec![Step::Run { root: false, words }]
}

fn apt_plan(machine: &Machine) -> Plan {
    let Some(release) = &machine.release else {
        return manual(machine, "the distribution is unknown");
    };
    let mut steps = Vec::new();
    let next = release.next();
    if let Some(next) = next {
        let there = machine.sources.iter().any(|source| source.suites.iter().any(|s| s == next));
        if !there {
            let Some(main) = apt::main_source(&machine.sources, release) else {
                let why = format!(
                    "apt's sources name no mirror of {} {}, where {next} could be taken from",
                    release.family, release.codename
                );
                return manual(machine, &why);
            };
            steps.push(Step::Write {
                path: PREFERENCES.replace("{}", next),
                text: apt::preferences_file(next),
            });
            steps.push(Step::Write {
                path: SOURCES.replace("{}", next),
                text: apt::sources_file(&main, release, next),
            });
        }
    }
    steps.push(apt_get(&["update"], &[]));
    let target: Vec<&str> = next.map(|next| vec!["-t", next]).unwrap_or_default();
    let packages: Vec<&str> = machine.missing.iter().map(|need| need.apt()).collect();
    let install = [&["install", "--no-install-recommends"], target.as_slice()].concat();
    steps.push(apt_get(&install, &packages));
    Plan::Steps(steps)
}

fn apt_get(command: &[&str], packages: &[&str]) -> Step {
    let fixed =
        ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-y", "-o", "DPkg::Lock::Timeout=60"];
    Step::Run {
        root: true,
        words: [&fixed, command, packages].concat().iter().map(|word| (*word).to_owned()).collect(),
    }
}

fn manual(machine: &Machine, why: &str) -> Plan {
    let names: Vec<_> = machine.missing.iter().map(|need| need.name()).collect();
    let packages: Vec<_> = machine.missing.iter().map(|need| need.apt()).collect();
    Plan::Manual(format!(
        "missing: {}; {why}.\n\
         With opam:\n  \
         opam init && opam switch create {SWITCH} {SWITCH_COMPILER}\n  \
         opam install --switch={SWITCH} dune ocamlfind alcotest zarith yojson\n  \
         eval $(opam env --switch={SWITCH})\n\
         On Debian 13 or later:\n  \
         apt-get install {}\n\
         Then run the command again.",
        names.join(", "),
        packages.join(" ")
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn debian(codename: &str) -> Machine {
        Machine {
            missing: Need::OF_OCAML.to_vec(),
            apt: true,
            root: true,
            release: Release::parse(&format!("ID=debian\nVERSION_CODENAME={codename}")),
            sources: apt::parse_one_line(&format!("deb http://mirror.test/debian {codename} main")),
            ..Machine::default()
        }
    }

    fn steps(machine: &Machine) -> Vec<String> {
        match plan(machine) {
            Plan::Steps(steps) => steps
                .iter()
                .map(|step| match step {
                    Step::Run { root, words } => {
                        format!("{}{}", if *root { "# " } else { "$ " }, words.join(" "))
                    }
                    Step::Write { path, .. } => format!("> {path}"),
                })
                .collect(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn nothing_missing_nothing_done() {
        assert_eq!(plan(&Machine::default()), Plan::Nothing);
    }

    #[test]
    fn an_old_debian_gets_the_next_release_at_low_priority() {
        let steps = steps(&debian("bookworm"));
        assert_eq!(steps[0], "> /etc/apt/preferences.d/ocaml-interop-trixie");
        assert_eq!(steps[1], "> /etc/apt/sources.list.d/ocaml-interop-trixie.sources");
        assert!(steps[2].ends_with("Timeout=60 update"), "{}", steps[2]);
        assert!(
            steps[3].ends_with(
                "install --no-install-recommends -t trixie ocaml ocaml-dune ocaml-findlib \
                 libalcotest-ocaml-dev libzarith-ocaml-dev libyojson-ocaml-dev"
            ),
            "{}",
            steps[3]
        );
    }

    #[test]
    fn the_next_release_is_added_only_once() {
        let mut machine = debian("bookworm");
        machine.sources.extend(apt::parse_one_line("deb http://mirror.test/debian trixie main"));
        machine.origin = Some(Origin::System);
        machine.missing = vec![Need::Zarith];
        let steps = steps(&machine);
        assert_eq!(steps.len(), 2);
        assert!(steps[1].ends_with("-t trixie libzarith-ocaml-dev"));
    }

    #[test]
    fn a_new_debian_uses_its_own_release() {
        let steps = steps(&debian("trixie"));
        assert_eq!(steps.len(), 2);
        assert!(!steps[1].contains(" -t "));
    }

    #[test]
    fn no_mirror_means_manual() {
        let mut machine = debian("bookworm");
        machine.sources.clear();
        assert!(matches!(plan(&machine), Plan::Manual(why) if why.contains("no mirror")));
    }

    #[test]
    fn opam_goes_before_apt_and_makes_what_it_lacks() {
        let mut machine = debian("bookworm");
        machine.opam = true;
        let made = steps(&machine);
        assert!(made[0].starts_with("$ opam init"));
        assert!(made[1].starts_with("$ opam switch create ocaml-interop"));
        assert_eq!(
            made[2],
            "$ opam install --yes --switch=ocaml-interop dune ocamlfind alcotest zarith yojson"
        );
        machine.opam_ready = true;
        machine.opam_switch = true;
        assert_eq!(steps(&machine).len(), 1);
    }

    #[test]
    fn missing_libraries_come_from_where_ocaml_came_from() {
        let mut machine = debian("bookworm");
        machine.opam = true;
        machine.missing = vec![Need::Alcotest];
        machine.origin = Some(Origin::Opam);
        assert_eq!(steps(&machine), ["$ opam install --yes alcotest"]);
        machine.origin = Some(Origin::Other);
        assert!(matches!(plan(&machine), Plan::Manual(why) if why.contains("missing: alcotest")));
    }

    #[test]
    fn valgrind_is_the_systems_wherever_ocaml_is_from() {
        let mut machine = debian("bookworm");
        let (update, install) = {
            let command =
                "# env DEBIAN_FRONTEND=noninteractive apt-get -y -o DPkg::Lock::Timeout=60";
            let install = "install --no-install-recommends valgrind";
            (format!("{command} update"), format!("{command} {install}"))
        };
        machine.missing = vec![Need::Valgrind];
        machine.origin = Some(Origin::Other);
        assert_eq!(steps(&machine), [update.clone(), install.clone()]);
        machine.missing = vec![Need::Alcotest, Need::Valgrind];
        machine.origin = Some(Origin::Opam);
        let with_opam = ["$ opam install --yes alcotest", &update, &install];
        assert_eq!(steps(&machine), with_opam);
        // apt's list of packages is fetched once.
        machine.origin = Some(Origin::System);
        let with_apt = steps(&machine);
        assert_eq!(with_apt.iter().filter(|step| **step == update).count(), 1);
        assert!(with_apt[3].ends_with("-t trixie libalcotest-ocaml-dev"), "{}", with_apt[3]);
        assert_eq!(with_apt[4], install);
    }

    #[test]
    fn homebrew_brings_opam() {
        let machine =
            Machine { missing: Need::OF_OCAML.to_vec(), brew: true, ..Machine::default() };
        assert_eq!(steps(&machine)[0], "$ brew install opam");
    }

    #[test]
    fn without_rights_the_commands_are_told() {
        let mut machine = debian("bookworm");
        machine.root = false;
        assert!(matches!(plan(&machine), Plan::Manual(why) if why.contains("as root")));
        machine.sudo = true;
        assert_eq!(steps(&machine).len(), 4);
        let bare = Machine { missing: vec![Need::Ocaml], ..Machine::default() };
        assert!(matches!(plan(&bare), Plan::Manual(why) if why.contains("opam switch create")));
    }
}
