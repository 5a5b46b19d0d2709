//! What apt's files say, and the two files that add a later release. Pure: text in, text out.

/// The distribution, as `/etc/os-release` tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Release {
    /// `debian` or `ubuntu`, also for what derives from them.
    pub family: &'static str,
    pub codename: String,
}

/// Releases whose own OCaml is too old, and the next one of the family that has OCaml 5.1.
const TOO_OLD: &[(&str, &[&str], &str)] = &[
    ("debian", &["buster", "bullseye", "bookworm"], "trixie"),
    ("ubuntu", &["bionic", "focal", "jammy", "noble"], "resolute"),
];

impl Release {
    /// Reads `/etc/os-release`. Nothing for distributions without apt.
    pub fn parse(text: &str) -> Option<Self> {
        let field = |name: &str| {
            let value = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix('='));
            value.map(|value| value.trim_matches(['"', '\'']))
        };
        let names = [field("ID"), field("ID_LIKE")];
        let like = |family: &str| {
            let words = names.iter().flatten().flat_map(|names| names.split_whitespace());
            words.into_iter().any(|word| word == family)
        };
        // A derivative has a codename of its own, and names that of its origin besides.
        let (family, origin) = if like("ubuntu") {
            ("ubuntu", "UBUNTU_CODENAME")
        } else if like("debian") {
            ("debian", "DEBIAN_CODENAME")
        } else {
            return None;
        };
        let codename = field(origin).or(field("VERSION_CODENAME")).unwrap_or_default();
        Some(Self { family, codename: codename.to_owned() })
    }

    /// The release that apt's sources follow. os-release can be ahead of them: a package of the
    /// next release may have brought along the next `base-files`.
    pub fn followed(self, sources: &[Source]) -> Self {
        let old = TOO_OLD.iter().filter(|(family, ..)| *family == self.family);
        let old = old.flat_map(|(_, codenames, _)| *codenames);
        let candidates =
            old.map(|codename| Self { codename: (*codename).to_owned(), ..self.clone() });
        let mut followed = candidates.filter(|release| main_source(sources, release).is_some());
        followed.next().unwrap_or(self)
    }

    /// The release to take OCaml from where this one's is too old.
    pub fn next(&self) -> Option<&'static str> {
        TOO_OLD
            .iter()
            .find(|(family, old, _)| *family == self.family && old.contains(&&*self.codename))
            .map(|(_, _, next)| *next)
    }
}

/// One entry of apt's sources, of either format.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Source {
    pub uris: Vec<String>,
    pub suites: Vec<String>,
    pub components: Vec<String>,
    /// Path of a keyring or a whole key with its line breaks, as it stands there.
    pub signed_by: Option<String>,
}

/// The entries for binary packages in a `.sources` file.
pub fn parse_deb822(text: &str) -> Vec<Source> {
    let mut sources = Vec::new();
    for stanza in stanzas(text) {
        let field = |name: &str| {
            let found = stanza.iter().find(|(key, _)| key.eq_ignore_ascii_case(name));
            found.map(|(_, value)| value.as_str())
        };
        let list = |name| {
            let words = field(name).unwrap_or_default().split_whitespace();
            words.map(str::to_owned).collect::<Vec<_>>()
        };
        let disabled = field("Enabled").is_some_and(|v| v.trim().eq_ignore_ascii_case("no"));
        if disabled || !list("Types").iter().any(|kind| kind == "deb") {
            continue;
        }
        sources.push(Source {
            uris: list("URIs"),
            suites: list("Suites"),
            components: list("Components"),
            signed_by: field("Signed-By").map(str::to_owned),
        });
    }
    sources
}

/// Paragraphs of `Key: value`, where a line that starts with a blank goes on with the value.
fn stanzas(text: &str) -> Vec<Vec<(String, String)>> {
    let mut all = vec![Vec::<(String, String)>::new()];
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if line.trim().is_empty() {
            all.push(Vec::new());
        } else if let Some(stanza) = all.last_mut() {
            if line.starts_with([' ', '\t']) {
                if let Some((_, value)) = stanza.last_mut() {
                    value.push('\n');
                    value.push_str(line);
                }
            } else if let Some((key, value)) = line.split_once(':') {
                stanza.push((key.to_owned(), value.trim().to_owned()));
            }
        }
    }
    all.retain(|stanza| !stanza.is_empty());
    all
}

/// The entries for binary packages in a `.list` file.
pub fn parse_one_line(text: &str) -> Vec<Source> {
    text.lines().filter_map(one_line).collect()
}

fn one_line(line: &str) -> Option<Source> {
    let line = line.split('#').next().unwrap_or_default().trim();
    let rest = line.strip_prefix("deb")?;
    let rest = rest.strip_prefix([' ', '\t'])?.trim_start();
    let (options, rest) = match rest.strip_prefix('[') {
        Some(inside) => inside.split_once(']')?,
        None => ("", rest),
    };
    let mut words = rest.split_whitespace().map(str::to_owned);
    let signed_by = options.split_whitespace().find_map(|option| option.strip_prefix("signed-by="));
    Some(Source {
        uris: vec![words.next()?],
        suites: vec![words.next()?],
        components: words.collect(),
        signed_by: signed_by.map(str::to_owned),
    })
}

/// The distribution's own entry for this release, with the one mirror to use. Third parties use the
/// same suite names, but not the archive's folder name.
pub fn main_source(sources: &[Source], release: &Release) -> Option<Source> {
    let is_archive = |uri: &str| {
        let folder = uri.trim_end_matches('/').rsplit('/').next();
        !uri.starts_with("cdrom:") && folder.is_some_and(|name| name.starts_with(release.family))
    };
    sources.iter().find_map(|source| {
        let uri = source.uris.iter().find(|uri| is_archive(uri))?;
        let fits = source.suites.contains(&release.codename)
            && source.components.iter().any(|component| component == "main");
        fits.then(|| Source {
            uris: vec![uri.clone()],
            suites: vec![release.codename.clone()],
            ..source.clone()
        })
    })
}

/// The `.sources` file for `next`, on the mirror and with the key of `main`.
pub fn sources_file(main: &Source, release: &Release, next: &str) -> String {
    // Ubuntu keeps OCaml's libraries in universe.
    let components = match release.family {
        "ubuntu" => "main universe",
        _ => "main",
    };
    let mut text = format!(
        "# Added by `cargo xtask setup` of ocaml-interop, for OCaml 5. See also its file in preferences.d.\n\
         Types: deb\nURIs: {}\nSuites: {next}\nComponents: {components}\n",
        main.uris.join(" ")
    );
    if let Some(key) = &main.signed_by {
        text.push_str(&format!("Signed-By: {key}\n"));
    }
    text
}

/// The preferences file: below every installed release's 500, so that nothing comes from `next`
/// unless it is asked for.
pub fn preferences_file(next: &str) -> String {
    format!(
        "# Added by `cargo xtask setup` of ocaml-interop: only what is asked for comes from {next}.\n\
         Package: *\nPin: release n={next}\nPin-Priority: 100\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bookworm() -> Release {
        Release::parse("ID=debian\nVERSION_CODENAME=bookworm\n").unwrap()
    }

    #[test]
    fn releases_and_derivatives() {
        assert_eq!(bookworm().next(), Some("trixie"));
        let trixie = Release::parse("VERSION_CODENAME=trixie\nID=debian").unwrap();
        assert_eq!(trixie.next(), None);
        let mint = "ID=linuxmint\nID_LIKE=\"ubuntu debian\"\nVERSION_CODENAME=wilma\nUBUNTU_CODENAME=noble";
        let mint = Release::parse(mint).unwrap();
        assert_eq!((mint.family, mint.next()), ("ubuntu", Some("resolute")));
        let sid = Release::parse("ID=debian\nPRETTY_NAME=\"Debian GNU/Linux sid\"").unwrap();
        assert_eq!(sid.next(), None);
        assert_eq!(Release::parse("ID=fedora\n"), None);
    }

    #[test]
    fn sources_count_more_than_os_release() {
        let trixie = Release::parse("ID=debian\nVERSION_CODENAME=trixie").unwrap();
        let added = "deb http://mirror.test/debian trixie main\n";
        let both = format!("{added}deb http://mirror.test/debian bookworm main");
        assert_eq!(trixie.clone().followed(&parse_one_line(&both)), bookworm());
        assert_eq!(trixie.clone().followed(&parse_one_line(added)), trixie);
    }

    #[test]
    fn deb822_with_comments_keys_and_disabled_entries() {
        let text = "Types: deb deb-src\n# a comment\nURIs: http://mirror.test/debian\n\
                    Suites: bookworm bookworm-updates\nComponents: main\nSigned-By:\n -----BEGIN\n .\n KEY\n\n\
                    Types: deb-src\nURIs: http://mirror.test/debian\nSuites: bookworm\nComponents: main\n\n\
                    Types: deb\nEnabled: no\nURIs: http://off.test/debian\nSuites: bookworm\nComponents: main\n";
        let sources = parse_deb822(text);
        assert_eq!(sources.len(), 1);
        assert_eq!(sources[0].suites, ["bookworm", "bookworm-updates"]);
        assert_eq!(sources[0].signed_by.as_deref(), Some("\n -----BEGIN\n .\n KEY"));
        let file = sources_file(&sources[0], &bookworm(), "trixie");
        assert_eq!(parse_deb822(&file)[0].signed_by, sources[0].signed_by);
    }

    #[test]
    fn one_line_format_with_options() {
        let text = "# deb http://no.test/debian x main\n\
                    deb [arch=amd64 signed-by=/k.gpg] http://mirror.test/debian bookworm main contrib # tail\n\
                    deb-src http://mirror.test/debian bookworm main\ndebug\n";
        let sources = parse_one_line(text);
        assert_eq!(sources.len(), 1);
        assert_eq!(sources[0].uris, ["http://mirror.test/debian"]);
        assert_eq!(sources[0].components, ["main", "contrib"]);
        assert_eq!(sources[0].signed_by.as_deref(), Some("/k.gpg"));
    }

    #[test]
    fn third_parties_security_and_disks_are_passed_over() {
        let text = "deb cdrom:[Debian]/debian bookworm main\n\
                    deb https://php.test/php bookworm main\n\
                    deb https://docker.test/linux/debian bookworm stable\n\
                    deb http://mirror.test/debian-security bookworm-security main\n\
                    deb http://mirror.test/debian bookworm-updates main\n\
                    deb http://mirror.test/debian/ bookworm main\n";
        let main = main_source(&parse_one_line(text), &bookworm()).unwrap();
        assert_eq!(main.uris, ["http://mirror.test/debian/"]);
        assert_eq!(main.suites, ["bookworm"]);
        assert_eq!(main_source(&[], &bookworm()), None);
    }

    #[test]
    fn the_added_files_name_the_mirror_and_the_priority() {
        let text = "deb [signed-by=/k.gpg] http://mirror.test/debian bookworm main non-free";
        let main = main_source(&parse_one_line(text), &bookworm()).unwrap();
        let file = sources_file(&main, &bookworm(), "trixie");
        for line in [
            "URIs: http://mirror.test/debian",
            "Suites: trixie",
            "Components: main",
            "Signed-By: /k.gpg",
        ] {
            assert!(file.lines().any(|l| l == line), "no `{line}` in:\n{file}");
        }
        let preferences = preferences_file("trixie");
        assert!(preferences.contains("Pin: release n=trixie\nPin-Priority: 100"));
    }
}
