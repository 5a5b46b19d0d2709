//! How much of each interface Rust can use, and why not the rest.
//!
//! `BLESS=1 cargo test -p bindings --test coverage` writes `coverage.txt` anew. Interfaces grow with
//! OCaml's releases, so the file, and the guide's table, are compared under OCaml 5.3 alone; how much there has to be holds for
//! all.

use std::path::Path;
use std::{env, fs};

use bindings::TEXT;
use ocaml_interop_config::Toolchain;

/// A module of a library: how many of its values are covered, of how many.
struct Coverage {
    module: String,
    covered: usize,
    total: usize,
}

/// The heading of the generated file.
fn heading() -> Vec<&'static str> {
    let lines = TEXT.lines().skip(1).take_while(|line| line.starts_with("//"));
    lines.map(|line| line.trim_start_matches("//").trim_end()).collect()
}

/// What is bound of libraries; the modules of this package's own tests aren't.
fn is_of_a_library(module: &str) -> bool {
    let own = [
        "Records",
        "Variants",
        "Abstracts",
        "Functions",
        "Names",
        "Left_out",
        "Bigarrays",
        "Closures",
    ];
    !own.contains(&module)
}

/// Reads ` Z: 143 of 143 values.`
fn coverage(line: &str) -> Option<Coverage> {
    let (module, counts) = line.strip_prefix(' ')?.split_once(": ")?;
    let (covered, total) = counts.strip_suffix(" values.")?.split_once(" of ")?;
    let (covered, total) = (covered.parse().ok()?, total.parse().ok()?);
    Some(Coverage { module: module.to_owned(), covered, total })
}

fn table() -> Vec<Coverage> {
    let all = heading().into_iter().filter_map(coverage);
    all.filter(|one| is_of_a_library(&one.module)).collect()
}

fn percent(covered: usize, total: usize) -> f64 {
    100.0 * covered as f64 / total as f64
}

/// As it stands in the guide.
fn shown(table: &[Coverage], covered: usize, total: usize) -> String {
    let row = |module: &str, covered, total| {
        format!("| {module} | {covered} | {total} | {:.1} |\n", percent(covered, total))
    };
    let heading = "| module | covered | of | % |\n| --- | ---: | ---: | ---: |\n".to_owned();
    let rows = table.iter().map(|one| row(&one.module, one.covered, one.total));
    let all = row("all", covered, total);
    std::iter::once(heading).chain(rows).chain([all]).collect()
}

/// The release of which the numbers are pinned.
fn is_pinned() -> bool {
    let version = Toolchain::find().expect("OCaml").version();
    (version.major, version.minor) == (5, 3) && cfg!(all(zarith, yojson))
}

#[test]
fn enough_is_covered() {
    let table = table();
    let covered = table.iter().map(|one| one.covered).sum();
    let total = table.iter().map(|one| one.total).sum();
    let shown = shown(&table, covered, total);
    println!("{shown}");
    if cfg!(zarith) {
        let z = table.iter().find(|one| one.module == "Z").expect("it is bound");
        assert!(percent(z.covered, z.total) >= 85.0);
    }
    assert!(percent(covered, total) >= 70.0);
    let guide = include_str!("../../../crates/ocaml-interop/guide/part7-build-and-link.md");
    assert!(!is_pinned() || guide.contains(&shown), "the guide has another table");
}

#[test]
fn what_is_left_out_and_why() {
    let mut left_out = String::new();
    let mut module = None;
    for line in heading() {
        match (coverage(line), &mut module) {
            (Some(one), _) => module = is_of_a_library(&one.module).then_some(one.module),
            (None, Some(module)) => {
                if !module.is_empty() {
                    left_out += &format!("{}\n", std::mem::take(module));
                }
                left_out += &line.replace("  left out:", "");
                left_out += "\n";
            }
            (None, None) => {}
        }
    }
    if !is_pinned() {
        println!("another OCaml: not compared");
        return;
    }
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/coverage.txt");
    if env::var_os("BLESS").is_some() {
        fs::write(&golden, &left_out).expect("written");
    }
    let accepted = fs::read_to_string(&golden).unwrap_or_default();
    assert!(left_out == accepted, "now:\n{left_out}BLESS=1 accepts");
}
