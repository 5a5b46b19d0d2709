//! Exported functions whose arguments and results are converted, or raise.
use std::borrow::Cow;

use ocaml_interop::*;

#[ocaml_interop::export]
pub fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

#[ocaml_interop::export(returns = "OCamlInt")]
pub fn total(_cr: &mut OCamlRuntime, #[ocaml(as_ = "OCamlList<OCamlInt>")] all: Vec<i64>, _: (), #[ocaml(as_ = "OCamlInt")] more: i64) -> i64 {
    all.iter().sum::<i64>() + more
}

#[ocaml_interop::export]
pub fn parse<'a>(cr: &mut OCamlRuntime, text: &'a str, bytes: &[u8], cow: Cow<'a, str>) -> Result<i64, String> {
    let _ = (&cr, bytes, cow);
    text.parse().map_err(|_| format!("not a number: {text}"))
}

#[ocaml_interop::export]
pub fn checked(cr: &mut OCamlRuntime, text: OCaml<String>) -> Result<OCaml<String>, String> {
    if text.as_bytes().is_empty() {
        return Err("empty".to_owned());
    }
    Ok(cr.get(&text.root()).root().get(cr))
}

#[ocaml_interop::export]
pub fn refused(text: String) -> Result<(), String> {
    Err(text)
}

#[ocaml_interop::export]
pub fn read_file(path: &str) -> std::io::Result<String> {
    std::fs::read_to_string(path)
}

#[ocaml_interop::export]
pub fn seven(a: &str, b: Option<i64>, c: (bool, f64), d: (), e: String, f: Vec<f64>, g: OCamlRef<String>) -> OCaml<()> {
    let _ = (a, b, c, d, e, f, g);
    OCaml::unit()
}

fn main() {}
