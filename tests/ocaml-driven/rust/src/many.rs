//! Names, arities, and functions that Rust calls too.

use ocaml_interop::{OCaml, OCamlInt, OCamlRuntime, ToOCaml, export};

/// Under another name.
#[export(name = "mn_renamed_in_ocaml")]
pub fn mn_renamed(n: isize) -> isize {
    n + 1
}

/// No argument, no runtime.
#[export]
pub fn mn_nothing() -> String {
    "nothing".to_owned()
}

/// The runtime alone.
#[export]
pub fn mn_runtime_only<'a>(cr: &'a mut OCamlRuntime) -> OCaml<'a, String> {
    "only".to_ocaml(cr)
}

/// Five arguments: no array for bytecode.
#[export]
pub fn mn_five(a: String, b: String, c: String, d: String, e: String) -> String {
    [a, b, c, d, e].join(" ")
}

/// Six: an array for bytecode.
#[export]
pub fn mn_six(a: &str, b: &str, c: &str, d: &str, e: &str, f: &str) -> String {
    [a, b, c, d, e, f].join(" ")
}

/// Seven, of several kinds, and the runtime.
#[export]
#[allow(clippy::too_many_arguments)]
pub fn mn_seven(
    cr: &mut OCamlRuntime,
    a: OCaml<OCamlInt>,
    b: f64,
    c: bool,
    d: Vec<String>,
    e: ocaml_interop::BoxRoot<String>,
    f: (i64, i32),
    g: Option<String>,
) -> String {
    let a = a.to_i64();
    format!("{a} {b} {c} {d:?} {} {f:?} {g:?}", e.to_rust::<String>(cr))
}

/// Its documentation, attributes and name stay: Rust calls it, too.
#[export]
#[must_use]
#[inline]
pub fn mn_doubled(n: isize) -> isize {
    n * 2
}

/// An exported function called from Rust.
#[export]
pub fn mn_calls_doubled(n: isize) -> isize {
    mn_doubled(mn_doubled(n))
}
