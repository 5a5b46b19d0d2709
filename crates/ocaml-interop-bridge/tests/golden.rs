//! Golden files: what the macros make of good input, and what they say about bad input.
//!
//! `golden/good/x.rs` is a Rust file that uses the macros; `x.expanded` is what comes out.
//! `golden/bad/x.rs` is wrong; `x.errors` shows what is said, and where.
//! `BLESS=1 cargo test -p ocaml-interop-bridge` writes the second file of each pair anew.

mod apply;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use proc_macro2::TokenStream;
use syn::Item;

use apply::expand_item;

#[test]
fn good_input_expands() {
    each_input("good", "expanded", |path, source| {
        let expanded = expand_file(source).to_string();
        let errors = errors_in(expand_file(source), source);
        assert!(errors.is_empty(), "{} reports:\n{errors}", path.display());
        let file = syn::parse_file(&expanded).expect("expanded code parses");
        prettyplease::unparse(&file)
    });
}

#[test]
fn bad_input_is_explained() {
    each_input("bad", "errors", |path, source| {
        let errors = errors_in(expand_file(source), source);
        assert!(!errors.is_empty(), "{} reports nothing", path.display());
        errors
    });
}

/// Compares what `make` makes of every input with the file beside it.
fn each_input(folder: &str, extension: &str, make: impl Fn(&Path, &str) -> String) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(folder);
    let is_input = |path: &PathBuf| path.extension().is_some_and(|e| e == "rs");
    let entries = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
    let mut inputs: Vec<_> = entries.filter(is_input).collect();
    inputs.sort();
    assert!(!inputs.is_empty(), "no input in {}", folder.display());
    let mut different = Vec::new();
    for input in inputs {
        let made = make(&input, &fs::read_to_string(&input).unwrap());
        let golden = input.with_extension(extension);
        if env::var_os("BLESS").is_some() {
            fs::write(&golden, made).unwrap();
        } else if fs::read_to_string(&golden).unwrap_or_default() != made {
            different.push(format!("{}, now:\n{made}", golden.display()));
        }
    }
    assert!(different.is_empty(), "{}\nBLESS=1 accepts", different.join("\n"));
}

/// Expands every use of the macros in a file; other items are left out.
fn expand_file(source: &str) -> TokenStream {
    let file = syn::parse_file(source).unwrap_or_else(|e| panic!("{e} in:\n{source}"));
    file.items.into_iter().map(expand_item).collect()
}

/// Every `compile_error!` of the expansion as the compiler would show it.
fn errors_in(expanded: TokenStream, source: &str) -> String {
    let mut shown = String::new();
    let file: syn::File = syn::parse2(expanded).expect("an expansion with errors parses");
    for item in file.items {
        let Item::Macro(item) = item else { continue };
        if !item.mac.path.is_ident("compile_error") && item.mac.path.segments.len() != 2 {
            continue;
        }
        let Ok(message) = item.mac.parse_body::<syn::LitStr>() else {
            continue;
        };
        // The macro's own tokens stretch over what the error is about.
        let start = item.mac.path.segments[0].ident.span().start();
        let end = item.mac.delimiter.span().close().end();
        let line = source.lines().nth(start.line - 1).unwrap_or_default();
        let stop = if end.line == start.line { end.column } else { line.chars().count() };
        let carets = "^".repeat(stop.saturating_sub(start.column).max(1));
        let number = start.line;
        writeln!(shown, "error: {}", message.value()).unwrap();
        writeln!(shown, "{number:4} | {line}").unwrap();
        writeln!(shown, "     | {:indent$}{carets}\n", "", indent = start.column).unwrap();
    }
    shown
}
