//! The guide's pages, read: which snippets there are, and what each is for.
//!
//! Nothing is listed anywhere. What a snippet is follows from how it stands on
//! its page:
//!
//! | snippet | what is done with it |
//! | --- | --- |
//! | `rust` | a test of rustdoc's, through `user_guides.rs`; the README's through `lib.rs` |
//! | `ocaml` | compiled, warnings being errors |
//! | `text` | the output of the `ocaml` and `rust` snippets before it in its section |
//! | any with a file name in the line before it | a file of its section's project |
//! | `console` | commands run in that project, and what they print |

use std::fs;
use std::path::{Path, PathBuf};

/// One fenced block.
#[derive(Debug, Clone)]
pub struct Snippet {
    /// The page's name, without `.md`.
    pub page: String,
    /// The line of its first line, counted from 1.
    pub line: usize,
    /// How many headings stand before it on the page.
    pub section: usize,
    /// The first word after the fence.
    pub language: String,
    /// The other words after the fence.
    pub tags: Vec<String>,
    /// The file that it is, where the line before it is a file's name.
    pub file: Option<String>,
    /// What is inside.
    pub text: String,
}

impl Snippet {
    /// Where it stands, for messages.
    pub fn place(&self) -> String {
        format!("{}.md:{}", self.page, self.line)
    }

    /// Whether it shows a part of a file of the repository's tests.
    pub fn is_excerpt(&self) -> bool {
        self.file.as_ref().is_some_and(|file| file.starts_with("tests/"))
    }
}

/// The repository's folder.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Where the pages lie.
pub fn folder() -> PathBuf {
    root().join("crates/ocaml-interop/guide")
}

/// The names of all pages in order, without `.md`; the table of contents is
/// none.
pub fn pages() -> Vec<String> {
    let entries = fs::read_dir(folder()).expect("the guide's folder");
    let names = entries.map(|entry| entry.expect("a folder's entry").file_name());
    let names = names.map(|name| name.to_string_lossy().into_owned());
    let mut pages: Vec<String> =
        names.filter_map(|name| name.strip_suffix(".md").map(str::to_owned)).collect();
    pages.retain(|page| page != "SUMMARY");
    pages.sort();
    pages
}

/// A page's text. The README is one, outside the guide's folder.
pub fn text(page: &str) -> String {
    let folder = if page == README { root() } else { folder() };
    let path = folder.join(format!("{page}.md"));
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The project's front page.
pub const README: &str = "README";

/// Every snippet of every page, the README's too.
pub fn snippets() -> Vec<Snippet> {
    let mut pages = pages();
    pages.push(README.to_owned());
    pages.iter().flat_map(|page| read(page, &text(page))).collect()
}

/// The snippets of a page.
fn read(page: &str, text: &str) -> Vec<Snippet> {
    let mut snippets = Vec::new();
    let mut section = 0;
    let mut before = "";
    let mut open: Option<Snippet> = None;
    for (index, line) in text.lines().enumerate() {
        match (&mut open, line.trim_end()) {
            (Some(_), "```") => {
                snippets.extend(open.take());
                before = "";
            }
            (Some(snippet), _) => {
                snippet.text.push_str(line);
                snippet.text.push('\n');
            }
            (None, line) if line.starts_with("```") => {
                let mut words = line.trim_start_matches('`').split([',', ' ']).map(str::to_owned);
                open = Some(Snippet {
                    page: page.to_owned(),
                    line: index + 2,
                    section,
                    language: words.next().unwrap_or_default(),
                    tags: words.collect(),
                    file: file_name(before),
                    text: String::new(),
                });
            }
            (None, line) => {
                let fence = ["```", "~~~"].iter().any(|mark| line.trim_start().starts_with(mark));
                assert!(!fence, "{page}.md:{}: write ``` at the line's beginning", index + 1);
                section += usize::from(line.starts_with('#'));
                if !line.is_empty() {
                    before = line;
                }
            }
        }
    }
    assert!(open.is_none(), "{page}.md: the last snippet has no end");
    snippets
}

/// The file's name in a line such as `` `src/main.rs`: ``.
fn file_name(line: &str) -> Option<String> {
    let name = line.trim().strip_prefix('`')?.strip_suffix("`:")?;
    (!name.is_empty() && !name.contains(['`', ' '])).then(|| name.to_owned())
}

/// OCaml and Rust snippets that are one program, and what it prints.
#[derive(Debug, Clone)]
pub struct Program {
    /// A name for it, good for a module in both languages.
    pub name: String,
    /// The OCaml snippets.
    pub ocaml: Vec<Snippet>,
    /// The Rust snippets.
    pub rust: Vec<Snippet>,
    /// What it prints.
    pub output: Snippet,
}

/// The programs that pairs of snippets make: each ends with its output, and
/// reaches back to the output before it, or to its section's heading.
pub fn programs(snippets: &[Snippet]) -> Vec<Program> {
    let mut programs = Vec::new();
    let mut since: Vec<&Snippet> = Vec::new();
    for snippet in snippets.iter().filter(|snippet| snippet.file.is_none()) {
        since.retain(|other| (&other.page, other.section) == (&snippet.page, snippet.section));
        if snippet.language != "text" {
            since.push(snippet);
            continue;
        }
        let of = |language: &str| {
            let same = since.iter().filter(|other| other.language == language);
            // What must not compile is no part of a program.
            let kept = same.filter(|other| !other.tags.contains(&"compile_fail".to_owned()));
            kept.map(|other| (*other).clone()).collect::<Vec<_>>()
        };
        programs.push(Program {
            name: format!("{}_{}", snippet.page.replace('-', "_").to_lowercase(), snippet.line),
            ocaml: of("ocaml"),
            rust: of("rust"),
            output: snippet.clone(),
        });
        since.clear();
    }
    programs
}
