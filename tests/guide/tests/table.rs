//! The table of types: each row names a test that there is.

use std::fs;
use std::path::Path;

/// The repository.
const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");

/// The column that names a test.
const SHOWN_BY: &str = "shown by";

/// A row: its line in the page, and its cells.
struct Row {
    line: usize,
    cells: Vec<String>,
}

fn cells(line: &str) -> Vec<String> {
    let inside = line.trim().trim_start_matches('|').trim_end_matches('|');
    inside.split(" | ").map(|cell| cell.trim().to_owned()).collect()
}

/// The rows of tables that have a column of tests, and the cell in it.
fn rows(page: &str) -> Vec<(Row, String)> {
    let mut rows = Vec::new();
    let mut column = None;
    for (index, line) in page.lines().enumerate() {
        if !line.starts_with('|') {
            column = None;
            continue;
        }
        let cells = cells(line);
        match column {
            None => column = Some((cells.len(), cells.iter().position(|cell| cell == SHOWN_BY))),
            Some((_, None)) => {}
            Some(_) if line.starts_with("| ---") => {}
            Some((width, Some(column))) => {
                let row = Row { line: index + 1, cells };
                assert_eq!(row.cells.len(), width, "line {}: {line}", row.line);
                let shown_by = row.cells[column].clone();
                rows.push((row, shown_by));
            }
        }
    }
    rows
}

/// Whether there is such a test: `R/file::name`, `B/file::name`, `O/file "case"`.
fn exists(test: &str) -> bool {
    let read = |path: String| fs::read_to_string(Path::new(ROOT).join(path)).unwrap_or_default();
    let rust_folders = [("R/", "tests/rust-driven/tests/suite"), ("B/", "tests/bindings/tests")];
    for (prefix, folder) in rust_folders {
        if let Some((path, name)) =
            test.strip_prefix(prefix).and_then(|rest| rest.rsplit_once("::"))
        {
            let code = read(format!("{folder}/{path}.rs"));
            return code.contains(&format!("fn {name}("));
        }
    }
    if let Some((path, case)) = test.strip_prefix("O/").and_then(|rest| rest.split_once(' ')) {
        let folders = ["tests/ocaml-driven/test", "tests/ocaml-driven"];
        let has_case = |folder| read(format!("{folder}/{path}.ml")).contains(case);
        return case.len() > 2 && folders.into_iter().any(has_case);
    }
    false
}

#[test]
fn every_row_names_a_test() {
    let path = Path::new(ROOT).join("crates/ocaml-interop/guide/types.md");
    let page = fs::read_to_string(path).expect("the guide has the page");
    let rows = rows(&page);
    assert!(rows.len() > 30, "{} rows: is the table still one?", rows.len());
    let mut missing = Vec::new();
    for (row, shown_by) in rows {
        let tests: Vec<_> = shown_by.split(", ").map(|test| test.trim_matches('`')).collect();
        for test in tests {
            if !exists(test) {
                missing.push(format!("line {}: {}: {test}", row.line, row.cells[0]));
            }
        }
    }
    assert!(missing.is_empty(), "no such test:\n{}", missing.join("\n"));
}
